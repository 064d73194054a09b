"""What tells of a mapping as it was read that checks written in Python would find nothing: tables by API type."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from podlint.dataclass import dataclass
from podlint.kubernetes.api.types import Function, TypeRules
from podlint.reading import Mapping

MODULES: dict[str, tuple[str, ...]] = {
    "sound_access": (
        "rbac.v1.ClusterRoleBinding",
        "rbac.v1.RoleRef",
        "rbac.v1.Subject",
    ),
    "sound_config": (
        "core.v1.ConfigMap",
        "core.v1.Secret",
        "meta.v1.ObjectMeta",
    ),
    "sound_pods": (
        "core.v1.EnvVarSource",
        "core.v1.NodeSelectorRequirement",
        "core.v1.Pod",
        "core.v1.PodAffinityTerm",
        "core.v1.PodSpec",
        "core.v1.PodTemplateSpec",
        "core.v1.ResourceRequirements",
        "core.v1.Volume",
    ),
    "sound_services": (
        "core.v1.Service",
        "core.v1.ServiceSpec",
        "networking.v1.HTTPIngressPath",
        "networking.v1.IPBlock",
        "networking.v1.Ingress",
        "networking.v1.IngressBackend",
    ),
    "sound_storage": (
        "core.v1.PersistentVolumeClaim",
        "core.v1.PersistentVolumeClaimSpec",
        "core.v1.PersistentVolumeSpec",
        "core.v1.VolumeResourceRequirements",
        "storage.v1.StorageClass",
    ),
    "sound_workloads": (
        "apps.v1.DaemonSetSpec",
        "apps.v1.DaemonSetUpdateStrategy",
        "apps.v1.DeploymentSpec",
        "apps.v1.ReplicaSetSpec",
        "apps.v1.RollingUpdateDaemonSet",
        "apps.v1.RollingUpdateDeployment",
        "apps.v1.StatefulSetSpec",
        "autoscaling.v1.CrossVersionObjectReference",
        "autoscaling.v1.HorizontalPodAutoscaler",
        "autoscaling.v2.CrossVersionObjectReference",
        "autoscaling.v2.ResourceMetricSource",
        "batch.v1.Job",
        "batch.v1.JobSpec",
        "batch.v1.JobTemplateSpec",
        "core.v1.ReplicationControllerSpec",
    ),
}
"""The types that the table SOUND of each module is about; it is loaded when one of them is met."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Speaks for the `checks` and defaults (`fillers`) of a type.

    The checks find nothing in a mapping that is true to all `tests`, provided that what lies in it was accepted. What
    the defaults do depends on the fields that they read, `reads`. It speaks only of values in the field `via`, where
    that is not None; objects are in the field "".
    """

    checks: tuple[Function, ...] = ()
    tests: tuple[Callable[[Mapping], bool], ...] = ()
    fillers: tuple[Callable[..., None], ...] = ()
    reads: tuple[str, ...] = ()
    via: str | None = None

    def speaks_for(self, rules: TypeRules, via: str) -> bool:
        if self.via not in (None, via):
            return False
        return set(rules.functions).issubset(self.checks) and set(rules.fillers).issubset(self.fillers)


_NOTHING = Sound()


@cache
def sound_of(type_name: str) -> Sound:
    for module, names in MODULES.items():
        if type_name in names:
            found: Sound = import_module(f"podlint.kubernetes.api.{module}").SOUND[type_name]
            return found
    return _NOTHING
