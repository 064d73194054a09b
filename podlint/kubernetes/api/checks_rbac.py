"""Checks of bindings of roles: the role that is bound, and the subjects it is bound to.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, NOT_SUPPORTED, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_subdomain

GROUP = "rbac.authorization.k8s.io"
_ROLES = {"RoleBinding": ("Role", "ClusterRole"), "ClusterRoleBinding": ("ClusterRole",)}


def role_kind(reference: Struct) -> Iterator[ApiError]:
    kind, kinds = reference.get("kind"), _ROLES.get(reference.root.get("kind"), ())
    if kinds and kind not in kinds:
        detail = f"is not one of {', '.join(f'`{name}`' for name in kinds)}"
        yield ApiError(NOT_SUPPORTED, reference, "kind", detail, value=kind, supported=kinds)


def subject(struct: Struct) -> Iterator[ApiError]:
    """The group is filled in where it is left out."""
    kind, group, name = struct.get("kind"), struct.get("apiGroup"), struct.get("name")
    if kind == "ServiceAccount":
        if group:
            detail = 'has to be "" for a ServiceAccount'
            yield ApiError(NOT_SUPPORTED, struct, "apiGroup", detail, value=group, supported=("",))
        if name and (complaint := dns_subdomain(name)):
            yield ApiError(INVALID, struct, "name", complaint, value=name)
        if struct.root.get("kind") == "ClusterRoleBinding" and not struct.get("namespace"):
            yield ApiError(REQUIRED, struct, "namespace", "is required of a ServiceAccount in a ClusterRoleBinding")
    elif kind in ("User", "Group") and group not in ("", GROUP):
        detail = f"has to be {GROUP} for a {kind}"
        yield ApiError(NOT_SUPPORTED, struct, "apiGroup", detail, value=group, supported=(GROUP,))


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "rbac.v1.RoleRef": (role_kind,),
    "rbac.v1.Subject": (subject,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
