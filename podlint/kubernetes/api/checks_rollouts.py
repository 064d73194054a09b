"""Checks of rolling updates: how many pods may be missing, or too many, at a time.

https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import percent

_STATEFUL_SET_SINCE = 37  # the feature gate MaxUnavailableStatefulSet is on


def _amount(value: int | str) -> int | None:
    """The number, be it of pods or percent; None of any other text, which is an error of its own."""
    if isinstance(value, int):
        return value
    return None if percent(value) else int(value[:-1].lstrip("0")[:9] or "0")


def deployment(update: Struct) -> Iterator[ApiError]:
    """What is not given defaults to 25%."""
    if all(field in update and _amount(update[field]) == 0 for field in ("maxUnavailable", "maxSurge")):
        detail = "can't be 0 where maxSurge is 0 too, for then no pod could ever be replaced"
        yield ApiError(INVALID, update, "maxUnavailable", detail, value=update["maxUnavailable"])


def daemon_set(update: Struct) -> Iterator[ApiError]:
    """A DaemonSet either takes a pod away first or starts the new one first."""
    missing, surplus = (_amount(update[field]) for field in ("maxUnavailable", "maxSurge"))
    if missing and surplus:
        detail = f"can be set only with maxUnavailable 0; it is {update['maxUnavailable']} here"
        yield ApiError(INVALID, update, "maxSurge", detail, value=update["maxSurge"])
    elif missing == 0 and surplus == 0:
        yield ApiError(REQUIRED, update, "maxUnavailable", "can't be 0 where maxSurge is 0 too")


def stateful_set(update: Struct) -> Iterator[ApiError]:
    given = update.type.minor >= _STATEFUL_SET_SINCE and "maxUnavailable" in update
    if given and _amount(update["maxUnavailable"]) == 0:
        yield ApiError(INVALID, update, "maxUnavailable", "can't be 0", value=update["maxUnavailable"])


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "apps.v1.RollingUpdateDaemonSet": (daemon_set,),
    "apps.v1.RollingUpdateDeployment": (deployment,),
    "apps.v1.RollingUpdateStatefulSetStrategy": (stateful_set,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
