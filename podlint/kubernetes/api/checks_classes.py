"""Checks of classes that go across fields: values of PriorityClasses, parameters and topologies of StorageClasses.

https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct

_MOST = 10**9
_SYSTEM = "system-"
_SYSTEM_VALUES = {"system-cluster-critical": 2 * _MOST, "system-node-critical": 2 * _MOST + 1000}
PARAMETERS = 512
PARAMETERS_SIZE = 256 * 1024


def priority(struct: Struct) -> Iterator[ApiError]:
    name, value = struct.get("metadata").get("name"), struct.get("value")
    if not name.startswith(_SYSTEM):
        if value > _MOST:
            detail = f"is more than {_MOST}; what lies above is kept for the system"
            yield ApiError(FORBIDDEN, struct, "value", detail, value=value)
    elif _SYSTEM_VALUES.get(name) != value or struct.get("globalDefault"):
        detail = f"begins with {_SYSTEM}, which is kept for the classes that Kubernetes makes itself"
        yield ApiError(FORBIDDEN, struct.get("metadata"), "name", detail, value=name)


def parameters(storage: Struct) -> Iterator[ApiError]:
    given = storage.get("parameters")
    size = sum(len(key.encode()) + len(value.encode()) for key, value in given.items())
    if len(given) > PARAMETERS:
        yield ApiError(TOO_LONG, storage, "parameters", f"has more than {PARAMETERS} entries")
    elif size > PARAMETERS_SIZE:
        yield ApiError(TOO_LONG, storage, "parameters", f"has {size} bytes, {PARAMETERS_SIZE} are allowed")
    if "" in given:
        yield ApiError(INVALID, storage, "parameters", "has an empty key", "", "", at_key=True)


def topologies(storage: Struct) -> Iterator[ApiError]:
    seen = set()
    for term in storage.get("allowedTopologies"):
        expressions = term.get("matchLabelExpressions")
        meant = frozenset((one.get("key"), frozenset(one.get("values"))) for one in expressions)
        if meant in seen:
            yield ApiError(DUPLICATE, term, "matchLabelExpressions", "says the same as another entry")
        seen.add(meant)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "scheduling.v1.PriorityClass": (priority,),
    "storage.v1.StorageClass": (parameters, topologies),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
