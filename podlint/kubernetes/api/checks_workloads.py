"""Checks of workloads against their pod templates: selectors, and fields of pods that only some workloads may have.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, NOT_SUPPORTED, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.selectors import matches_selector

_STATEFUL_SET_PODS_SINCE = 34


def leave_unjudged_pods(spec: Struct) -> None:
    """Before 1.34 nobody looked at the pods of a StatefulSet beyond what every workload asks for."""
    if spec.type.minor < _STATEFUL_SET_PODS_SINCE and "template" in spec:
        spec["template"].leave("spec")


def drop_unused_rollout(strategy: Struct) -> None:
    """With the type OnDelete, nobody looks at how a DaemonSet would roll out."""
    if strategy.get("type") == "OnDelete":
        strategy.drop("rollingUpdate")


def selector_fits(spec: Struct) -> Iterator[ApiError]:
    """A selector has to select the pods of the template, and not all pods there are."""
    selector = spec["selector"]
    if not selector.get("matchLabels") and not selector.get("matchExpressions"):
        yield ApiError(INVALID, spec, "selector", "is empty, which would select all pods")
    elif matches_selector(selector, spec.get("template").get("metadata").get("labels")) is False:
        metadata = spec.get("template").get("metadata")
        yield ApiError(INVALID, metadata, "labels", "are not what the selector selects")


def runs_for_ever(spec: Struct) -> Iterator[ApiError]:
    """Pods that a controller replaces are always restarted and have no deadline."""
    pod = spec.get("template").get("spec")
    policy = pod.get("restartPolicy")
    if policy in ("OnFailure", "Never"):  # others are an error of the pod itself
        detail = "has to be Always in the pods of this workload"
        yield ApiError(NOT_SUPPORTED, pod, "restartPolicy", detail, value=policy, supported=("Always",))
    if "activeDeadlineSeconds" in pod:
        yield ApiError(FORBIDDEN, pod, "activeDeadlineSeconds", "may not be set in the pods of this workload")


def ends(spec: Struct) -> Iterator[ApiError]:
    """Pods of Jobs are not restarted once they succeeded."""
    pod = spec.get("template").get("spec")
    policy = pod.get("restartPolicy")
    if policy == "Always":
        yield ApiError(REQUIRED, pod, "restartPolicy", "has to be OnFailure or Never in the pods of a Job")
    if policy == "OnFailure" and "podFailurePolicy" in spec:
        yield ApiError(INVALID, pod, "restartPolicy", "has to be Never beside podFailurePolicy", value=policy)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "apps.v1.DaemonSetSpec": (runs_for_ever,),
    "apps.v1.DaemonSetSpec selector": (selector_fits,),
    "apps.v1.DeploymentSpec": (runs_for_ever,),
    "apps.v1.DeploymentSpec selector": (selector_fits,),
    "apps.v1.ReplicaSetSpec": (runs_for_ever,),
    "apps.v1.ReplicaSetSpec selector": (selector_fits,),
    "apps.v1.StatefulSetSpec": (runs_for_ever,),
    "apps.v1.StatefulSetSpec selector": (selector_fits,),
    "batch.v1.JobSpec": (ends,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "apps.v1.DaemonSetUpdateStrategy": (drop_unused_rollout,),
    "apps.v1.StatefulSetSpec": (leave_unjudged_pods,),
}
