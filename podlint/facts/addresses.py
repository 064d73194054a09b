"""Which Services stand before workloads that need to know their clients' addresses."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.address_signals import SIGNALS, Backend, Signal
from podlint.facts.address_suppressors import SUPPRESSORS
from podlint.facts.objects import Object, mapping, text
from podlint.facts.selection import Selection
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Place

_EXTERNAL = ("NodePort", "LoadBalancer")


@dataclass(frozen=True, slots=True, eq=False)
class ClientAddressNeed:
    """A NodePort or LoadBalancer Service that selects workloads, with the signs that they need the client's address.

    `suppressors` are reasons why the address arrives, or is lost, whatever externalTrafficPolicy says; `weight` is
    the sum of the signals' weights, 0 where there is a suppressor. `policy` is the field as written, empty where it
    is absent. `internal_local` says that internalTrafficPolicy, a field of another meaning, is Local.
    """

    service: Object
    type: str
    pods: tuple[Pod, ...]
    policy: str
    internal_local: bool
    signals: tuple[Signal, ...]
    suppressors: tuple[Signal, ...]
    weight: int

    @property
    def place(self) -> Place:
        return self.service.place

    @property
    def workload(self) -> Pod:
        """The first workload behind the Service."""
        return self.pods[0]


def client_address_needs(facts: Facts) -> Iterator[ClientAddressNeed]:
    """No row where the policy is only known once the manifest is rendered."""
    for selection in facts.all(Selection):
        spec = mapping(selection.service.node.get("spec"))
        kind = text(spec.get("type"))
        pods = tuple(pod for pod in selection.pods if pod.kind != "PodTemplate")
        if kind in _EXTERNAL and pods and not is_placeholder(spec.get("externalTrafficPolicy")):
            yield _need(facts, selection.service, kind, pods)


def _need(facts: Facts, service: Object, kind: str, pods: tuple[Pod, ...]) -> ClientAddressNeed:
    spec = mapping(service.node.get("spec"))
    backends = [Backend(service, spec, pod) for pod in pods]
    signals = _distinct(signal for backend in backends for find in SIGNALS for signal in find(facts, backend))
    suppressors = _distinct(signal for backend in backends for find in SUPPRESSORS for signal in find(facts, backend))
    return ClientAddressNeed(
        service=service,
        type=kind,
        pods=pods,
        policy=text(spec.get("externalTrafficPolicy")),
        internal_local=spec.get("internalTrafficPolicy") == "Local",
        signals=signals,
        suppressors=suppressors,
        weight=0 if suppressors else sum(signal.weight for signal in signals),
    )


def _distinct(signals: Iterator[Signal]) -> tuple[Signal, ...]:
    """One signal of a kind: two workloads with the same image, or two Ingresses with an allow-list, prove no more."""
    first: dict[str, Signal] = {}
    for signal in signals:
        first.setdefault(signal.kind, signal)
    return tuple(sorted(first.values(), key=lambda signal: -signal.weight))
