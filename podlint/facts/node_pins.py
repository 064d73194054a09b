"""Which pods may run on named nodes only, and what says so."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod, descend
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place, Sequence

HOSTNAME = "kubernetes.io/hostname"
_REQUIRED = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
# Nodes behind which there is no machine but a whole container service: any pod that names one is at home there.
_VIRTUAL_NODES = ("aci", "virtual-kubelet", "virtual-node", "vk-", "fargate-")
_VIRTUAL_TOLERATIONS = ("virtual-kubelet.io/", "azure.com/aci", "kubernetes.azure.com/aci")


@dataclass(frozen=True, slots=True, eq=False)
class NodePin:
    """What holds a pod on nodes that it names. `how` is nodeName, nodeSelector or nodeAffinity.

    `nodes` are their names, empty where they are filled in later. `virtual` says that the node stands for a container
    service (virtual kubelet). `live` says that the manifest is a copy from a cluster, where the scheduler fills in
    nodeName; `static` that the kubelet of a node reads it itself.
    """

    pod: Pod
    how: str
    nodes: tuple[str, ...]
    place: Place
    virtual: bool
    live: bool
    static: bool


def node_pins(facts: Facts) -> Iterator[NodePin]:
    """At most one for a pod: nodeName goes before what the scheduler looks at."""
    for pod in facts.all(Pod):
        found = _named(pod) or _selected(pod) or _preferred(pod)
        if found:
            how, names, place = found
            known = tuple(name for name in names if not is_placeholder(name))
            virtual = any(name.startswith(_VIRTUAL_NODES) for name in known) or _tolerates_virtual(pod)
            nodes = known if len(known) == len(names) else ()
            yield NodePin(pod, how, nodes, place, virtual, is_live(pod), is_static(pod))


def pinned(facts: Facts, pod: Pod) -> bool:
    """Whether the pod is held on one node, whichever that is."""
    return any(len(pin.nodes) < 2 for pin in facts.by(NodePin, "pod", pod))


def is_live(pod: Pod) -> bool:
    """Whether the manifest was taken from a cluster: it has what only the API server writes."""
    metadata = pod.object.metadata
    return "status" in pod.object.node or "uid" in metadata or "resourceVersion" in metadata


def is_static(pod: Pod) -> bool:
    """Whether a kubelet runs the pod from a file of its node.

    https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
    """
    from_file = "kubernetes.io/config.source" in pod.annotations or "kubernetes.io/config.mirror" in pod.annotations
    return pod.kind == "Pod" and (from_file or "etc/kubernetes/manifests" in pod.object.folder)


_Found = tuple[str, list[str], Place]


def _named(pod: Pod) -> _Found | None:
    name = text(pod.spec.get("nodeName"))
    return ("nodeName", [name], pod.spec.value_place("nodeName")) if name else None


def _selected(pod: Pod) -> _Found | None:
    selector = pod.spec.get("nodeSelector")
    name = text(mapping(selector).get(HOSTNAME))
    if not name or not isinstance(selector, Mapping):
        return None
    return "nodeSelector", [name], selector.value_place(HOSTNAME)


def _preferred(pod: Pod) -> _Found | None:
    """Required node affinity; of several terms one suffices, so that only a single one holds the pod."""
    terms = list(mappings(descend(pod.spec, _REQUIRED)))
    for field, key in (("matchExpressions", HOSTNAME), ("matchFields", "metadata.name")):
        for expression in mappings(terms[0].get(field)) if len(terms) == 1 else ():
            values = expression.get("values")
            if expression.get("key") == key and expression.get("operator") == "In" and isinstance(values, Sequence):
                return "nodeAffinity", [text(value) for value in values], expression.key_place("values")
    return None


def _tolerates_virtual(pod: Pod) -> bool:
    keys = (text(toleration.get("key")) for toleration in mappings(pod.spec.get("tolerations")))
    return any(key.startswith(_VIRTUAL_TOLERATIONS) for key in keys)
