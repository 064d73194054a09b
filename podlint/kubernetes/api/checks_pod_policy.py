"""Checks of hooks and security settings that depend on the pod around them.

https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct

_ZERO_SLEEP_SINCE = 33
_PROC_MOUNT_SINCE = 33
_PROFILE_LENGTH = 4095
_MIRROR = "kubernetes.io/config.mirror"

# Sysctls that are the host's where the pod has its namespace: https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
_HOST_SYSCTLS = {
    "hostNetwork": ("net.",),
    "hostIPC": ("kernel.shm", "kernel.msg", "fs.mqueue."),
}
_HOST_IPC_SYSCTL = "kernel.sem"


def sleep(hook: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/"""
    spec = hook.owner("core.v1.PodSpec")
    if spec is None:
        return
    seconds, grace = hook["sleep"].get("seconds"), spec.get("terminationGracePeriodSeconds")
    if spec.root.get("kind") == "Pod" and grace < 0:
        grace = 1
    if seconds < 0 or (seconds == 0 and hook.type.minor < _ZERO_SLEEP_SINCE):
        yield ApiError(INVALID, hook["sleep"], "seconds", "is too short a time", value=seconds)
    elif seconds > grace:
        detail = f"is longer than the pod's terminationGracePeriodSeconds, {grace}"
        yield ApiError(INVALID, hook["sleep"], "seconds", detail, value=seconds)


def host_sysctls(context: Struct) -> Iterator[ApiError]:
    spec = context.parent
    for sysctl in context["sysctls"] if spec is not None else ():
        name = sysctl.get("name")
        plain = name.replace("/", ".")
        for field, prefixes in _HOST_SYSCTLS.items():
            own = plain.startswith(prefixes) or (field == "hostIPC" and plain == _HOST_IPC_SYSCTL)
            if own and spec is not None and spec.get(field):
                yield ApiError(INVALID, sysctl, "name", f"may not be set in a pod with {field}", value=name)


def apparmor_profile(profile: Struct) -> Iterator[ApiError]:
    if profile.get("type") != "Localhost" or "localhostProfile" not in profile:
        return
    name = profile["localhostProfile"]
    if not name.strip():
        yield ApiError(REQUIRED, profile, "localhostProfile", "is required with type Localhost", value=name)
    elif name != name.strip():
        yield ApiError(INVALID, profile, "localhostProfile", "has blanks at its start or end", value=name)
    if len(name.encode()) > _PROFILE_LENGTH:
        detail = f"is longer than {_PROFILE_LENGTH} bytes"
        yield ApiError(TOO_LONG, profile, "localhostProfile", detail, value=name)


def proc_mount(context: Struct) -> Iterator[ApiError]:
    if context["procMount"] != "Unmasked" or context.type.minor < _PROC_MOUNT_SINCE:
        return
    spec = context.owner("core.v1.PodSpec")
    if spec is not None and ("hostUsers" not in spec or spec["hostUsers"]):
        detail = "can be Unmasked only in a pod with hostUsers false"
        yield ApiError(INVALID, context, "procMount", detail, value="Unmasked")


def mirror_claims(pod: Struct) -> Iterator[ApiError]:
    if pod.get("metadata").get("annotations").get(_MIRROR) and pod.get("spec").get("resourceClaims"):
        yield ApiError(FORBIDDEN, pod.get("spec"), "resourceClaims", "may not be set in a static pod")


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.AppArmorProfile": (apparmor_profile,),
    "core.v1.LifecycleHandler sleep": (sleep,),
    "core.v1.Pod": (mirror_claims,),
    "core.v1.PodSecurityContext sysctls": (host_sysctls,),
    "core.v1.SecurityContext procMount": (proc_mount,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
