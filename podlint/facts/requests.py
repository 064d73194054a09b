"""What pods ask of a node, summand by summand, and which of the configured nodes have it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from podlint.dataclass import dataclass
from podlint.facts.node_pins import NodePin
from podlint.facts.objects import mapping, name_place
from podlint.facts.store import Facts, InventoryNode
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.quantity import format_quantity
from podlint.kubernetes.resources import RequestTerm, explained_requests, fits
from podlint.reading import Mapping as YamlMapping
from podlint.reading import Place

_ROLES = {"container": "main", "sidecar": "sidecar", "init": "init"}


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One summand of an effective request. `source` is container, sidecar, init, pod or overhead, `name` whose it is.

    `from_limit` says that no request is written: the limit counts as one.
    """

    source: str
    name: str
    amount: str
    from_limit: bool
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """What one node has of a resource. `enough` is for the request of this resource, `takes_pod` for all of them.

    `lacks` tells how little it has of what is missing, such as `cpu only 100m`.
    """

    name: str
    amount: str
    enough: bool
    takes_pod: bool
    lacks: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class EffectiveRequest:
    """How much of one resource the scheduler looks for on a node before it places the pod there.

    `terms` are the summands. `nodes` are the configured nodes on which the pod may run, the one with the most of the
    resource first; those that name no amount of it count as having enough. `scarcest` marks the resource of the pod
    that the fewest nodes have enough of. There are no rows without an inventory in the configuration.
    """

    pod: Pod
    resource: str
    amount: str
    terms: tuple[Term, ...]
    nodes: tuple[Share, ...]
    scarcest: bool

    @property
    def place(self) -> Place:
        return self.terms[0].place

    @property
    def total(self) -> str:
        """The sum as people write it: `1.5Gi (app 1Gi + log-collector 512Mi)`; one summand needs no sum."""
        parts = " + ".join(f"{term.name} {term.amount}" for term in self.terms)
        return f"{self.amount} ({parts})" if len(self.terms) > 1 else self.amount

    @property
    def starting(self) -> bool:
        """Whether it is an init container that needs the most, before the main containers run."""
        return any(term.source == "init" for term in self.terms)


def effective_requests(facts: Facts) -> Iterator[EffectiveRequest]:
    for pod in facts.all(Pod) if facts.settings.nodes else ():
        explained = {} if pod.partial else _explained(pod)
        if explained:
            yield from _rows(facts, pod, explained)


Explained = Mapping[str, tuple[RequestTerm, ...]]


def _explained(pod: Pod) -> Explained:
    """Nothing where a quantity is none or not known yet: the sum would be wrong."""
    try:
        return {resource: terms for resource, terms in explained_requests(pod.spec).items() if terms}
    except ValueError:
        return {}


def _rows(facts: Facts, pod: Pod, explained: Explained) -> Iterator[EffectiveRequest]:
    sums = {resource: sum((term.amount for term in terms), Fraction()) for resource, terms in explained.items()}
    candidates = _candidates(facts, pod)
    shares = {resource: tuple(_shares(candidates, resource, sums)) for resource in sums}
    scarcest = min(shares, key=lambda resource: sum(share.enough for share in shares[resource]))
    for resource, terms in explained.items():
        yield EffectiveRequest(
            pod,
            resource,
            format_quantity(sums[resource], resource),
            tuple(_term(facts, pod, resource, term) for term in terms),
            shares[resource],
            resource == scarcest,
        )


def _candidates(facts: Facts, pod: Pod) -> list[InventoryNode]:
    """The nodes on which the pod may run: all, unless it names some."""
    named = [name for pin in facts.by(NodePin, "pod", pod) for name in (pin.nodes or ("",))]
    return [item for item in facts.settings.nodes if not named or item.node.name in named]


def _shares(candidates: list[InventoryNode], resource: str, sums: Mapping[str, Fraction]) -> Iterator[Share]:
    known = [item for item in candidates if resource in item.node.capacity]
    unknown = [item for item in candidates if resource not in item.node.capacity]
    for item in sorted(known, key=lambda item: -item.node.capacity[resource]) + unknown:
        have = item.node.capacity.get(resource)
        yield Share(
            item.node.name,
            format_quantity(have, resource) if have is not None else "",
            fits({resource: sums[resource]}, item.node),
            fits(sums, item.node),
            _lacks(item, sums),
            item.place,
        )


def _lacks(item: InventoryNode, sums: Mapping[str, Fraction]) -> str:
    short = (resource for resource in sums if not fits({resource: sums[resource]}, item.node))
    return " and ".join(f"{one} only {format_quantity(item.node.capacity[one], one)}" for one in short)


def _term(facts: Facts, pod: Pod, resource: str, term: RequestTerm) -> Term:
    place, from_limit = _place(facts, pod, resource, term)
    return Term(term.source, term.name, format_quantity(term.amount, resource), from_limit, place)


def _place(facts: Facts, pod: Pod, resource: str, term: RequestTerm) -> tuple[Place, bool]:
    """Where the quantity is written, and whether that is a limit."""
    overhead = pod.spec.get("overhead")
    if term.source == "overhead" and isinstance(overhead, YamlMapping):
        return overhead.value_place(resource), False
    holder = pod.spec if term.source == "pod" else _container(facts, pod, term)
    resources = mapping(holder.get("resources"))
    for field in ("requests", "limits"):
        amounts = resources.get(field)
        if isinstance(amounts, YamlMapping) and amounts.get(resource) is not None:
            return amounts.value_place(resource), field == "limits"
    return name_place(holder), False


def _container(facts: Facts, pod: Pod, term: RequestTerm) -> YamlMapping:
    role = _ROLES.get(term.source)
    containers = facts.by(Container, "pod", pod)
    return next((one.node for one in containers if one.role == role and one.name == term.name), pod.spec)
