"""Checks of an object's own metadata; of a template's metadata only labels and annotations are judged.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.formats import prefix_of
from podlint.kubernetes.kinds import group_of
from podlint.kubernetes.names import Check, dns_label, path_segment, qualified_name
from podlint.kubernetes.object_names import name_check
from podlint.kubernetes.scopes import is_namespaced
from podlint.reading import Mapping

ANNOTATIONS_SIZE = 256 * 1024
_GENERATED_LENGTH = 58
_SUFFIX = "x" * 5
_OWN_FINALIZERS = ("kubernetes", "orphan", "foregroundDeletion")
# Groups whose finalizers need a domain. Others, custom resources among them, leave names without one alone: a
# CustomResourceDefinition gets one itself.
_STRICT_GROUPS = frozenset(
    (
        "",
        "apps",
        "autoscaling",
        "batch",
        "certificates.k8s.io",
        "discovery.k8s.io",
        "flowcontrol.apiserver.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "rbac.authorization.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
    )
)
_JUDGED_BESIDES = ("finalizers", "generateName", "generation", "ownerReferences", "resourceVersion")
# Requests that are answered and not stored, so that they need no name.
_NAMELESS = ("authentication.k8s.io/", "authorization.k8s.io/")


def annotations_size(metadata: Struct) -> Iterator[ApiError]:
    annotations = metadata["annotations"]
    if sum(map(len, annotations)) + sum(len(value or "") for value in annotations.values()) <= ANNOTATIONS_SIZE // 4:
        return  # a character has at most four bytes
    size = sum(len(key.encode()) + len((value or "").encode()) for key, value in annotations.items())
    if size > ANNOTATIONS_SIZE:
        yield ApiError(TOO_LONG, metadata, "annotations", f"has {size} bytes, {ANNOTATIONS_SIZE} are allowed")


def own_metadata(metadata: Struct) -> Iterator[ApiError]:
    """What only the object's own metadata has to satisfy."""
    if metadata.parent is None or metadata.parent.parent is not None:
        return
    yield from _name(metadata)
    namespace = metadata.get("namespace")
    if namespace and (complaint := dns_label(namespace)) and _has_namespace(metadata.root):
        yield ApiError(INVALID, metadata, "namespace", complaint, value=namespace)
    if "generation" in metadata and metadata["generation"] < 0:
        yield ApiError(INVALID, metadata, "generation", "is negative", value=metadata["generation"])
    if "resourceVersion" in metadata:
        detail = "may not be set on an object that is created"
        yield ApiError(FORBIDDEN, metadata, "resourceVersion", detail, value=metadata["resourceVersion"])
    if "ownerReferences" in metadata:
        yield from _owners(metadata)
    if "finalizers" in metadata:
        yield from _finalizers(metadata)


def _has_namespace(root: Struct) -> bool:
    """Of a kind of the whole cluster the API server forgets a namespace before it looks at it."""
    return is_namespaced(root.get("apiVersion"), root.get("kind")) is not False


def _name(metadata: Struct) -> Iterator[ApiError]:
    root = metadata.root
    api_version = root.get("apiVersion")
    name, prefix = metadata.get("name"), metadata.get("generateName")
    check = root.type.name_check or _name_check(api_version, root.get("kind"), metadata.type.minor)
    if not name and not prefix and not api_version.startswith(_NAMELESS):
        yield ApiError(REQUIRED, metadata, "name", "is required, or `generateName` in its place")
    if prefix and not name:
        generated = prefix[:_GENERATED_LENGTH] + _SUFFIX
        if complaint := prefix_of(check)(prefix) or check(generated):
            yield ApiError(INVALID, metadata, "generateName", complaint, value=prefix)
    if name and (complaint := path_segment(name) or check(name)):
        yield ApiError(INVALID, metadata, "name", complaint, value=name)


def _name_check(api_version: str, kind: str, minor: int) -> Check:
    return name_check(api_version, kind, minor) or path_segment


def own_metadata_is_sound(node: Mapping, minor: int) -> bool:
    """Whether `own_metadata` finds nothing in a built-in object as it was read, provided that its values are accepted.

    It may be unsure: what is judged of fields other than name and namespace is left to `own_metadata`.
    """
    metadata = node.get("metadata")
    if metadata.__class__ is not Mapping or any(name in metadata for name in _JUDGED_BESIDES):
        return False
    name, namespace = metadata.get("name"), metadata.get("namespace")
    if name.__class__ is not str or not name:
        return False
    if namespace and (namespace.__class__ is not str or dns_label(namespace)):
        return False
    return not (path_segment(name) or _name_check(node["apiVersion"], node["kind"], minor)(name))


def _owners(metadata: Struct) -> Iterator[ApiError]:
    controllers = [owner for owner in metadata.get("ownerReferences") if owner.get("controller")]
    for owner in controllers[1:]:
        yield ApiError(INVALID, owner, "controller", "is true of another owner too; only one can be the controller")


def _finalizers(metadata: Struct) -> Iterator[ApiError]:
    finalizers = metadata.get("finalizers")
    strict = bool(finalizers) and group_of(metadata.root.get("apiVersion")) in _STRICT_GROUPS
    for index, finalizer in enumerate(finalizers):
        complaint = qualified_name(finalizer)
        if not complaint and strict and "/" not in finalizer and finalizer not in _OWN_FINALIZERS:
            complaint = "has no domain and `/` in front of its name"
        if complaint:
            yield ApiError(INVALID, metadata, "finalizers", complaint, index, finalizer)
    if "orphan" in finalizers and "foregroundDeletion" in finalizers:
        yield ApiError(
            INVALID, metadata, "finalizers", "has both orphan and foregroundDeletion, which exclude each other"
        )


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "meta.v1.ObjectMeta": (own_metadata,),
    "meta.v1.ObjectMeta annotations": (annotations_size,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
