"""Terms by which pods choose nodes, and the company of other pods: affinities and spread constraints."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.names import label_value
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place, Sequence

_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@dataclass(frozen=True, slots=True, eq=False)
class PlacementTerm:
    """A spread constraint, pod affinity or pod anti-affinity term: `how` is spread, affinity or anti-affinity.

    `selects` says that it has a labelSelector, be it an empty one, which selects all pods. `firm` says that a pod
    which can't satisfy it is not scheduled.
    """

    pod: Pod
    how: str
    firm: bool
    selects: bool
    topology_key: str
    node: Mapping

    @property
    def place(self) -> Place:
        """The topology key, which says most about a term; else the term."""
        return self.node.value_place("topologyKey") if "topologyKey" in self.node else self.node.place


@dataclass(frozen=True, slots=True, eq=False)
class NodePreference:
    """A value that a preferred node affinity asks of a node's label `key`.

    `complaint` says why no label can have this value, as the end of a sentence; empty where one can.
    """

    pod: Pod
    key: str
    value: str
    complaint: str
    place: Place


def placement_terms(facts: Facts) -> Iterator[PlacementTerm]:
    for pod in facts.all(Pod):
        for node in mappings(pod.spec.get("topologySpreadConstraints")):
            yield _term(pod, "spread", node, firm=node.get("whenUnsatisfiable") != "ScheduleAnyway")
        affinity = pod.spec.get("affinity")
        if isinstance(affinity, Mapping):
            yield from _pod_terms(pod, "affinity", mapping(affinity.get("podAffinity")))
            yield from _pod_terms(pod, "anti-affinity", mapping(affinity.get("podAntiAffinity")))


def _pod_terms(pod: Pod, how: str, terms: Mapping | dict[str, object]) -> Iterator[PlacementTerm]:
    for node in mappings(terms.get(_REQUIRED)):
        yield _term(pod, how, node, firm=True)
    for weighted in mappings(terms.get(_PREFERRED)):
        term = weighted.get("podAffinityTerm")
        if isinstance(term, Mapping):
            yield _term(pod, how, term, firm=False)


def _term(pod: Pod, how: str, node: Mapping, *, firm: bool) -> PlacementTerm:
    selects = node.get("labelSelector") is not None
    return PlacementTerm(pod, how, firm, selects, text(node.get("topologyKey")), node)


def node_preferences(facts: Facts) -> Iterator[NodePreference]:
    for pod in facts.all(Pod):
        for expression, preferred in node_expressions(pod):
            values = expression.get("values")
            if preferred and isinstance(values, Sequence):
                yield from _preferences(pod, text(expression.get("key")), values)


def _preferences(pod: Pod, key: str, values: Sequence) -> Iterator[NodePreference]:
    for index, value in enumerate(values):
        if isinstance(value, str) and not is_placeholder(value):
            yield NodePreference(pod, key, value, label_value(value) or "", values.value_place(index))


def node_expressions(pod: Pod) -> Iterator[tuple[Mapping, bool]]:
    """What node affinity asks of the labels of nodes, each with whether it is only preferred."""
    affinity = mapping(mapping(pod.spec.get("affinity")).get("nodeAffinity"))
    for term in mappings(mapping(affinity.get(_REQUIRED)).get("nodeSelectorTerms")):
        yield from ((expression, False) for expression in mappings(term.get("matchExpressions")))
    for weighted in mappings(affinity.get(_PREFERRED)):
        terms = mapping(weighted.get("preference")).get("matchExpressions")
        yield from ((expression, True) for expression in mappings(terms))
