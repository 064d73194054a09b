"""Where a workload says on which nodes its pods may run, and that no two of them share one."""

from collections.abc import Iterator

from podlint.facts.objects import mapping, mappings
from podlint.facts.workloads import Pod, descend
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Mapping, Place

HOST_NAME = "kubernetes.io/hostname"
_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
_ANTI_AFFINITY = ("affinity", "podAntiAffinity", _REQUIRED)
_NODE_AFFINITY = ("affinity", "nodeAffinity", _REQUIRED)
_PLATFORM = frozenset({"kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch"})


def apart_place(pod: Pod) -> Place | None:
    """The rule of the pod that keeps its likes on other nodes: a required anti-affinity or spread by host name.

    What only prefers to spread them (preferred..., ScheduleAnyway) does not count, nor does a selector that surely
    selects other pods.
    """
    return next(_apart(pod), None)


def _apart(pod: Pod) -> Iterator[Place]:
    for term in mappings(descend(pod.spec, _ANTI_AFFINITY)):
        if term.get("topologyKey") == HOST_NAME and _means_own_pods(term, pod):
            yield term.key_place("topologyKey")
    for constraint in mappings(pod.spec.get("topologySpreadConstraints")):
        firm = constraint.get("whenUnsatisfiable") == "DoNotSchedule" and constraint.get("maxSkew") == 1
        if firm and constraint.get("topologyKey") == HOST_NAME and _means_own_pods(constraint, pod):
            yield constraint.key_place("topologyKey")


def _means_own_pods(node: Mapping, pod: Pod) -> bool:
    return matches_selector(mapping(node.get("labelSelector")), pod.labels) is not False


def chosen_nodes_place(pod: Pod) -> Place | None:
    """What restricts the pod to nodes that somebody chose: nodeName, nodeSelector or a required nodeAffinity.

    Asking for an operating system or an architecture is no choice among nodes.
    """
    return next(_chosen(pod), None)


def _chosen(pod: Pod) -> Iterator[Place]:
    spec = pod.spec
    if spec.get("nodeName"):
        yield spec.value_place("nodeName")
    selector = spec.get("nodeSelector")
    if isinstance(selector, Mapping):
        yield from (selector.key_place(key) for key in selector if key not in _PLATFORM)
    for term in mappings(mapping(descend(spec, _NODE_AFFINITY)).get("nodeSelectorTerms")):
        for expression in mappings(term.get("matchExpressions")):
            if "key" in expression and expression["key"] not in _PLATFORM:
                yield expression.value_place("key")
