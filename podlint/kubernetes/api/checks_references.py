"""Names within a pod that have to be declared in it: volumes, devices, resource claims, target containers.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import NOT_FOUND, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.placeholders import is_placeholder

CONTAINER_FIELDS = ("initContainers", "containers", "ephemeralContainers")
_VOLUME_FIELDS = ("volumeMounts", "volumeDevices")


def volumes_exist(spec: Struct) -> Iterator[ApiError]:
    """Mounts, devices and environment files name volumes of the pod; claim templates of a StatefulSet make some too."""
    users = _volume_users(spec)
    if not users:
        return
    declared = {volume.get("name") for volume in spec.get("volumes")} | _claim_templates(spec)
    unknown = [(user, field) for user, field in users if (name := user.get(field)) and name not in declared]
    if not unknown or any(map(is_placeholder, declared)):
        return
    for user, field in unknown:
        yield ApiError(NOT_FOUND, user, field, "names no volume of the pod", value=user[field])


def _volume_users(spec: Struct) -> list[tuple[Struct, str]]:
    users: list[tuple[Struct, str]] = []
    for container in spec.structs(*CONTAINER_FIELDS):
        for field in _VOLUME_FIELDS:
            if field in container:
                users += [(user, "name") for user in container[field]]
        for variable in container.get("env"):
            if "valueFrom" in variable and "fileKeyRef" in variable["valueFrom"]:
                users.append((variable["valueFrom"]["fileKeyRef"], "volumeName"))
    return users


def _claim_templates(spec: Struct) -> set[str]:
    owner = spec.owner("apps.v1.StatefulSetSpec")
    claims = owner.get("volumeClaimTemplates") if owner is not None else ()
    return {claim.get("metadata").get("name") for claim in claims}


def resource_claims_exist(spec: Struct) -> Iterator[ApiError]:
    claims = [
        claim
        for container in spec.structs(*CONTAINER_FIELDS)
        if "resources" in container and "claims" in container["resources"]
        for claim in container["resources"]["claims"]
    ]
    if claims:
        declared = {claim.get("name") for claim in spec.get("resourceClaims")}
        for claim in claims:
            name = claim.get("name")
            if name and name not in declared:
                yield ApiError(NOT_FOUND, claim, "name", "names none of the pod's resourceClaims", value=name)


def target_containers_exist(spec: Struct) -> Iterator[ApiError]:
    names = {container.get("name") for container in spec.structs("initContainers", "containers")}
    for container in spec["ephemeralContainers"]:
        target = container.get("targetContainerName")
        if target and target not in names:
            yield ApiError(NOT_FOUND, container, "targetContainerName", "names no container of the pod", value=target)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.PodSpec": (volumes_exist, resource_claims_exist),
    "core.v1.PodSpec ephemeralContainers": (target_containers_exist,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {}
