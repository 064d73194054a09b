"""Which pods a Service selects."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from posixpath import dirname, normpath
from typing import Any

from podlint.facts.neighbourhood import distance, may_share_namespace, together
from podlint.facts.objects import Object, mapping, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.kinds import long_running
from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.selectors import matches_labels
from podlint.reading import Mapping, Place

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
    label or the selector is not known before rendering. `others` are the workloads of its own namespace that lie
    beside it and carry other labels; the `nearest` of them shares most with the selector. `custom` says that
    custom resources lie beside it, whose operators may create pods that no manifest shows.
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


def selections(facts: Facts) -> Iterator[Selection]:
    for service in facts.all(Object):
        selector = mapping(mapping(service.node.get("spec")).get("selector"))
        if is_service(service) and isinstance(selector, Mapping) and selector:
            yield _selection(facts, service, selector)


def is_service(item: Object) -> bool:
    """A Service of the core group: Knative has a kind of the same name."""
    return item.kind == "Service" and item.api_version == "v1"


def _selection(facts: Facts, service: Object, selector: Mapping) -> Selection:
    wanted = {key: value for key, value in selector.items() if key not in _ADDED_LATER}
    verdicts = [(pod, matches_labels(wanted, pod.labels)) for pod in _candidates(facts, service, wanted)]
    beside = [item for item in together(facts, service) if item is not service]
    others = tuple(
        pod for item in beside for pod in facts.by(Pod, "object", item) if matches_labels(wanted, pod.labels) is False
    )
    nearest = _nearest(service, selector, others)
    return Selection(
        service=service,
        selector=selector,
        pods=_nearest_pods(service, [pod for pod, matches in verdicts if matches]),
        others=others,
        nearest=nearest,
        related=nearest is not None and _related(service, selector, nearest),
        unserved=tuple(pod for pod in others if _unserved(facts, service, pod)),
        mismatch=_mismatch(selector, nearest),
        unsettled=any(matches is None for _, matches in verdicts) or _has_unseen_workloads(facts, service),
        custom=any(map(_is_custom, beside)),
    )


def _nearest_pods(service: Object, pods: list[Pod]) -> tuple[Pod, ...]:
    """An input may hold an application in several variants, each with its Service: the nearest pods are meant."""
    nearest = min((distance(service, pod.object) for pod in pods), default=0)
    return tuple(pod for pod in pods if distance(service, pod.object) == nearest)


def _candidates(facts: Facts, service: Object, selector: Map[str, Any]) -> Iterator[Pod]:
    """The pods worth a look: those with the selector's first label, or with labels that are not known."""
    pair = _known(next(iter(selector.items()), ("", None)))
    by_label = facts.derived(_pods_by_label)
    for pod in by_label.get(pair, ()) if pair else facts.all(Pod):
        if may_share_namespace(service, pod.object):
            yield pod
    yield from (pod for pod in by_label.get(None, ()) if may_share_namespace(service, pod.object))


def _pods_by_label(facts: Facts) -> dict[tuple[str, str] | None, list[Pod]]:
    index: dict[tuple[str, str] | None, list[Pod]] = {}
    for pod in facts.all(Pod):
        for key in {_known(pair) for pair in pod.labels.items()}:
            index.setdefault(key, []).append(pod)
    return index


def _known(pair: tuple[str, Any]) -> tuple[str, str] | None:
    key, value = pair
    return (key, value) if isinstance(value, str) and not is_placeholder(value) and not is_placeholder(key) else None


def _nearest(service: Object, selector: Mapping, others: tuple[Pod, ...]) -> Pod | None:
    """The workload with most of the selector's labels; among equals the one of the Service's name."""
    if not others:
        return None
    return max(others, key=lambda pod: (_common(selector, pod.labels), pod.name == service.name))


def _common(selector: Mapping, labels: dict[str, Any]) -> int:
    return sum(2 if labels[key] == value else 1 for key, value in selector.items() if key in labels)


def _related(service: Object, selector: Mapping, pod: Pod) -> bool:
    return pod.name == service.name or any(value in pod.labels.values() for value in selector.values())


def _unserved(facts: Facts, service: Object, pod: Pod) -> bool:
    in_folder = (
        pod.object.folder == service.folder and long_running(pod.kind) and pod.kind not in ("Pod", "PodTemplate")
    )
    return in_folder and pod not in facts.derived(_served_pods)


def _served_pods(facts: Facts) -> frozenset[Pod]:
    """The pods that some Service selects."""
    served = set()
    for service in filter(is_service, facts.all(Object)):
        selector = mapping(mapping(service.node.get("spec")).get("selector"))
        served |= {pod for pod in _candidates(facts, service, selector) if matches_labels(selector, pod.labels)}
    return frozenset(served)


def _has_unseen_workloads(facts: Facts, service: Object) -> bool:
    """Whether its folder has templates that are not rendered, or the Service is a dump of a running cluster."""
    return service.folder in facts.derived(_template_folders) or "uid" in service.metadata


def _template_folders(facts: Facts) -> frozenset[str]:
    return frozenset(dirname(normpath(reading.source.name)) for reading in facts.readings if reading.template)


def _mismatch(selector: Mapping, pod: Pod | None) -> Place | None:
    """The first value of the selector that the pod has not; the key where it lacks even that."""
    for key, value in selector.items():
        if pod is not None and pod.labels.get(key) != value:
            return selector.value_place(key) if key in pod.labels else selector.key_place(key)
    return None


def _is_custom(item: Object) -> bool:
    """Whether a kind is served by no built-in group: those have no dot, or end in k8s.io, or are of old standing."""
    group = item.api_version.rpartition("/")[0]
    return "." in group and not group.endswith((".k8s.io", "openshift.io")) and text(item.kind) != "Kustomization"
