"""Checks of NetworkPolicies and Ingresses that go across fields: exceptions of blocks, paths, backends, classes.

https://kubernetes.io/docs/concepts/services-networking/ingress/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.addresses import cidr, cidr_legacy, is_within
from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_subdomain, path_segment

_STRICT_SINCE = 36
CLASS = "kubernetes.io/ingress.class"
FORBIDDEN_PARTS = ("//", "/./", "/../", "%2f", "%2F")
FORBIDDEN_ENDS = ("/..", "/.")


def exceptions(block: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/services-networking/network-policies/"""
    check = cidr if block.type.minor >= _STRICT_SINCE else cidr_legacy
    outer = block.get("cidr")
    if check(outer):
        return
    for index, inner in enumerate(block.get("except")):
        if not check(inner) and not is_within(inner, outer):
            yield ApiError(INVALID, block, "except", f"is no part of the block {outer}", index, inner)


def path(struct: Struct) -> Iterator[ApiError]:
    kind, text = struct.get("pathType"), struct.get("path")
    if kind not in ("Exact", "Prefix", "ImplementationSpecific"):
        return
    if not text.startswith("/"):
        if text or kind != "ImplementationSpecific":
            detail = f"has to begin with `/`, as pathType {kind} asks for"
            yield ApiError(INVALID, struct, "path", detail, value=text)
    elif kind != "ImplementationSpecific":
        yield from _path_parts(struct, text)


def _path_parts(struct: Struct, text: str) -> Iterator[ApiError]:
    wrong = next((part for part in FORBIDDEN_PARTS if part in text), None)
    wrong = wrong or next((end for end in FORBIDDEN_ENDS if text.endswith(end)), None)
    if wrong:
        detail = f"has a `{wrong}`, which pathType {struct['pathType']} does not take"
        yield ApiError(INVALID, struct, "path", detail, value=text)


def resource(backend: Struct) -> Iterator[ApiError]:
    """The other kind of backend; what is wrong with both or neither is a constraint."""
    if "resource" in backend and "service" not in backend:
        yield from reference(backend["resource"])


def reference(target: Struct) -> Iterator[ApiError]:
    """Of an object of any kind, by its group, kind and name."""
    for field in ("kind", "name"):
        text = target.get(field)
        if not text:
            yield ApiError(REQUIRED, target, field, "is required")
        elif complaint := path_segment(text):
            yield ApiError(INVALID, target, field, complaint, value=text)
    group = target.get("apiGroup")
    if "apiGroup" in target and (complaint := dns_subdomain(group)):
        yield ApiError(INVALID, target, "apiGroup", complaint, value=group)


def class_annotation(ingress: Struct) -> Iterator[ApiError]:
    """The old way to name a class may stand beside the new one as long as both name the same class."""
    metadata, spec = ingress.get("metadata"), ingress.get("spec")
    old = metadata.get("annotations").get(CLASS)
    if old is not None and "ingressClassName" in spec and old != spec["ingressClassName"]:
        detail = f"has to be the same as ingressClassName, which is {spec['ingressClassName']}"
        yield ApiError(INVALID, metadata, "annotations", detail, CLASS, old)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "networking.v1.HTTPIngressPath": (path,),
    "networking.v1.IPBlock": (exceptions,),
    "networking.v1.Ingress": (class_annotation,),
    "networking.v1.IngressBackend": (resource,),
    "networking.v1.IngressClassParametersReference": (reference,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
