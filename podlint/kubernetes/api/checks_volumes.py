"""Checks of volumes that go across fields: one source each, paths, secrets, claims that a pod makes.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import SUBDOMAIN_LENGTH, dns_label, dns_subdomain
from podlint.kubernetes.placeholders import is_placeholder

# In the order in which the API server looks at them: the first one counts.
_SOURCES = (
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
)
_PROJECTED = (
    "secret",
    "configMap",
    "downwardAPI",
    "serviceAccountToken",
    "clusterTrustBundle",
    "podCertificate",
)
_IMAGES_SINCE = 35  # the feature gate ImageVolume is on
_CERTIFICATES_SINCE = 37  # ClusterTrustBundleProjection and PodCertificateRequest are on

_ANNOTATIONS_SIZE = 256 * 1024
_ISCSI_LENGTH = 64


def drop_gated_image(volume: Struct) -> None:
    if volume.type.minor < _IMAGES_SINCE:
        volume.drop("image")


def drop_gated_certificates(projection: Struct) -> None:
    if projection.type.minor < _CERTIFICATES_SINCE:
        projection.drop("clusterTrustBundle")
        projection.drop("podCertificate")


def one_source(volume: Struct) -> Iterator[ApiError]:
    """A volume without any source is an emptyDir."""
    if len(volume) > 1 + ("name" in volume):
        yield from second_sources(volume, _SOURCES, "a volume has one source")


def one_projected_source(projection: Struct) -> Iterator[ApiError]:
    if len(projection) > 1:
        yield from second_sources(projection, _PROJECTED, "each source needs an entry of its own in the list")


def second_sources(struct: Struct, names: tuple[str, ...], reason: str) -> Iterator[ApiError]:
    """All fields of these names but the first one that is given."""
    given = [name for name in names if name in struct]
    for name in given[1:]:
        yield ApiError(FORBIDDEN, struct, name, f"may not be set beside `{given[0]}`; {reason}")


def generated_claims(pod: Struct) -> Iterator[ApiError]:
    """Ephemeral volumes of a Pod make claims `POD-VOLUME`; those of templates have no names yet."""
    name = pod.get("metadata").get("name")
    if not name or dns_subdomain(name) or is_placeholder(name):
        return
    made = set()
    volumes = pod.get("spec").get("volumes")
    for volume in volumes:
        if "ephemeral" in volume:
            made.add(claim := f"{name}-{volume.get('name')}")
            if len(claim) > SUBDOMAIN_LENGTH and not dns_label(volume.get("name")):
                detail = f"makes the claim `{claim}`, whose name is longer than {SUBDOMAIN_LENGTH} characters"
                yield ApiError(INVALID, volume, "name", detail, value=volume["name"])
    for volume in volumes:
        if "persistentVolumeClaim" in volume and volume["persistentVolumeClaim"].get("claimName") in made:
            source = volume["persistentVolumeClaim"]
            detail = "is the claim that an ephemeral volume of this pod makes"
            yield ApiError(INVALID, source, "claimName", detail, value=source["claimName"])


def iscsi_length(source: Struct) -> Iterator[ApiError]:
    """The length counts only where there is an initiator."""
    volume = source.parent
    if volume is None or "initiatorName" not in source:
        return
    name = volume.get("name")
    if len(f"{name}:{source.get('targetPortal')}".encode()) > _ISCSI_LENGTH:
        detail = f"is too long: with `:` and targetPortal it may have {_ISCSI_LENGTH} characters beside initiatorName"
        yield ApiError(INVALID, volume, "name", detail, value=name)


def secret_name(source: Struct) -> Iterator[ApiError]:
    for field in ("secretRef", "nodePublishSecretRef"):
        if field in source and not source[field].get("name"):
            yield ApiError(REQUIRED, source[field], "name", "is required")


def published_secret(source: Struct) -> Iterator[ApiError]:
    name = source.get("nodePublishSecretRef").get("name")
    if name and (complaint := dns_subdomain(name)):
        yield ApiError(INVALID, source["nodePublishSecretRef"], "name", complaint, value=name)


def template_metadata(template: Struct) -> Iterator[ApiError]:
    metadata: Struct = template.get("metadata")
    for field in metadata:
        if field not in ("annotations", "labels"):
            detail = "may not be set; a claim of an ephemeral volume has labels and annotations of its own only"
            yield ApiError(FORBIDDEN, metadata, field, detail)


def projected_paths(projected: Struct) -> Iterator[ApiError]:
    seen = set()
    for struct, field in _targets(projected):
        path = struct.get(field)
        if path and path in seen:
            yield ApiError(INVALID, struct, field, "is the path of another file in this volume", value=path)
        seen.add(path)


def _targets(projected: Struct) -> Iterator[tuple[Struct, str]]:
    """The files of a projected volume; the server leaves tokens out."""
    for source in projected.get("sources"):
        for name in ("secret", "configMap", "downwardAPI"):
            for item in source[name].get("items") if name in source else ():
                yield item, "path"
        if "clusterTrustBundle" in source:
            yield source["clusterTrustBundle"], "path"
        if "podCertificate" in source:
            for field in ("credentialBundlePath", "keyPath", "certificateChainPath"):
                yield source["podCertificate"], field


def user_annotations(certificate: Struct) -> Iterator[ApiError]:
    annotations = certificate.get("userAnnotations") or {}
    size = sum(len(key.encode()) + len(value.encode()) for key, value in annotations.items())
    if size > _ANNOTATIONS_SIZE:
        detail = f"has {size} bytes, {_ANNOTATIONS_SIZE} are allowed"
        yield ApiError(TOO_LONG, certificate, "userAnnotations", detail)


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.CSIVolumeSource": (secret_name, published_secret),
    "core.v1.CinderVolumeSource": (secret_name,),
    "core.v1.ISCSIVolumeSource": (iscsi_length,),
    "core.v1.PersistentVolumeClaimTemplate": (template_metadata,),
    "core.v1.Pod": (generated_claims,),
    "core.v1.PodCertificateProjection": (user_annotations,),
    "core.v1.ProjectedVolumeSource": (projected_paths,),
    "core.v1.StorageOSVolumeSource": (secret_name,),
    "core.v1.Volume": (one_source,),
    "core.v1.VolumeProjection": (one_projected_source,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "core.v1.Volume": (drop_gated_image,),
    "core.v1.VolumeProjection": (drop_gated_certificates,),
}
