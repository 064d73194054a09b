"""What objects use although Kubernetes deprecates it or does nothing with it any more, apiVersions aside."""

from collections.abc import Iterator
from collections.abc import Mapping as Map

from podlint.dataclass import dataclass
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.placement_terms import PlacementTerm, node_expressions
from podlint.facts.store import Facts
from podlint.facts.volumes import Volume
from podlint.facts.workloads import Container, Pod, descend
from podlint.kubernetes import deprecations as known
from podlint.kubernetes.deprecations import Deprecation as Known
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping, Place

_SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
_SECCOMP = "container.seccomp.security.alpha.kubernetes.io/"
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_APPARMOR_TYPES = {"unconfined": "Unconfined", "runtime/default": "RuntimeDefault"}
_LOCALHOST = "localhost/"


@dataclass(frozen=True, slots=True, eq=False)
class Deprecation:
    """A label, annotation, volume type or field that an object uses and that Kubernetes deprecates.

    `what` is "node label", "annotation", "volume type", "field" or "value"; `since` the release that deprecated it,
    empty where that is not known. `gone` is the release from which on it does nothing, empty where the chosen release
    still minds it. `use` is what to use instead, empty where there is nothing of the kind; `minors` as for every row.
    """

    object: Object
    what: str
    name: str
    since: str
    gone: str
    use: str
    minors: tuple[int, ...]
    place: Place


class _Use(NamedTuple):
    object: Object
    what: str
    name: str
    known: Known
    place: Place


def deprecations(facts: Facts) -> Iterator[Deprecation]:
    """In a run for several releases a row for those that still mind the thing, and one for those that don't."""
    minors = facts.settings.kubernetes_minors
    for use in _uses(facts):
        since, gone, _ = use.known
        over = [minor for minor in minors if gone and minor >= gone]
        works = [minor for minor in minors if minor >= since and minor not in over]
        for held, end in ((works, ""), (over, f"1.{gone}")):
            if held:
                yield _row(use, end, () if len(held) == len(minors) else tuple(held))


def _row(use: _Use, gone: str, minors: tuple[int, ...]) -> Deprecation:
    since = f"1.{use.known.since}" if use.known.since else ""
    return Deprecation(use.object, use.what, use.name, since, gone, use.known.use, minors, use.place)


def _uses(facts: Facts) -> Iterator[_Use]:
    for item in facts.all(Object):
        key = item.api_version, item.kind
        if key in known.ANNOTATIONS:
            yield from _keys(item, "annotation", item.metadata.get("annotations"), known.ANNOTATIONS[key])
        if key in known.FIELDS:
            yield from _fields(item, known.FIELDS[key])
        if key == ("v1", "PersistentVolume"):
            yield from _of_volume(item)
    for pod in facts.all(Pod):
        if pod.annotations:
            yield from _keys(pod.object, "annotation", pod.annotations, known.POD_ANNOTATIONS)
            yield from _profiles(facts, pod)
        yield from _node_labels(facts, pod)
    for volume in facts.all(Volume):
        if volume.source in known.VOLUME_TYPES:
            yield from _keys(volume.pod.object, "volume type", volume.node, known.VOLUME_TYPES)


def _keys(item: Object, what: str, node: object, table: Map[str, Known]) -> Iterator[_Use]:
    """The keys of a mapping that are in the table."""
    if isinstance(node, Mapping):
        for key in node:
            if key in table:
                yield _Use(item, what, key, table[key], node.key_place(key))


def _fields(item: Object, table: Map[str, tuple[str | None, Known]]) -> Iterator[_Use]:
    spec = item.node.get("spec")
    if not isinstance(spec, Mapping):
        return
    for field, (value, deprecation) in table.items():
        if value is not None and spec.get(field) == value:
            yield _Use(item, "value", value, deprecation, spec.value_place(field))
        elif value is None and spec.get(field) and _counts(spec):
            yield _Use(item, "field", field, deprecation, spec.key_place(field))


def _counts(service: Mapping) -> bool:
    """Of Services without an address of the cluster externalIPs are ignored: that is told elsewhere."""
    return service.get("clusterIP") != "None" and service.get("type") != "ExternalName"


def _of_volume(item: Object) -> Iterator[_Use]:
    yield from _keys(item, "volume type", item.node.get("spec"), known.VOLUME_TYPES)
    required = descend(item.node, ("spec", "nodeAffinity", "required", "nodeSelectorTerms"))
    for term in mappings(required):
        yield from _labels(item, mappings(term.get("matchExpressions")), "key")


def _node_labels(facts: Facts, pod: Pod) -> Iterator[_Use]:
    yield from _keys(pod.object, "node label", pod.spec.get("nodeSelector"), known.NODE_LABELS)
    if "affinity" in pod.spec:
        yield from _labels(pod.object, (expression for expression, _ in node_expressions(pod)), "key")
    yield from _labels(pod.object, (term.node for term in facts.by(PlacementTerm, "pod", pod)), "topologyKey")


def _labels(item: Object, nodes: Iterator[Mapping], field: str) -> Iterator[_Use]:
    """The values of a field that are labels of the table."""
    for node in nodes:
        label = text(node.get(field))
        if label in known.NODE_LABELS:
            yield _Use(item, "node label", label, known.NODE_LABELS[label], node.value_place(field))


def _profiles(facts: Facts, pod: Pod) -> Iterator[_Use]:
    """Annotations with seccomp and AppArmor profiles that no field repeats: a field overrules them."""
    found = {key: profile for key in pod.annotations if (profile := _profile(facts, pod, key))}
    yield from _keys(pod.object, "annotation", pod.annotations, found) if found else ()


def _profile(facts: Facts, pod: Pod, key: str) -> Known | None:
    context = mapping(pod.spec.get("securityContext"))
    if key == _SECCOMP_POD:
        return None if context.get("seccompProfile") else known.SECCOMP
    prefix, slash, name = key.partition("/")
    own = _context(facts, pod, name) if prefix + slash in (_SECCOMP, _APPARMOR) else None
    if own is None:
        return None
    if prefix + slash == _SECCOMP:
        return None if own.get("seccompProfile") else known.SECCOMP
    profile = _apparmor_profile(text(pod.annotations[key]))
    same = profile is not None and context.get("appArmorProfile") == profile
    return None if same or own.get("appArmorProfile") else known.APPARMOR


def _context(facts: Facts, pod: Pod, name: str) -> Map[str, object] | None:
    """The securityContext of the container, None where the pod has no such container."""
    nodes = (one.node for one in facts.by(Container, "pod", pod) if one.name == name)
    return next((mapping(node.get("securityContext")) for node in nodes), None)


def _apparmor_profile(annotation: str) -> dict[str, str] | None:
    """The field that says the same as the annotation; None if the annotation says nothing that is known."""
    if annotation.startswith(_LOCALHOST):
        return {"type": "Localhost", "localhostProfile": annotation.removeprefix(_LOCALHOST)}
    kind = _APPARMOR_TYPES.get(annotation)
    return {"type": kind} if kind else None
