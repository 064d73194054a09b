"""Which Services stand before workloads that need to know their clients' addresses."""

from collections.abc import Hashable, Iterable, Iterator
from operator import itemgetter

from podlint.dataclass import dataclass
from podlint.facts.address_signals import SIGNALS, Backend, Finder, Signal, image_kind
from podlint.facts.address_suppressors import SUPPRESSORS
from podlint.facts.objects import Object, mapping, text
from podlint.facts.selection import PerPods, Selection
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place

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


_Finders = tuple[Finder, ...]
_Ranked = tuple[tuple[int, int], Signal]
"""A signal, and the numbers of the pod and of the finder that it comes from."""


class _Behind:
    """Pods that stand behind Services. `own` are the signals and the suppressors that they bring to each of these.

    `kinds` are those that differ in what their images do, each the first of its kind, with their numbers.
    """

    def __init__(self, facts: Facts, selected: tuple[Pod, ...]) -> None:
        self.pods = tuple(pod for pod in selected if pod.kind != "PodTemplate")
        first: dict[Hashable, tuple[int, Pod]] = {}
        for number, pod in enumerate(self.pods):
            first.setdefault(image_kind(facts, pod), (number, pod))
        self.kinds = list(first.values())
        self.own = {
            finders: _first_of_each(_ranked(facts, finders, "pod", enumerate(self.pods)))
            for finders in (SIGNALS, SUPPRESSORS)
        }


def client_address_needs(facts: Facts) -> Iterator[ClientAddressNeed]:
    """No row where the policy is only known once the manifest is rendered."""
    behind = PerPods(lambda selected: _Behind(facts, selected))
    for selection in facts.all(Selection):
        spec = mapping(selection.service.node.get("spec"))
        if text(spec.get("type")) in _EXTERNAL and not is_placeholder(spec.get("externalTrafficPolicy")):
            pods = behind.of(selection)
            if pods.pods:
                yield _need(facts, selection.service, spec, pods)


def _need(facts: Facts, service: Object, spec: Mapping | dict[str, object], behind: _Behind) -> ClientAddressNeed:
    signals, suppressors = (_found(facts, finders, service, spec, behind) for finders in (SIGNALS, SUPPRESSORS))
    return ClientAddressNeed(
        service=service,
        type=text(spec.get("type")),
        pods=behind.pods,
        policy=text(spec.get("externalTrafficPolicy")),
        internal_local=spec.get("internalTrafficPolicy") == "Local",
        signals=signals,
        suppressors=suppressors,
        weight=0 if suppressors else sum(signal.weight for signal in signals),
    )


def _found(
    facts: Facts, finders: _Finders, service: Object, spec: Mapping | dict[str, object], behind: _Behind
) -> tuple[Signal, ...]:
    """One signal of a kind: two workloads with the same image, or two Ingresses with an allow-list, prove no more."""
    backends = [(number, Backend(service, spec, pod)) for number, pod in behind.kinds]
    found = [*behind.own[finders], *_ranked(facts, finders, "service", [(0, service)])]
    found += _ranked(facts, finders, "backend", backends)
    signals = [signal for _, signal in _first_of_each(found)]
    return tuple(sorted(signals, key=lambda signal: -signal.weight))


def _ranked(facts: Facts, finders: _Finders, of: str, subjects: Iterable[tuple[int, object]]) -> list[_Ranked]:
    finders_of = [(rank, finder.find) for rank, finder in enumerate(finders) if finder.of == of]
    return [
        ((number, rank), signal)
        for number, subject in subjects
        for rank, find in finders_of
        for signal in find(facts, subject)
    ]


def _first_of_each(found: list[_Ranked]) -> list[_Ranked]:
    """Of each kind the signal of the first pod that gives one."""
    first: dict[str, _Ranked] = {}
    for ranked in sorted(found, key=itemgetter(0)):
        first.setdefault(ranked[1].kind, ranked)
    return list(first.values())
