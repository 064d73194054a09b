"""Checks of resources: names and amounts in requests and limits, of containers, of overhead and of a pod as a whole.

https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from collections.abc import Callable, Iterator, Set
from functools import lru_cache

from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, NOT_SUPPORTED, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import qualified_name
from podlint.kubernetes.quantity import parse_quantity

_POD_LEVEL_SINCE = 34
_CLAIMS_SINCE = 34
_HUGE_PAGES = "hugepages-"
_OF_CONTAINERS = ("cpu", "memory", "ephemeral-storage")
_OF_PODS = ("cpu", "memory")


def drop_gated(spec: Struct) -> None:
    """Forget what the release knows and drops."""
    if spec.type.minor < _POD_LEVEL_SINCE:
        spec.drop("resources")
    if spec.type.minor < _CLAIMS_SINCE:
        spec.drop("resourceClaims")


def drop_gated_claims(resources: Struct) -> None:
    if resources.type.minor < _CLAIMS_SINCE:
        resources.drop("claims")


@lru_cache(maxsize=4096)
def milli(text: str) -> int:
    """The amount in thousandths, rounded up as the API server does with what is finer."""
    return -(-parse_quantity(text) * 1000 // 1)


def _native(name: str) -> bool:
    return "/" not in name or "kubernetes.io/" in name


def extended(name: str) -> bool:
    """https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources"""
    return not _native(name) and not name.startswith("requests.") and qualified_name(f"requests.{name}") is None


def all_or_nothing(name: str) -> bool:
    """Whether the request has to be the limit: extended resources and huge pages can't be overcommitted."""
    return name.startswith(_HUGE_PAGES) or not _native(name)


@lru_cache(maxsize=512)
def resource_of_containers(name: str) -> str | None:
    """What is wrong with the name of a resource that containers ask for."""
    if complaint := qualified_name(name):
        return complaint
    if "/" not in name and name not in _OF_CONTAINERS and not name.startswith(_HUGE_PAGES):
        return "is no resource of containers: cpu, memory, ephemeral-storage, hugepages-SIZE or DOMAIN/NAME"
    return None if _native(name) or extended(name) else "is not the name of an extended resource"


@lru_cache(maxsize=4096)
def _amount(name: str, text: str) -> str | None:
    amount = milli(text)
    if amount < 0:
        return "is negative"
    if amount % 1000 and extended(name):
        return f"is not a whole number, as {name} has to be"
    if name.startswith(_HUGE_PAGES) and not _divisible(amount, name.removeprefix(_HUGE_PAGES)):
        return f"is not a whole number of pages of {name.removeprefix(_HUGE_PAGES)}"
    return None


def _divisible(amount: int, page: str) -> bool:
    try:
        size = milli(page)
    except ValueError:
        return False
    return size > 0 and size % 1000 == 0 and -(-amount // 1000) % (size // 1000) == 0


def requirements(resources: Struct) -> Iterator[ApiError]:
    """Of containers and of the pod; those in a status are not judged."""
    holder = resources.parent.type.name if resources.parent is not None else ""
    if holder not in ("core.v1.Container", "core.v1.PodSpec"):
        return
    of_pod = holder == "core.v1.PodSpec"
    for field in ("limits", "requests"):
        yield from _amounts(resources, field, of_pod=of_pod)
    if "requests" in resources:
        yield from _requests(resources)
    if _only_huge_pages(resources.get("limits").keys() | resources.get("requests").keys()):
        yield ApiError(FORBIDDEN, resources, "", "has huge pages without any cpu or memory")
    if "claims" in resources:
        yield from _claims_of_pod(resources) if of_pod else _claims(resources)


def _only_huge_pages(names: Set[str]) -> bool:
    return any(name.startswith(_HUGE_PAGES) for name in names) and names.isdisjoint(_OF_PODS)


def _amounts(struct: Struct, field: str, *, of_pod: bool = False) -> Iterator[ApiError]:
    for name, text in struct.get(field).items():
        if complaint := resource_of_containers(name):
            yield ApiError(INVALID, struct, field, complaint, name, name, at_key=True)
        elif of_pod and name not in _OF_PODS and not name.startswith(_HUGE_PAGES):
            detail = "is no resource of a pod as a whole: cpu, memory or hugepages-SIZE"
            yield ApiError(NOT_SUPPORTED, struct, field, detail, name, name, at_key=True)
        if complaint := _amount(name, text):
            yield ApiError(INVALID, struct, field, complaint, name, text)


def _requests(resources: Struct) -> Iterator[ApiError]:
    limits = resources.get("limits")
    for name, text in resources["requests"].items():
        if name not in limits:
            if all_or_nothing(name):
                yield ApiError(REQUIRED, resources, "limits", "is required where there is a request", name)
        elif milli(text) != milli(limits[name]) and all_or_nothing(name):
            detail = f"is not the same as the limit, {limits[name]}, as it has to be of {name}"
            yield ApiError(INVALID, resources, "requests", detail, name, text)
        elif milli(text) > milli(limits[name]):
            yield ApiError(INVALID, resources, "requests", f"is more than the limit, {limits[name]}", name, text)


def _claims_of_pod(resources: Struct) -> Iterator[ApiError]:
    yield ApiError(FORBIDDEN, resources, "claims", "may be set only on containers")


def _claims(resources: Struct) -> Iterator[ApiError]:
    """A claim as a whole and a request in it would be the same device twice."""
    seen: set[tuple[str, str]] = set()
    for claim in resources["claims"]:
        name, request = claim.get("name"), claim.get("request")
        overlaps = {(name, ""), (name, request)} if request else {pair for pair in seen if pair[0] == name}
        if name and seen & (overlaps | {(name, request)}):
            yield ApiError(DUPLICATE, claim, "", "is, or overlaps, a claim that the container has already", value=name)
        seen.add((name, request))


def overhead(spec: Struct) -> Iterator[ApiError]:
    """Judged as the limits of a container are."""
    yield from _amounts(spec, "overhead")
    if _only_huge_pages(spec.get("overhead").keys()):
        yield ApiError(FORBIDDEN, spec, "overhead", "has huge pages without any cpu or memory")


def pod_level(spec: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/"""
    level = spec["resources"]
    limits, requests = level.get("limits"), level.get("requests")
    # A request that a Pod leaves out defaults to what its containers ask for, and may not be above the limit either.
    defaulted = {name for name in _OF_PODS if name not in requests} if spec.root.get("kind") == "Pod" else set()
    for name, needed in _together(spec, _effective_requests).items():
        if name in requests and milli(requests[name]) < needed:
            yield _too_little(level, "requests", name)
        elif name in defaulted and name in limits and milli(limits[name]) < needed:
            yield _too_little(level, "limits", name)
    for name, needed in _together(spec, _limits).items():
        if name in limits and name.startswith(_HUGE_PAGES) and milli(limits[name]) < needed:
            yield _too_little(level, "limits", name)
    yield from _above_pod(spec, limits)


def _above_pod(spec: Struct, limits: dict[str, str]) -> Iterator[ApiError]:
    for container in spec.get("containers"):
        for name, text in _limits(container).items():
            if name in limits and milli(text) > milli(limits[name]):
                detail = f"is more than the limit of the pod, {limits[name]}"
                yield ApiError(INVALID, container["resources"], "limits", detail, name, text)


def _too_little(level: Struct, field: str, name: str) -> ApiError:
    detail = "is less than what the containers ask for together"
    return ApiError(INVALID, level, field, detail, name, level[field][name])


def _limits(container: Struct) -> dict[str, str]:
    limits: dict[str, str] = container.get("resources").get("limits")
    return limits


def _effective_requests(container: Struct) -> dict[str, str]:
    """In Pods, not in templates, requests that are not given are the limits."""
    requests: dict[str, str] = container.get("resources").get("requests")
    return {**_limits(container), **requests} if container.root.get("kind") == "Pod" else requests


def _together(spec: Struct, amounts: Callable[[Struct], dict[str, str]]) -> dict[str, int]:
    """What the pod needs at once, in thousandths: its containers and sidecars, or the largest init container.

    https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
    """
    running: dict[str, int] = {}
    starting: dict[str, int] = {}
    for container in spec.get("initContainers"):
        needed = _sum(running, amounts(container))
        starting = _maximum(starting, needed)
        if container.get("restartPolicy") == "Always":
            running = needed
    for container in spec.get("containers"):
        running = _sum(running, amounts(container))
    return _maximum(running, starting)


def _sum(running: dict[str, int], more: dict[str, str]) -> dict[str, int]:
    return {**running, **{name: running.get(name, 0) + milli(text) for name, text in more.items()}}


def _maximum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: max(one.get(name, 0), other.get(name, 0)) for name in (one | other)}


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.PodSpec overhead": (overhead,),
    "core.v1.PodSpec resources": (pod_level,),
    "core.v1.ResourceRequirements": (requirements,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "core.v1.PodSpec": (drop_gated,),
    "core.v1.ResourceRequirements": (drop_gated_claims,),
}
