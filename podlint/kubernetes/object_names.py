"""Which form `metadata.name` has to have: it depends on the kind."""

from functools import lru_cache

from podlint.kubernetes.kinds import group_of
from podlint.kubernetes.names import Check, dns_label, dns_label_1035, dns_subdomain, path_segment

CRON_JOB_NAME_LENGTH = 52
"""The controller appends 11 characters for the name of each Job, which may have 63."""

_LABELS = {("", "Namespace"), ("apps", "StatefulSet"), ("", "Service")}
_SEGMENTS = {
    ("policy", "PodDisruptionBudget"),
    *(("rbac.authorization.k8s.io", kind) for kind in ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")),
}
_SUBDOMAINS = {
    "": (
        "Pod ReplicationController ConfigMap Secret ServiceAccount PersistentVolumeClaim PersistentVolume "
        "ResourceQuota LimitRange Endpoints Node PodTemplate"
    ),
    "apps": "Deployment ReplicaSet DaemonSet",
    "batch": "Job CronJob",
    "networking.k8s.io": "Ingress IngressClass NetworkPolicy",
    "autoscaling": "HorizontalPodAutoscaler",
    "storage.k8s.io": "StorageClass",
    "scheduling.k8s.io": "PriorityClass",
    "discovery.k8s.io": "EndpointSlice",
}
_CHECKS: dict[tuple[str, str], Check] = {
    **dict.fromkeys(_LABELS, dns_label),
    **dict.fromkeys(_SEGMENTS, path_segment),
    **{(group, kind): dns_subdomain for group, kinds in _SUBDOMAINS.items() for kind in kinds.split()},
}


@lru_cache(maxsize=512)
def name_check(api_version: str, kind: str, minor: int | None = None) -> Check | None:
    """What a new object's name has to be; None of a kind that is not in the table.

    `minor` is the minor version of Kubernetes, the newest known if None: a Service's name may begin with a digit since
    1.36 (RelaxedServiceNameValidation).
    """
    key = (group_of(api_version), kind)
    if key == ("", "Service") and minor is not None and minor < 36:
        return dns_label_1035
    return _cron_job_name if key == ("batch", "CronJob") else _CHECKS.get(key)


def _cron_job_name(text: str) -> str | None:
    if len(text) > CRON_JOB_NAME_LENGTH:
        return f"is {len(text)} characters long, {CRON_JOB_NAME_LENGTH} are allowed"
    return dns_subdomain(text)
