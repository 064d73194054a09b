"""Checks of LimitRanges: bounds and defaults of a resource that have to fit each other.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.checks_quotas import known_resource
from podlint.kubernetes.api.checks_resources import all_or_nothing, milli, resource_of_containers
from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import qualified_name

_TYPES = ("Pod", "Container", "PersistentVolumeClaim")
_FIELDS = ("max", "min", "default", "defaultRequest", "maxLimitRequestRatio")

# What may not be more than what: the finding is about the field that the API server names.
_ORDERED = (
    ("min", "max", "min"),
    ("min", "defaultRequest", "defaultRequest"),
    ("defaultRequest", "max", "defaultRequest"),
    ("defaultRequest", "default", "defaultRequest"),
    ("min", "default", "default"),
    ("default", "max", "default"),
)


def default_limits(item: Struct) -> None:
    """Of containers: limits default to the maximum, requests to the limits, or else to the minimum."""
    if item.get("type") == "Container":
        item["default"] = {**item.get("max"), **item.get("default")}
        item["defaultRequest"] = {**item.get("min"), **item["default"], **item.get("defaultRequest")}


def limit_type(item: Struct) -> Iterator[ApiError]:
    kind = item.get("type")
    complaint = qualified_name(kind)
    if not complaint and "/" not in kind and kind not in _TYPES:
        complaint = f"is not one of {', '.join(f'`{name}`' for name in _TYPES)}"
    if complaint:
        yield ApiError(INVALID, item, "type", complaint, value=kind)
    if kind == "Pod":
        for field in ("default", "defaultRequest"):
            if item.get(field):
                yield ApiError(FORBIDDEN, item, field, "may not be set in a limit of the type Pod")
    if kind == "PersistentVolumeClaim" and "storage" not in item.get("min").keys() | item.get("max").keys():
        yield ApiError(REQUIRED, item, "", "has neither a minimum nor a maximum of storage")


def resources(item: Struct) -> Iterator[ApiError]:
    check = resource_of_containers if item.get("type") in ("Pod", "Container") else known_resource
    for field in _FIELDS:
        for name in item.get(field):
            if _is_written(item, field, name) and (complaint := check(name)):
                yield ApiError(INVALID, item, field, complaint, name, name, at_key=True)


def _is_written(item: Struct, field: str, name: str) -> bool:
    """Whether the manifest has it; what is wrong with a default is wrong with what it came from."""
    written = item.node.get(field) if item.node is not None else None
    return isinstance(written, dict) and name in written


def bounds(item: Struct) -> Iterator[ApiError]:
    defaults = () if item.get("type") == "Pod" else ("default", "defaultRequest")
    given = {field: item.get(field) for field in ("max", "min", *defaults)}
    for low, high, guilty in _ORDERED:
        for name in given.get(low, {}).keys() & given.get(high, {}).keys():
            if milli(given[low][name]) > milli(given[high][name]) and _is_written(item, guilty, name):
                detail = f"does not fit: {low} is {given[low][name]}, {high} is {given[high][name]}"
                yield ApiError(INVALID, item, guilty, detail, name, given[guilty][name])
    for name in given.get("default", {}).keys() & given.get("defaultRequest", {}).keys():
        if all_or_nothing(name) and milli(given["default"][name]) != milli(given["defaultRequest"][name]):
            detail = "has to be the same as the default, for requests of it are limits too"
            yield ApiError(INVALID, item, "defaultRequest", detail, name, given["defaultRequest"][name])


def ratios(item: Struct) -> Iterator[ApiError]:
    least, most = item.get("min"), item.get("max")
    for name, text in item.get("maxLimitRequestRatio").items():
        if milli(text) < 1000:
            yield ApiError(INVALID, item, "maxLimitRequestRatio", "is less than 1", name, text)
        elif name in least and name in most and milli(text) * milli(least[name]) > milli(most[name]) * 1000:
            detail = f"is more than what max {most[name]} is of min {least[name]}"
            yield ApiError(INVALID, item, "maxLimitRequestRatio", detail, name, text)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.LimitRangeItem": (limit_type, resources, bounds, ratios),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {"core.v1.LimitRangeItem": (default_limits,)}
