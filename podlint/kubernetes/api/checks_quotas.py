"""Checks of ResourceQuotas: the resources that can be counted, and the scopes that fit them.

https://kubernetes.io/docs/concepts/policy/resource-quotas/
"""

from collections.abc import Callable, Iterable, Iterator

from podlint.kubernetes.api.checks_resources import extended, milli
from podlint.kubernetes.api.errors import INVALID, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import qualified_name

_OF_PODS = frozenset(("cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"))
_COUNTED = frozenset(
    (
        "configmaps",
        "persistentvolumeclaims",
        "pods",
        "replicationcontrollers",
        "resourcequotas",
        "secrets",
        "services",
        "services.loadbalancers",
        "services.nodeports",
    )
)
_STORED = frozenset(("ephemeral-storage", "limits.ephemeral-storage", "requests.ephemeral-storage", "requests.storage"))
_QUOTAS = _OF_PODS | _COUNTED | _STORED
_HUGE_PAGES = ("hugepages-", "requests.hugepages-")

# What each scope can be about.
_PODS_ONLY = frozenset(("pods",))
_SCOPES = {
    "BestEffort": _PODS_ONLY,
    "CrossNamespacePodAffinity": _PODS_ONLY | _OF_PODS,
    "NotBestEffort": _PODS_ONLY | _OF_PODS,
    "NotTerminating": _PODS_ONLY | _OF_PODS,
    "PriorityClass": _PODS_ONLY | _OF_PODS,
    "Terminating": _PODS_ONLY | _OF_PODS,
}
_UNBOUND_SCOPE = "VolumeAttributesClass"  # what it can be about changed between releases
_EXISTS_ONLY = ("BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "Terminating")
_OPPOSITES = (("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating"))


def _is_standard(name: str) -> bool:
    return name in _QUOTAS or name.startswith(_HUGE_PAGES)


def known_resource(name: str) -> str | None:
    """What is wrong with the name of a resource of any sort."""
    if complaint := qualified_name(name):
        return complaint
    if "/" in name or name == "storage" or _is_standard(name):
        return None
    return "is no resource that Kubernetes knows, and has no domain in front"


def _quota(name: str) -> str | None:
    if complaint := qualified_name(name):
        return complaint
    if "/" in name or _is_standard(name):
        return None
    return "is nothing that a quota can be about; other objects are counted as count/RESOURCE.GROUP"


def hard(spec: Struct) -> Iterator[ApiError]:
    for name, text in spec.get("hard").items():
        if complaint := _quota(name):
            yield ApiError(INVALID, spec, "hard", complaint, name, name, at_key=True)
        elif (name in _COUNTED or extended(name)) and milli(text) % 1000:
            yield ApiError(INVALID, spec, "hard", "is not a whole number", name, text)


def scopes(spec: Struct) -> Iterator[ApiError]:
    given = spec.get("scopes")
    for index, scope in enumerate(given):
        if complaint := _scope(scope, spec):
            yield ApiError(INVALID, spec, "scopes", complaint, index, scope)
    if opposites := _opposites(given):
        yield ApiError(INVALID, spec, "scopes", opposites)


def scope_selector(spec: Struct) -> Iterator[ApiError]:
    expressions = spec.get("scopeSelector").get("matchExpressions")
    for expression in expressions:
        scope = expression.get("scopeName")
        if complaint := _scope(scope, spec):
            yield ApiError(INVALID, expression, "scopeName", complaint, value=scope)
        if scope in _EXISTS_ONLY and expression.get("operator") in ("In", "NotIn", "DoesNotExist"):
            detail = f"has to be Exists for the scope {scope}"
            yield ApiError(INVALID, expression, "operator", detail, value=expression["operator"])
    if opposites := _opposites(expression.get("scopeName") for expression in expressions):
        yield ApiError(INVALID, spec.get("scopeSelector"), "matchExpressions", opposites)


def _scope(scope: str, spec: Struct) -> str | None:
    if scope == _UNBOUND_SCOPE:
        return None
    if scope not in _SCOPES:
        return f"is not one of {', '.join(f'`{name}`' for name in (*_SCOPES, _UNBOUND_SCOPE))}"
    fitting = _SCOPES[scope]
    misfit = next((name for name in spec.get("hard") if _is_standard(name) and name not in fitting), None)
    counted = "pods" if fitting == _PODS_ONLY else "pods, their cpu and their memory"
    return f"does not go with {misfit}; the scope counts only {counted}" if misfit else None


def _opposites(given: Iterable[str]) -> str | None:
    found = set(given)
    pair = next((pair for pair in _OPPOSITES if found.issuperset(pair)), None)
    return f"has both {pair[0]} and {pair[1]}, which exclude each other" if pair else None


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.ResourceQuotaSpec": (hard, scopes, scope_selector),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
