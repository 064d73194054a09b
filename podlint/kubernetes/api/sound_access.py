"""Roles and what binds them: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import checks_rbac
from podlint.kubernetes.api.sound import Sound
from podlint.kubernetes.names import dns_subdomain
from podlint.reading import Mapping

_NONE = Mapping()


def _binds_role(reference: Mapping) -> bool:
    return reference.get("kind") in ("Role", "ClusterRole")


def _is_sound_subject(subject: Mapping) -> bool:
    kind, group, name = subject.get("kind"), subject.get("apiGroup"), subject.get("name")
    if kind == "ServiceAccount":
        return not group and bool(name) and not dns_subdomain(name)
    return not group or group == checks_rbac.GROUP


def _binds_in_whole_cluster(binding: Mapping) -> bool:
    """Where a Role can't be bound, and accounts need their namespaces."""
    subjects = binding.get("subjects") or ()
    return (binding.get("roleRef") or _NONE).get("kind") == "ClusterRole" and all(
        subject.get("kind") != "ServiceAccount" or subject.get("namespace") for subject in subjects
    )


SOUND = {
    "rbac.v1.ClusterRoleBinding": Sound((), (_binds_in_whole_cluster,)),
    "rbac.v1.RoleRef": Sound((checks_rbac.role_kind,), (_binds_role,)),
    "rbac.v1.Subject": Sound((checks_rbac.subject,), (_is_sound_subject,)),
}
