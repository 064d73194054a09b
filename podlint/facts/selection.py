"""Which pods a Service selects."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

from podlint.dataclass import dataclass
from podlint.facts.labels import PodsByLabel
from podlint.facts.likeness import Likeness
from podlint.facts.neighbourhood import Group, groups_beside, groups_of
from podlint.facts.objects import Object, folder_of, mapping, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.kinds import long_running
from podlint.reading import Mapping, Place

T = TypeVar("T")

# Labels that controllers add to the pods they make, which no manifest of a pod template has.
_ADDED_LATER = frozenset(
    (
        "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index",
        "batch.kubernetes.io/job-name",
        "batch.kubernetes.io/controller-uid",
        "batch.kubernetes.io/job-completion-index",
        "job-name",
        "controller-uid",
        "controller-revision-hash",
        "pod-template-hash",
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A Service with a selector, and the workloads whose pods it selects.

    `pods` are those that carry its labels, in its namespace as far as the manifests tell; `unsettled` says that a
    label or the selector is not known before rendering. `custom` says that custom resources lie beside it, whose
    operators may create pods that no manifest shows.

    Only where it selects none, and that is settled: `others` are the workloads of its own namespace that lie beside
    it; the `nearest` of them shares most with the selector, and is `related` if that can't be chance; `mismatch` is
    the first part of the selector that it lacks. `unserved` are those of its folder that no Service selects.
    """

    service: Object
    selector: Mapping
    pods: tuple[Pod, ...]
    others: tuple[Pod, ...]
    nearest: Pod | None
    related: bool
    unserved: tuple[Pod, ...]
    mismatch: Place | None
    unsettled: bool
    custom: bool

    @property
    def place(self) -> Place:
        spec: Mapping = self.service.node["spec"]
        return spec.key_place("selector")


class PerPods(Generic[T]):
    """What `make` makes of the pods of a Selection, worked out once where many Services select the same."""

    def __init__(self, make: Callable[[tuple[Pod, ...]], T]) -> None:
        self._make = make
        self._made: dict[int, tuple[tuple[Pod, ...], T]] = {}
        self._with_pod: dict[Pod, list[T]] = {}

    def of(self, selection: Selection) -> T:
        pods = selection.pods  # Services that select the same share one tuple
        if id(pods) not in self._made:
            self._made[id(pods)] = (pods, self._make(pods))
            for pod in pods:
                self._with_pod.setdefault(pod, []).append(self._made[id(pods)][1])
        return self._made[id(pods)][1]

    def with_pod(self, pod: Pod) -> Sequence[T]:
        """What was made of pods that this one is among."""
        return self._with_pod.get(pod, ())


def selections(facts: Facts) -> Iterator[Selection]:
    for service, selector in _services(facts):
        yield _selection(facts, service, selector)


def _services(facts: Facts) -> Iterator[tuple[Object, Mapping]]:
    """The Services that have a selector."""
    for item in facts.by(Object, "kind", "Service"):
        selector = mapping(mapping(item.node.get("spec")).get("selector"))
        if is_service(item) and isinstance(selector, Mapping) and selector:
            yield item, selector


def is_service(item: Object) -> bool:
    """A Service of the core group: Knative has a kind of the same name."""
    return item.kind == "Service" and item.api_version == "v1"


def _selection(facts: Facts, service: Object, selector: Mapping) -> Selection:
    wanted = {key: value for key, value in selector.items() if key not in _ADDED_LATER}
    index = facts.derived(PodsByLabel)
    pods = index.nearest(service, wanted)
    unsettled = not wanted or _has_unseen_workloads(facts, service) or index.may_select(service, wanted)
    groups = groups_beside(service) if not pods and not unsettled else ()
    nearest = _nearest(facts, groups, service, selector)
    return Selection(
        service=service,
        selector=selector,
        pods=pods,
        others=_others(facts, groups),
        nearest=nearest,
        related=nearest is not None and _related(service, selector, nearest),
        unserved=facts.derived(_unserved).get(groups_of(service)[0], ()) if groups else (),
        mismatch=_mismatch(selector, nearest),
        unsettled=unsettled,
        custom=not facts.derived(_groups_with_custom_objects).isdisjoint(groups_beside(service)),
    )


def _others(facts: Facts, groups: tuple[Group, ...]) -> tuple[Pod, ...]:
    """Joined only where there are several, for a big folder has many Services to share the tuple."""
    by_group = facts.derived(_pods_by_group)
    found = [by_group[group] for group in groups if group in by_group]
    return found[0] if len(found) == 1 else tuple(chain.from_iterable(found))


def _nearest(facts: Facts, groups: tuple[Group, ...], service: Object, selector: Mapping) -> Pod | None:
    by_group = facts.derived(_LikenessByGroup)
    found = [alike.nearest(service.name, selector) for alike in map(by_group.of, groups) if alike]
    best = max(found, key=lambda one: one[:2], default=None)
    return best[2] if best else None


def _pods_by_group(facts: Facts) -> dict[Group, tuple[Pod, ...]]:
    groups: dict[Group, list[Pod]] = {}
    for pod in facts.all(Pod):
        for group in groups_of(pod.object):
            groups.setdefault(group, []).append(pod)
    return {group: tuple(pods) for group, pods in groups.items()}


class _LikenessByGroup:
    """The pods of groups by their labels, of those groups that somebody asks for."""

    def __init__(self, facts: Facts) -> None:
        self._pods = facts.derived(_pods_by_group)
        self._known: dict[Group, Likeness] = {}

    def of(self, group: Group) -> Likeness | None:
        if group not in self._known and group in self._pods:
            self._known[group] = Likeness(self._pods[group])
        return self._known.get(group)


def _related(service: Object, selector: Mapping, pod: Pod) -> bool:
    return pod.name == service.name or any(value in pod.labels.values() for value in selector.values())


def _unserved(facts: Facts) -> dict[Group, tuple[Pod, ...]]:
    """The workloads of each folder that run on and that no Service selects."""
    served = facts.derived(_served_pods)
    return {
        group: tuple(pod for pod in pods if pod not in served and _expects_service(pod))
        for group, pods in facts.derived(_pods_by_group).items()
        if group[0] == "in"
    }


def _expects_service(pod: Pod) -> bool:
    return long_running(pod.kind) and pod.kind not in ("Pod", "PodTemplate")


def _served_pods(facts: Facts) -> frozenset[Pod]:
    """The pods that some Service selects."""
    spaces_by_selector: dict[frozenset[tuple[str, Any]], set[str]] = {}
    for service, selector in _services(facts):
        if all(isinstance(value, str) for value in selector.values()):
            spaces_by_selector.setdefault(frozenset(selector.items()), set()).add(service.namespace)
    index = facts.derived(PodsByLabel)
    return frozenset(
        pod
        for selector, spaces in spaces_by_selector.items()
        for pod in index.selected(dict(selector))
        if not pod.namespace or "" in spaces or pod.namespace in spaces
    )


def _has_unseen_workloads(facts: Facts, service: Object) -> bool:
    """Whether its folder has files that are not read or rendered, or the Service is a dump of a running cluster."""
    return service.folder in facts.derived(_unread_folders) or "uid" in service.metadata


def _unread_folders(facts: Facts) -> frozenset[str]:
    unread = (reading for reading in facts.readings if reading.template or reading.unreadable)
    return frozenset(folder_of(reading.source.name) for reading in unread)


def _mismatch(selector: Mapping, pod: Pod | None) -> Place | None:
    """The first value of the selector that the pod has not; the key where it lacks even that."""
    for key, value in selector.items():
        if pod is not None and pod.labels.get(key) != value:
            return selector.value_place(key) if key in pod.labels else selector.key_place(key)
    return None


def _groups_with_custom_objects(facts: Facts) -> frozenset[Group]:
    return frozenset(group for item in facts.all(Object) if _is_custom(item) for group in groups_of(item))


def _is_custom(item: Object) -> bool:
    """Whether a kind is served by no built-in group: those have no dot, or end in k8s.io, or are of old standing."""
    group = item.api_version.rpartition("/")[0]
    return "." in group and not group.endswith((".k8s.io", "openshift.io")) and text(item.kind) != "Kustomization"
