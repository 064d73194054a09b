"""The checks and defaults that constraint lines can't express, by the type they are about."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from podlint.kubernetes.api.errors import ApiError
from podlint.kubernetes.api.values import Struct

StructCheck = Callable[[Struct], Iterable[ApiError]]
Default = Callable[[Struct], None]

MODULES: dict[str, tuple[str, ...]] = {
    "checks_autoscaling": (
        "autoscaling.v1.CrossVersionObjectReference",
        "autoscaling.v1.HorizontalPodAutoscaler",
        "autoscaling.v2.ContainerResourceMetricSource",
        "autoscaling.v2.CrossVersionObjectReference",
        "autoscaling.v2.ExternalMetricSource",
        "autoscaling.v2.ObjectMetricSource",
        "autoscaling.v2.PodsMetricSource",
        "autoscaling.v2.ResourceMetricSource",
    ),
    "checks_claims": (
        "core.v1.PersistentVolumeClaim",
        "core.v1.PersistentVolumeClaimSpec",
        "core.v1.VolumeResourceRequirements",
    ),
    "checks_classes": (
        "scheduling.v1.PriorityClass",
        "storage.v1.StorageClass",
    ),
    "checks_config": (
        "core.v1.ConfigMap",
        "core.v1.NamespaceSpec",
        "core.v1.Secret",
    ),
    "checks_controllers": ("core.v1.ReplicationControllerSpec",),
    "checks_downward": (
        "core.v1.DownwardAPIVolumeFile",
        "core.v1.ResourceFieldSelector",
    ),
    "checks_endpoints": (
        "discovery.v1.Endpoint",
        "discovery.v1.EndpointSlice",
    ),
    "checks_jobs": (
        "batch.v1.Job",
        "batch.v1.JobSpec",
        "batch.v1.SuccessPolicyRule",
        "batch.v1.JobTemplateSpec",
    ),
    "checks_limits": ("core.v1.LimitRangeItem",),
    "checks_meta": ("meta.v1.ObjectMeta",),
    "checks_networking": (
        "networking.v1.HTTPIngressPath",
        "networking.v1.IPBlock",
        "networking.v1.Ingress",
        "networking.v1.IngressBackend",
        "networking.v1.IngressClassParametersReference",
    ),
    "checks_persistent_volumes": (
        "core.v1.CSIPersistentVolumeSource",
        "core.v1.CinderPersistentVolumeSource",
        "core.v1.ISCSIPersistentVolumeSource",
        "core.v1.PersistentVolumeSpec",
        "core.v1.StorageOSPersistentVolumeSource",
    ),
    "checks_pod_annotations": (
        "core.v1.Pod",
        "core.v1.PodTemplateSpec",
    ),
    "checks_pod_policy": (
        "core.v1.AppArmorProfile",
        "core.v1.LifecycleHandler",
        "core.v1.Pod",
        "core.v1.PodSecurityContext",
        "core.v1.SecurityContext",
    ),
    "checks_pods": (
        "core.v1.EnvVarSource",
        "core.v1.FileKeySelector",
        "core.v1.Pod",
        "core.v1.PodSpec",
        "core.v1.VolumeDevice",
    ),
    "checks_quotas": ("core.v1.ResourceQuotaSpec",),
    "checks_rbac": (
        "rbac.v1.RoleRef",
        "rbac.v1.Subject",
    ),
    "checks_references": ("core.v1.PodSpec",),
    "checks_resources": (
        "core.v1.PodSpec",
        "core.v1.ResourceRequirements",
    ),
    "checks_rollouts": (
        "apps.v1.RollingUpdateDaemonSet",
        "apps.v1.RollingUpdateDeployment",
        "apps.v1.RollingUpdateStatefulSetStrategy",
    ),
    "checks_scheduling": (
        "core.v1.NodeSelectorRequirement",
        "core.v1.PodAffinityTerm",
        "core.v1.TopologySpreadConstraint",
    ),
    "checks_service": (
        "core.v1.Service",
        "core.v1.ServiceSpec",
    ),
    "checks_volumes": (
        "core.v1.CSIVolumeSource",
        "core.v1.CinderVolumeSource",
        "core.v1.ISCSIVolumeSource",
        "core.v1.PersistentVolumeClaimTemplate",
        "core.v1.Pod",
        "core.v1.PodCertificateProjection",
        "core.v1.ProjectedVolumeSource",
        "core.v1.StorageOSVolumeSource",
        "core.v1.Volume",
        "core.v1.VolumeProjection",
    ),
    "checks_workloads": (
        "apps.v1.DaemonSetSpec",
        "apps.v1.DeploymentSpec",
        "apps.v1.ReplicaSetSpec",
        "apps.v1.StatefulSetSpec",
        "batch.v1.JobSpec",
        "apps.v1.DaemonSetUpdateStrategy",
    ),
}
"""The types that the tables CHECKS and DEFAULTS of each module are about; it is loaded when one of them is met."""


@cache
def checks_of(type_name: str) -> tuple[StructCheck, ...]:
    """Functions that look at a struct of the type, after all defaults are in, and yield what is wrong."""
    return tuple(check for module in _modules(type_name) for check in module.CHECKS.get(type_name, ()))


@cache
def field_checks_of(type_name: str) -> tuple[tuple[str, StructCheck], ...]:
    """Fields of the type, and functions that look at a struct only where it has that field: `TYPE FIELD` in CHECKS."""
    keyed = (entry for module in _modules(type_name) for entry in module.CHECKS.items())
    split = ((key.partition(" "), functions) for key, functions in keyed)
    return tuple((key[2], check) for key, checks in split if key[0] == type_name and key[2] for check in checks)


@cache
def defaults_of(type_name: str) -> tuple[Default, ...]:
    """Functions that fill in what the API server would, before anything is judged."""
    return tuple(default for module in _modules(type_name) for default in module.DEFAULTS.get(type_name, ()))


def _modules(type_name: str) -> Iterator[Any]:
    return (import_module(f"podlint.kubernetes.api.{name}") for name, types in MODULES.items() if type_name in types)
