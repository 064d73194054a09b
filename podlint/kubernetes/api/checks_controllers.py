"""Checks of a ReplicationController: its selector, which defaults to the labels of its template, and its template.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/replication-controller-v1/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, NOT_SUPPORTED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.placeholders import is_placeholder


def default_selector(spec: Struct) -> None:
    labels = spec.get("template").get("metadata").get("labels")
    if "selector" not in spec and labels:
        spec["selector"] = labels


def template(spec: Struct) -> Iterator[ApiError]:
    if "template" not in spec:
        return
    content = spec["template"]
    labels, pod = content.get("metadata").get("labels"), content.get("spec")
    for key, value in spec.get("selector").items():
        if labels.get(key) != value and not is_placeholder(value):
            detail = f"don't match the selector, which has {key}={value}"
            yield ApiError(INVALID, content.get("metadata"), "labels", detail, value=labels.get(key), at_key=True)
            break
    if pod.get("restartPolicy") in ("OnFailure", "Never"):
        detail = "has to be Always in a ReplicationController"
        policy = pod["restartPolicy"]
        yield ApiError(NOT_SUPPORTED, pod, "restartPolicy", detail, value=policy, supported=("Always",))
    if "activeDeadlineSeconds" in pod:
        yield ApiError(FORBIDDEN, pod, "activeDeadlineSeconds", "may not be set in a ReplicationController")


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.ReplicationControllerSpec": (template,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {"core.v1.ReplicationControllerSpec": (default_selector,)}
