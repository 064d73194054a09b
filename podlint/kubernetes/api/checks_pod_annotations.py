"""Annotations of pods and pod templates that the API server reads.

https://kubernetes.io/docs/reference/labels-annotations-taints/
"""

from collections.abc import Callable, Iterator
from typing import Any

from podlint.kubernetes.api.checks_references import CONTAINER_FIELDS
from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import label_value, qualified_name, relative_path
from podlint.pattern import pattern

_MIRROR = "kubernetes.io/config.mirror"
_SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
_SECCOMP = "container.seccomp.security.alpha.kubernetes.io/"
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_LOCALHOST = "localhost/"

_WHOLE = pattern(r"0|[1-9][0-9]*|-[0-9]+")
_PROFILES = {"RuntimeDefault": ("runtime/default", "docker/default"), "Unconfined": ("unconfined",)}
_EFFECTS = ("", "NoSchedule", "PreferNoSchedule", "NoExecute")


def deletion_cost(text: str) -> str | None:
    if _WHOLE.fullmatch(text) and len(text) < 20 and -(2**31) <= int(text) < 2**31:
        return None
    return "is not a whole number of 32 bits without `+` or zeros in front"


def seccomp_profile(text: str) -> str | None:
    if text in ("runtime/default", "docker/default", "unconfined"):
        return None
    if text.startswith(_LOCALHOST):
        return relative_path(text.removeprefix(_LOCALHOST))
    return "is not runtime/default, docker/default, unconfined or localhost/PATH"


def apparmor_profile(text: str) -> str | None:
    if text in ("", "runtime/default", "unconfined") or text.startswith(_LOCALHOST):
        return None
    return "is not runtime/default, unconfined or localhost/PROFILE"


def tolerations(text: str) -> str | None:
    if not text:
        return None
    import json  # imported late: hardly any pod has this annotation

    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return "is not JSON"
    if items is None:
        return None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return "is not a list of tolerations"
    wrong = next(filter(None, map(_toleration, items)), None)
    return f"has a toleration {wrong}" if wrong else None


def _toleration(item: dict[str, Any]) -> str | None:
    fields = {name.lower(): value for name, value in item.items()}
    texts = [fields.get(name) or "" for name in ("key", "operator", "value", "effect")]
    if not all(isinstance(text, str) for text in texts):
        return "with a value that is no text"
    key, operator, value, effect = texts
    if key and (complaint := qualified_name(key)):
        return f"with a key that {complaint}"
    if operator not in ("", "Equal", "Exists") or (not key and operator != "Exists"):
        return "with an operator that is not Equal or Exists" if key else "without key whose operator is not Exists"
    if effect not in _EFFECTS or (fields.get("tolerationseconds") is not None and effect != "NoExecute"):
        return "with an effect that can't be"
    if value and (operator == "Exists" or label_value(value)):
        return "with a value that can't be"
    return None


_KEYS: dict[str, Callable[[str], str | None]] = {
    "controller.kubernetes.io/pod-deletion-cost": deletion_cost,
    "scheduler.alpha.kubernetes.io/tolerations": tolerations,
    _SECCOMP_POD: seccomp_profile,
}
_PREFIXES = {_SECCOMP: seccomp_profile, _APPARMOR: apparmor_profile}
READ = (*_KEYS, *_PREFIXES, _MIRROR)


def pod_annotations(pod: Struct) -> Iterator[ApiError]:
    """Of a pod or template, which both have metadata and spec."""
    metadata = pod.get("metadata")
    if "annotations" not in metadata:
        return
    annotations, spec = metadata["annotations"], pod.get("spec")
    if not any(key.startswith(READ) for key in annotations):
        return
    for key, value in annotations.items():
        check = _KEYS.get(key) or _PREFIXES.get(key.partition("/")[0] + "/")
        if check is not None and (complaint := check(value)):
            yield ApiError(INVALID, metadata, "annotations", complaint, key, value)
    if _MIRROR in annotations and "nodeName" not in spec:
        detail = "may be set only on a pod with nodeName"
        yield ApiError(INVALID, metadata, "annotations", detail, _MIRROR, annotations[_MIRROR])
    yield from _unknown_containers(metadata, spec)
    yield from _seccomp_fields(annotations, spec)
    yield from _apparmor_fields(annotations, spec)


def _unknown_containers(metadata: Struct, spec: Struct) -> Iterator[ApiError]:
    named = [key for key in metadata["annotations"] if key.startswith(_APPARMOR)]
    if named:
        names = {container.get("name") for container in spec.structs(*CONTAINER_FIELDS)}
        for key in named:
            if key.removeprefix(_APPARMOR) not in names:
                yield ApiError(INVALID, metadata, "annotations", "names no container of the pod", key, at_key=True)


def _seccomp_fields(annotations: dict[str, str], spec: Struct) -> Iterator[ApiError]:
    if _SECCOMP_POD in annotations:
        yield from _mismatch(annotations[_SECCOMP_POD], _profile(spec, "seccompProfile"))
    for container in spec.structs(*CONTAINER_FIELDS):
        key = _SECCOMP + container.get("name")
        if key in annotations:
            yield from _mismatch(annotations[key], _profile(container, "seccompProfile"))


def _apparmor_fields(annotations: dict[str, str], spec: Struct) -> Iterator[ApiError]:
    """A Pod's annotation goes before the pod's own profile, which in templates has to agree with it."""
    if "os" in spec and spec["os"].get("name") == "windows":
        return
    inherited = _profile(spec, "appArmorProfile") if spec.root.get("kind") != "Pod" else None
    for container in spec.structs(*CONTAINER_FIELDS):
        key = _APPARMOR + container.get("name")
        if key in annotations:
            own = _profile(container, "appArmorProfile")
            yield from _mismatch(annotations[key], inherited if own is None else own)


def _profile(struct: Struct, name: str) -> Struct | None:
    """The profile in the securityContext of a pod or container."""
    context: Struct | None = struct.get("securityContext") if "securityContext" in struct else None
    return context[name] if context is not None and name in context else None


def _mismatch(annotation: str, profile: Struct | None) -> Iterator[ApiError]:
    if profile is None:
        return
    kind = profile.get("type")
    field = ""
    if kind == "Localhost" and annotation.startswith(_LOCALHOST):
        field = "localhostProfile" if annotation != _LOCALHOST + profile.get("localhostProfile") else ""
    elif kind == "Localhost" or (kind in _PROFILES and annotation not in _PROFILES[kind]):
        field = "type"
    if field:
        detail = f"does not agree with the annotation, which says {annotation}"
        yield ApiError(FORBIDDEN, profile, field, detail, value=profile.get(field))


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.Pod": (pod_annotations,),
    "core.v1.PodTemplateSpec": (pod_annotations,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
