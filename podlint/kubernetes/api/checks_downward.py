"""Checks of the downward API: fields of the pod in volumes, resources of containers in volumes and variables.

https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, NOT_SUPPORTED, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import Check, annotation_key, qualified_name
from podlint.kubernetes.quantity import BINARY_EXPONENTS, DECIMAL_EXPONENTS, parse_quantity

_FIELD_PATHS = ("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid")
_KEYED: dict[str, Check] = {"metadata.annotations": annotation_key, "metadata.labels": qualified_name}
# Those that the API server knows but has for other uses.
_OTHER_PATHS = frozenset(
    (
        "spec.host",
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.schedulerName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.phase",
        "status.podIP",
        "status.podIPs",
    )
)
_RESOURCES = tuple(
    f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage")
)
_HUGE_PAGES = ("limits.hugepages-", "requests.hugepages-")
_BINARY_UNITS = frozenset((1, *(2**power for power in BINARY_EXPONENTS.values())))
_DECIMAL_UNITS = frozenset(10**power for power in DECIMAL_EXPONENTS.values() if power >= 0)


def downward_item(item: Struct) -> Iterator[ApiError]:
    if "fieldRef" in item:
        yield from _field_path(item["fieldRef"])
    elif "resourceFieldRef" in item and not item["resourceFieldRef"].get("containerName"):
        yield ApiError(REQUIRED, item["resourceFieldRef"], "containerName", "is required in a volume")


def _field_path(selector: Struct) -> Iterator[ApiError]:
    path = selector.get("fieldPath")
    if not path or path in _FIELD_PATHS:
        return
    field, bracket, key = path.removesuffix("']").partition("['")
    if not bracket or not path.endswith("']") or field not in _KEYED:
        reason = NOT_SUPPORTED if path in _OTHER_PATHS else INVALID
        detail = "is no field that a volume can have"
        yield ApiError(reason, selector, "fieldPath", detail, value=path, supported=_FIELD_PATHS)
    elif complaint := _KEYED[field](key):
        yield ApiError(INVALID, selector, "fieldPath", f"has a key in brackets that {complaint}", value=path)


def resource_field(selector: Struct) -> Iterator[ApiError]:
    """Of volumes and of environment variables."""
    resource, divisor = selector.get("resource"), selector.get("divisor")
    if resource and resource not in _RESOURCES and not resource.startswith(_HUGE_PAGES):
        shown = ", ".join(f"`{name}`" for name in _RESOURCES)
        detail = f"is not one of {shown}, nor one of hugepages"
        yield ApiError(NOT_SUPPORTED, selector, "resource", detail, value=resource, supported=_RESOURCES)
    elif resource and divisor and not _is_divisor(divisor, resource):
        units = "1m and 1" if resource.endswith(".cpu") else "1, 1k to 1E and 1Ki to 1Ei"
        yield ApiError(INVALID, selector, "divisor", f"is not one of {units}", value=divisor)


def _is_divisor(text: str, resource: str) -> bool:
    """The server compares texts in canonical form, which keeps the notation: 1e3 is not 1k there."""
    value = parse_quantity(text)
    text = text.strip()
    is_exponent = text[-1].isdigit() and "e" in text.lower()
    if value == 0 or value == 1:
        return True
    if is_exponent:
        return False
    if resource.endswith(".cpu"):
        return value * 1000 == 1
    return value in (_BINARY_UNITS if text.endswith("i") else _DECIMAL_UNITS)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.DownwardAPIVolumeFile": (downward_item,),
    "core.v1.ResourceFieldSelector": (resource_field,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
