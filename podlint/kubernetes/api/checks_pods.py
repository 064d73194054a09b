"""Checks of a pod that go across its containers: names, host ports, volumes by kind, operating system.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from podlint.kubernetes.api.checks_references import CONTAINER_FIELDS
from podlint.kubernetes.api.errors import DUPLICATE, FORBIDDEN, INVALID, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_subdomain, qualified_name

# Fields whose feature gate is off, by the release in which it comes on; 99 is none yet.
GATED = {
    "evictionResponders": 99,
    "hostUsers": 33,
    "hostnameOverride": 35,
    "schedulingGroup": 99,
    "workloadRef": 99,
}

# What a pod with os.name windows may not have.
_NOT_ON_WINDOWS = ("hostIPC", "hostPID", "hostUsers", "resources", "shareProcessNamespace")
_NOT_ON_WINDOWS_POD = (
    "appArmorProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsGroup",
    "runAsUser",
    "seLinuxChangePolicy",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
)
_NOT_ON_WINDOWS_CONTAINER = (
    "allowPrivilegeEscalation",
    "appArmorProfile",
    "capabilities",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
)

# https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
ENV_FIELD_PATHS = frozenset(
    (
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.host",  # an old name of spec.nodeName
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    )
)


def drop_gated(spec: Struct) -> None:
    """Forget the fields that the release knows and drops."""
    for name in GATED.keys() & spec.keys():
        if spec.type.minor < GATED[name]:
            spec.drop(name)


def image_blanks(pod: Struct) -> Iterator[ApiError]:
    """Of Pods alone: templates may have blanks around an image."""
    for container in pod.get("spec").structs(*CONTAINER_FIELDS):
        image = container.get("image")
        if image != image.strip():
            yield ApiError(INVALID, container, "image", "has blanks at its start or end", value=image)


def service_account(spec: Struct) -> Iterator[ApiError]:
    """The old field counts where the new one is not given."""
    name = spec["serviceAccount"]
    if "serviceAccountName" not in spec and (complaint := dns_subdomain(name)):
        yield ApiError(INVALID, spec, "serviceAccount", complaint, value=name)


def names_differ(spec: Struct) -> Iterator[ApiError]:
    seen = set()
    for container in spec.structs("containers", "initContainers", "ephemeralContainers"):
        name = container.get("name")
        if name and name in seen:
            yield ApiError(DUPLICATE, container, "name", "is the name of another container of the pod", value=name)
        seen.add(name)


def host_ports(spec: Struct) -> Iterator[ApiError]:
    """Init containers run one by one, so that they may share host ports."""
    yield from _shared_host_ports(spec, spec.get("containers"))
    for container in spec.get("initContainers"):
        yield from _shared_host_ports(spec, (container,))
    if spec.get("hostNetwork"):
        for port in _ports(spec.get("containers")):
            if port.get("hostPort") not in (0, port.get("containerPort")):
                detail = "has to be the same as containerPort in a pod with hostNetwork"
                yield ApiError(INVALID, port, "hostPort", detail, value=port["hostPort"])


def _ports(containers: Iterable[Struct]) -> Iterator[Struct]:
    for container in containers:
        if "ports" in container:
            yield from container["ports"]


def _shared_host_ports(spec: Struct, containers: Iterable[Struct]) -> Iterator[ApiError]:
    filled = spec.get("hostNetwork") and spec.root.get("kind") == "Pod"  # templates get no hostPort by default
    seen = set()
    for port in _ports(containers):
        number = port.get("hostPort") or (port.get("containerPort") if filled else 0)
        key = (port.get("protocol"), port.get("hostIP"), number)
        if number and key in seen:
            detail = f"another port takes {number} of the node, with the same protocol and address"
            yield ApiError(DUPLICATE, port, "hostPort", detail, value=number)
        seen.add(key)


def _volume(struct: Struct, name: str) -> Struct | None:
    """The volume of that name in the pod that the struct is part of."""
    spec = struct.owner("core.v1.PodSpec")
    volumes = spec.get("volumes") if spec is not None else ()
    return next((volume for volume in volumes if volume.get("name") == name), None)


def device_volume(device: Struct) -> Iterator[ApiError]:
    name = device.get("name")
    volume = _volume(device, name)
    if volume is not None and "persistentVolumeClaim" not in volume and "ephemeral" not in volume:
        detail = "names a volume that is no block device, as only persistentVolumeClaim and ephemeral volumes can be"
        yield ApiError(INVALID, device, "name", detail, value=name)


def env_file_volume(selector: Struct) -> Iterator[ApiError]:
    """A volume without a source is an emptyDir."""
    name = selector.get("volumeName")
    volume = _volume(selector, name)
    if volume is not None and volume.keys() - {"name", "emptyDir"}:
        yield ApiError(INVALID, selector, "volumeName", "names a volume that is no emptyDir", value=name)


def one_source(source: Struct) -> Iterator[ApiError]:
    """Beside a `value` there may be none at all, which is a constraint of its own."""
    if len(source) != 1 and source.parent is not None and not source.parent.get("value"):
        detail = "has more than one source in it" if source else "has no source in it, such as secretKeyRef"
        yield ApiError(INVALID, source, "", detail)


def env_field(source: Struct) -> Iterator[ApiError]:
    """`fieldRef` of environment variables; volumes know other paths."""
    path = source["fieldRef"].get("fieldPath")
    if path and path not in ENV_FIELD_PATHS and (complaint := _subscript(path)):
        yield ApiError(INVALID, source["fieldRef"], "fieldPath", complaint, value=path)


def _subscript(path: str) -> str | None:
    """What is wrong with a path that has to be metadata.labels['KEY'] or metadata.annotations['KEY']."""
    field, bracket, key = path.removesuffix("']").partition("['")
    if not bracket or not path.endswith("']") or field not in ("metadata.labels", "metadata.annotations"):
        return "is no field that an environment variable can have"
    complaint = qualified_name(key.lower() if field == "metadata.annotations" else key)
    return f"has a key in brackets that {complaint}" if complaint else None


def operating_system(spec: Struct) -> Iterator[ApiError]:
    """Fields that have no meaning on the pod's os."""
    name = spec["os"].get("name")
    if name not in ("linux", "windows"):
        return
    contexts: list[tuple[Struct, tuple[str, ...]]] = [
        (struct["securityContext"], _NOT_ON_WINDOWS_POD if struct is spec else _NOT_ON_WINDOWS_CONTAINER)
        for struct in (spec, *spec.structs(*CONTAINER_FIELDS))
        if "securityContext" in struct
    ]
    if name == "windows":
        contexts.append((spec, _NOT_ON_WINDOWS))
    for struct, fields in contexts:
        for field in fields if name == "windows" else ("windowsOptions",):
            if field in struct:
                yield ApiError(FORBIDDEN, struct, field, f"may not be set in a pod with os.name {name}")


def host_process(spec: Struct) -> Iterator[ApiError]:
    """https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"""
    containers = list(spec.structs(*CONTAINER_FIELDS))
    if not any("securityContext" in struct for struct in (spec, *containers)):
        return
    of_pod = _host_process(spec)
    own = [_host_process(container) for container in containers]
    if not of_pod and not any(own):
        return
    if of_pod is not None:
        for container, value in zip(containers, own, strict=True):
            if value is not None and value != of_pod:
                options = container["securityContext"]["windowsOptions"]
                yield ApiError(INVALID, options, "hostProcess", "has to be the same as that of the pod", value=value)
    effective = [bool(of_pod if value is None else value) for value in own]
    if any(effective) and not all(effective):
        yield ApiError(INVALID, spec, "", "has containers with hostProcess and others without; all have to be alike")
    if any(effective) and not spec.get("hostNetwork"):
        yield ApiError(INVALID, spec, "hostNetwork", "has to be true where containers have hostProcess")


def _host_process(struct: Struct) -> bool | None:
    """What a pod or container says itself; None if nothing."""
    value: Any = struct
    for name in ("securityContext", "windowsOptions", "hostProcess"):
        if name not in value:
            return None
        value = value[name]
    return bool(value)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.EnvVarSource": (one_source,),
    "core.v1.EnvVarSource fieldRef": (env_field,),
    "core.v1.FileKeySelector": (env_file_volume,),
    "core.v1.Pod": (image_blanks,),
    "core.v1.PodSpec": (names_differ, host_ports, host_process),
    "core.v1.PodSpec os": (operating_system,),
    "core.v1.PodSpec serviceAccount": (service_account,),
    "core.v1.VolumeDevice": (device_volume,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {"core.v1.PodSpec": (drop_gated,)}
