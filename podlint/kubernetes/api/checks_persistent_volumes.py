"""Checks of PersistentVolumes: one source each, the secrets that it needs, its class.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.checks_volumes import second_sources
from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_label, dns_subdomain

# In the order in which the API server looks at them: the first one counts.
SOURCES = (
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
)
_CLASS_SINCE = 34  # the feature gate VolumeAttributesClass is on
_ISCSI_LENGTH = 64


def drop_gated_class(spec: Struct) -> None:
    if spec.type.minor < _CLASS_SINCE:
        spec.drop("volumeAttributesClassName")


def one_source(spec: Struct) -> Iterator[ApiError]:
    if not any(name in spec for name in SOURCES):
        yield ApiError(REQUIRED, spec, "", "has no source, such as csi, nfs or local")
    for error in second_sources(spec, SOURCES, "a volume has one source"):
        if error.field != "flexVolume":  # the server lets it stand beside those before it
            yield error


def attributes_class(spec: Struct) -> Iterator[ApiError]:
    if "volumeAttributesClassName" not in spec:
        return
    name = spec["volumeAttributesClassName"]
    if not name:
        yield ApiError(REQUIRED, spec, "volumeAttributesClassName", "is empty", value=name)
    elif complaint := dns_subdomain(name):
        yield ApiError(INVALID, spec, "volumeAttributesClassName", complaint, value=name)
    if "csi" not in spec:
        yield ApiError(REQUIRED, spec, "csi", "is required with volumeAttributesClassName")


def iscsi(source: Struct) -> Iterator[ApiError]:
    """The length counts only where there is an initiator."""
    portal, name = source.get("targetPortal"), source.root.get("metadata").get("name")
    if "initiatorName" in source and len(f"{name}:{portal}".encode()) > _ISCSI_LENGTH:
        detail = f"is too long: with the volume's name and `:` it may have {_ISCSI_LENGTH} characters"
        yield ApiError(INVALID, source, "targetPortal", detail, value=portal)
    if "secretRef" in source and not source["secretRef"].get("name"):
        yield ApiError(REQUIRED, source["secretRef"], "name", "is required")


def secret(source: Struct) -> Iterator[ApiError]:
    if "secretRef" in source:
        for field in ("name", "namespace"):
            if not source["secretRef"].get(field):
                yield ApiError(REQUIRED, source["secretRef"], field, "is required")


def csi_secrets(source: Struct) -> Iterator[ApiError]:
    for field, reference in source.items():
        for part, check in (("name", dns_subdomain), ("namespace", dns_label)) if field.endswith("SecretRef") else ():
            text = reference.get(part)
            if not text:
                yield ApiError(REQUIRED, reference, part, "is required")
            elif complaint := check(text):
                yield ApiError(INVALID, reference, part, complaint, value=text)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.CSIPersistentVolumeSource": (csi_secrets,),
    "core.v1.CinderPersistentVolumeSource": (secret,),
    "core.v1.ISCSIPersistentVolumeSource": (iscsi,),
    "core.v1.PersistentVolumeSpec": (one_source, attributes_class),
    "core.v1.StorageOSPersistentVolumeSource": (secret,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {"core.v1.PersistentVolumeSpec": (drop_gated_class,)}
