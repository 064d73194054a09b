"""What a pod asks of a node, and which nodes can give it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from podlint.dataclass import dataclass
from podlint.kubernetes.quantity import parse_quantity
from podlint.namedtuple import NamedTuple

Requests = Mapping[str, Fraction]
"""By resource name ("cpu", "memory"), in cores, bytes or pieces."""


class RequestTerm(NamedTuple):
    """One summand of an effective request: a container by its name, or what `source` says."""

    source: str
    """container, sidecar, init, pod or overhead."""
    name: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Node:
    """A node and what it has free for pods."""

    name: str
    capacity: Requests


class _Asking(NamedTuple):
    source: str
    name: str
    requests: Requests


def effective_requests(pod_spec: Mapping[str, Any]) -> dict[str, Fraction]:
    """What the scheduler looks for on a node. Raises ValueError if a quantity is none.

    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
    """
    return {
        resource: sum((term.amount for term in terms), Fraction())
        for resource, terms in explained_requests(pod_spec).items()
    }


def explained_requests(pod_spec: Mapping[str, Any]) -> dict[str, tuple[RequestTerm, ...]]:
    """For each resource the terms whose sum is the effective request. Raises ValueError if a quantity is none.

    The larger of two sums counts: all containers and sidecars together, or the neediest moment of the start, one init
    container and the sidecars listed before it. A request of the pod itself replaces them; the overhead is added.
    """
    containers = list(_askings(pod_spec.get("containers"), "container"))
    init = list(_init_askings(pod_spec.get("initContainers")))
    pod = _resources(pod_spec)
    overhead = _quantities(pod_spec.get("overhead"))
    askings = [*containers, *init]
    resources = dict.fromkeys(
        resource for requests in (*(a.requests for a in askings), *pod, overhead) for resource in requests
    )
    explained = {}
    for resource in resources:
        terms = _pod_terms(resource, pod, _largest(resource, containers, init))
        if resource in overhead:
            terms = (*terms, RequestTerm("overhead", "overhead", overhead[resource]))
        explained[resource] = terms
    return explained


def _largest(resource: str, containers: list[_Asking], init: list[_Asking]) -> tuple[RequestTerm, ...]:
    running: list[_Asking] = []
    moments = []
    for asking in init:
        moments.append(_terms(resource, [*running, asking]))
        if asking.source == "sidecar":
            running.append(asking)
    return max((_terms(resource, [*running, *containers]), *moments), key=_sum)


def _terms(resource: str, askings: Iterable[_Asking]) -> tuple[RequestTerm, ...]:
    return tuple(
        RequestTerm(asking.source, asking.name, asking.requests[resource])
        for asking in askings
        if asking.requests.get(resource)
    )


def _sum(terms: Iterable[RequestTerm]) -> Fraction:
    return sum((term.amount for term in terms), Fraction())


def _pod_terms(
    resource: str, pod: tuple[Requests, Requests], terms: tuple[RequestTerm, ...]
) -> tuple[RequestTerm, ...]:
    """The terms, unless the pod itself asks; a limit of the pod's is its request only where no container asks."""
    requests, limits = pod
    own = requests.get(resource, None if terms else limits.get(resource))
    return terms if own is None else (RequestTerm("pod", "pod", own),)


def _askings(containers: object, source: str) -> Iterator[_Asking]:
    for container in containers if isinstance(containers, list) else ():
        if isinstance(container, Mapping):
            requests, limits = _resources(container)
            yield _Asking(source, str(container.get("name", "")), {**limits, **requests})


def _init_askings(containers: object) -> Iterator[_Asking]:
    for container in containers if isinstance(containers, list) else ():
        is_sidecar = isinstance(container, Mapping) and container.get("restartPolicy") == "Always"
        yield from _askings([container], "sidecar" if is_sidecar else "init")


def _resources(holder: Mapping[str, Any]) -> tuple[Requests, Requests]:
    """Requests and limits as written, of a container or of a pod."""
    resources = holder.get("resources")
    if not isinstance(resources, Mapping):
        return {}, {}
    return _quantities(resources.get("requests")), _quantities(resources.get("limits"))


def _quantities(amounts: object) -> Requests:
    if not isinstance(amounts, Mapping):
        return {}
    return {resource: parse_quantity(_scalar(amount)) for resource, amount in amounts.items() if amount is not None}


def _scalar(amount: object) -> str | int | float:
    return amount if isinstance(amount, str | int | float) else str(amount)


def fits(requests: Requests, node: Node, taken: Requests | None = None) -> bool:
    """Whether the node can take a pod beside what is taken. A resource that the node does not name is no obstacle."""
    return all(
        amount + (taken.get(resource, 0) if taken else 0) <= node.capacity[resource]
        for resource, amount in requests.items()
        if amount and resource in node.capacity
    )


def nodes_for(requests: Requests, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes that can take the pod."""
    return tuple(node for node in nodes if fits(requests, node))


class Placement(NamedTuple):
    """Where two pods can go that have to share a node."""

    together: tuple[Node, ...]
    """The nodes that can take both."""
    stranding: tuple[Node, ...]
    """The nodes that can take the first, and then not the second any more."""


def place_together(first: Requests, second: Requests, nodes: Sequence[Node]) -> Placement:
    """Where the scheduler may put the first of two pods, not knowing of the second, and what that means for it."""
    candidates = nodes_for(first, nodes)
    together = tuple(node for node in candidates if fits(second, node, taken=first))
    return Placement(together, tuple(node for node in candidates if node not in together))
