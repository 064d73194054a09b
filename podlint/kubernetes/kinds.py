"""The kinds of Kubernetes: where their pod templates lie, which hold other objects, how many pods they run."""

from collections.abc import Mapping
from typing import Any

Path = tuple[str, ...]
"""Keys from the object down to a value."""

_TEMPLATE: Path = ("spec", "template")
_CRON_TEMPLATE: Path = ("spec", "jobTemplate", "spec", "template")

# By the group versions that serve the kind or once served it: where the pod template lies in the object. A Service of
# serving.knative.dev has a spec.template too; it is left out because its pods are made by Knative from Revisions.
_POD_TEMPLATES: dict[str, dict[str, Path]] = {
    "v1": {
        "Pod": (),
        "PodTemplate": ("template",),
        "ReplicationController": _TEMPLATE,
        "DeploymentConfig": _TEMPLATE,
    },
    "apps/v1": dict.fromkeys(("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"), _TEMPLATE),
    "apps/v1beta2": dict.fromkeys(("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"), _TEMPLATE),
    "apps/v1beta1": dict.fromkeys(("Deployment", "StatefulSet"), _TEMPLATE),
    "apps/v1alpha1": {"PetSet": _TEMPLATE},
    "extensions/v1beta1": dict.fromkeys(("Deployment", "ReplicaSet", "DaemonSet", "Job"), _TEMPLATE),
    "batch/v1": {"Job": _TEMPLATE, "CronJob": _CRON_TEMPLATE},
    "batch/v1beta1": {"CronJob": _CRON_TEMPLATE},
    "batch/v2alpha1": {"Job": _TEMPLATE, "CronJob": _CRON_TEMPLATE, "ScheduledJob": _CRON_TEMPLATE},
    "apps.openshift.io/v1": {"DeploymentConfig": _TEMPLATE},
    "argoproj.io/v1alpha1": {"Rollout": _TEMPLATE},
}
_REPLICAS: dict[str, Path] = {
    **dict.fromkeys(("Deployment", "ReplicaSet", "StatefulSet", "PetSet"), ("spec", "replicas")),
    **dict.fromkeys(("ReplicationController", "DeploymentConfig", "Rollout"), ("spec", "replicas")),
    "Job": ("spec", "parallelism"),
    "CronJob": ("spec", "jobTemplate", "spec", "parallelism"),
    "ScheduledJob": ("spec", "jobTemplate", "spec", "parallelism"),
}
_RUNS_ONCE = {"Job", "CronJob", "ScheduledJob"}
_TEMPLATE_API_VERSIONS = {"v1", "template.openshift.io/v1"}


def group_of(api_version: str) -> str:
    """The API group: "apps" of "apps/v1", and "" of "v1", the core group."""
    group, slash, _ = api_version.rpartition("/")
    return group if slash else ""


def version_of(api_version: str) -> str:
    """The version within the group: "v1" of "apps/v1"."""
    return api_version.rpartition("/")[2]


def pod_template_path(api_version: str, kind: str) -> Path | None:
    """Where the object holds its pod template, the mapping with `metadata` and `spec` of a pod; () if it is the pod."""
    kinds = _POD_TEMPLATES.get(api_version)
    return kinds.get(kind) if kinds else None


def is_workload(api_version: str, kind: str) -> bool:
    """Whether the object is a pod or makes pods from a template of its own."""
    return kind != "PodTemplate" and pod_template_path(api_version, kind) is not None


def replicas_path(kind: str) -> Path | None:
    """Where a workload says how many of its pods run at a time, if it can."""
    return _REPLICAS.get(kind)


def default_replicas(kind: str) -> int | None:
    """How many pods run at a time where the workload does not say; None of a DaemonSet and of what runs no pods."""
    return 1 if kind in _REPLICAS or kind == "Pod" else None


def long_running(kind: str) -> bool:
    """Whether the pods of the workload kind are meant to run on; those of Jobs are meant to end."""
    return kind not in _RUNS_ONCE


def is_definition(api_version: str, kind: str) -> bool:
    """Whether the object defines a kind of custom resources; v1beta1 of it is served by no release that is known."""
    return kind == "CustomResourceDefinition" and api_version == "apiextensions.k8s.io/v1"


def is_list(value: Mapping[str, Any]) -> bool:
    """Whether the value is a list of objects: `items`, and a kind that ends in List or none at all."""
    if not isinstance(value.get("items"), list):
        return False
    kind = value.get("kind")
    return kind is None or (isinstance(kind, str) and kind.endswith("List"))


def objects_key(value: Mapping[str, Any]) -> str | None:
    """The key that holds further objects: "items" of a list, "objects" of an OpenShift Template, else None."""
    if is_list(value):
        return "items"
    is_template = value.get("kind") == "Template" and value.get("apiVersion") in _TEMPLATE_API_VERSIONS
    return "objects" if is_template and isinstance(value.get("objects"), list) else None
