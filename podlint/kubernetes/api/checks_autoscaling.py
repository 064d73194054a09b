"""Checks of HorizontalPodAutoscalers: what they scale, and the targets of their metrics.

https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.checks_resources import resource_of_containers
from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct

_API_VERSION_SINCE = 34
_ZERO_SINCE = 37  # the feature gate HPAScaleToZero is on
_METRICS = "autoscaling.alpha.kubernetes.io/metrics"  # the metrics of v2 in an object of v1


def scaled(reference: Struct) -> Iterator[ApiError]:
    """Of the kinds of the core group only ReplicationControllers can be scaled; a metric may be about any object."""
    if reference.type.minor < _API_VERSION_SINCE:
        return
    version = reference.get("apiVersion")
    group, slash, _ = version.partition("/")
    needs_group = reference.field == "scaleTargetRef" and reference.get("kind") != "ReplicationController"
    if version.count("/") > 1:
        yield ApiError(INVALID, reference, "apiVersion", "is neither `version` nor `group/version`", value=version)
    elif needs_group and not (slash and group):
        detail = "has to name an API group, such as that of apps/v1"
        yield ApiError(INVALID, reference, "apiVersion", detail, value=version)


def zero_replicas(autoscaler: Struct) -> Iterator[ApiError]:
    """Of v1, whose only metric of its own, the load of the CPU, is one of pods that run."""
    spec = autoscaler.get("spec")
    metrics = autoscaler.get("metadata").get("annotations").get(_METRICS)
    if autoscaler.type.minor >= _ZERO_SINCE and spec.get("minReplicas") == 0 and not metrics:
        detail = "is 0, which needs a metric of type Object or External, as autoscaling/v2 has them"
        yield ApiError(FORBIDDEN, spec, "minReplicas", detail, value=0)


def object_target(source: Struct) -> Iterator[ApiError]:
    target = source.get("target")
    if "value" not in target and "averageValue" not in target:
        yield ApiError(REQUIRED, target, "averageValue", "is required, or `value` in its place")


def external_target(source: Struct) -> Iterator[ApiError]:
    yield from object_target(source)
    target = source.get("target")
    if "value" in target and "averageValue" in target:
        yield ApiError(FORBIDDEN, target, "value", "may not be set beside averageValue")


def pods_target(source: Struct) -> Iterator[ApiError]:
    if "averageValue" not in source.get("target"):
        yield ApiError(REQUIRED, source.get("target"), "averageValue", "is required")


def resource_target(source: Struct) -> Iterator[ApiError]:
    target = source.get("target")
    if "averageUtilization" not in target and "averageValue" not in target:
        yield ApiError(REQUIRED, target, "averageUtilization", "is required, or `averageValue` in its place")
    if "averageUtilization" in target and "averageValue" in target:
        yield ApiError(FORBIDDEN, target, "averageValue", "may not be set beside averageUtilization")


def container_resource(source: Struct) -> Iterator[ApiError]:
    name = source.get("name")
    if name and (complaint := resource_of_containers(name)):
        yield ApiError(INVALID, source, "name", complaint, value=name)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "autoscaling.v1.CrossVersionObjectReference": (scaled,),
    "autoscaling.v1.HorizontalPodAutoscaler": (zero_replicas,),
    "autoscaling.v2.ContainerResourceMetricSource": (container_resource, resource_target),
    "autoscaling.v2.CrossVersionObjectReference": (scaled,),
    "autoscaling.v2.ExternalMetricSource": (external_target,),
    "autoscaling.v2.ObjectMetricSource": (object_target,),
    "autoscaling.v2.PodsMetricSource": (pods_target,),
    "autoscaling.v2.ResourceMetricSource": (resource_target,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
