"""Checks of volumes that go across fields: one source each, downward API items, projected paths, claims of the pod.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import FORBIDDEN, INVALID, NOT_SUPPORTED, REQUIRED, TOO_LONG, ApiError
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import SUBDOMAIN_LENGTH, annotation_key, dns_label, dns_subdomain, qualified_name
from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.quantity import BINARY_EXPONENTS, DECIMAL_EXPONENTS, parse_quantity

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
_IMAGES_SINCE = 35  # the feature gate ImageVolume is on
_CERTIFICATES_SINCE = 37  # ClusterTrustBundleProjection and PodCertificateRequest are on

# https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
_FIELD_PATHS = ("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid")
_KEYED = {"metadata.annotations": annotation_key, "metadata.labels": qualified_name}
_ENV_ONLY_PATHS = frozenset(
    (
        "spec.host",
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.schedulerName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.phase",
        "status.podIP",
        "status.podIPs",
    )
)
_RESOURCES = tuple(f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage"))
_HUGE_PAGES = ("limits.hugepages-", "requests.hugepages-")
_BINARY_UNITS = frozenset((1, *(2**power for power in BINARY_EXPONENTS.values())))
_DECIMAL_UNITS = frozenset(10**power for power in DECIMAL_EXPONENTS.values() if power >= 0)
_ANNOTATIONS_SIZE = 256 * 1024


def drop_gated_image(volume: Struct) -> None:
    if volume.type.minor < _IMAGES_SINCE:
        volume.drop("image")


def drop_gated_certificates(projection: Struct) -> None:
    if projection.type.minor < _CERTIFICATES_SINCE:
        projection.drop("clusterTrustBundle")
        projection.drop("podCertificate")


def one_source(volume: Struct) -> Iterator[ApiError]:
    """A volume without any source is an emptyDir."""
    if len(volume) <= 2:
        return
    first, *others = [name for name in _SOURCES if name in volume]
    for name in others:
        yield ApiError(FORBIDDEN, volume, name, f"may not be set beside `{first}`; a volume has one source")


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
        source = volume.get("persistentVolumeClaim") if "persistentVolumeClaim" in volume else {}
        if source.get("claimName") in made:
            detail = "is the claim that an ephemeral volume of this pod makes"
            yield ApiError(INVALID, source, "claimName", detail, value=source["claimName"])


def secret_name(source: Struct) -> Iterator[ApiError]:
    for field in ("secretRef", "nodePublishSecretRef"):
        if field in source and not source[field].get("name"):
            yield ApiError(REQUIRED, source[field], "name", "is required")


def published_secret(source: Struct) -> Iterator[ApiError]:
    secret = source.get("nodePublishSecretRef") if "nodePublishSecretRef" in source else {}
    if (name := secret.get("name")) and (complaint := dns_subdomain(name)):
        yield ApiError(INVALID, secret, "name", complaint, value=name)


def template_metadata(template: Struct) -> Iterator[ApiError]:
    metadata = template.get("metadata") if "metadata" in template else {}
    for field in metadata:
        if field not in ("annotations", "labels"):
            detail = "may not be set; a claim of an ephemeral volume has labels and annotations of its own only"
            yield ApiError(FORBIDDEN, metadata, field, detail)


def downward_item(item: Struct) -> Iterator[ApiError]:
    if "fieldRef" in item:
        yield from _field_path(item["fieldRef"])
    elif "resourceFieldRef" in item and not item["resourceFieldRef"].get("containerName"):
        yield ApiError(REQUIRED, item["resourceFieldRef"], "containerName", "is required in a volume")


def _field_path(selector: Struct) -> Iterator[ApiError]:
    path = selector.get("fieldPath")
    if not path or path in _FIELD_PATHS:
        return
    field, bracket, key = path.removesuffix("']").partition("['")
    if path in _ENV_ONLY_PATHS:
        detail = "can be had only in an environment variable, not in a volume"
        yield ApiError(NOT_SUPPORTED, selector, "fieldPath", detail, value=path, supported=_FIELD_PATHS)
    elif not bracket or not path.endswith("']") or field not in _KEYED:
        detail = "is no field that a volume can have"
        yield ApiError(INVALID, selector, "fieldPath", detail, value=path, supported=_FIELD_PATHS)
    elif complaint := _KEYED[field](key):
        yield ApiError(INVALID, selector, "fieldPath", f"has a key in brackets that {complaint}", value=path)


def resource_field(selector: Struct) -> Iterator[ApiError]:
    """Of volumes and of environment variables."""
    resource, divisor = selector.get("resource"), selector.get("divisor")
    if resource and resource not in _RESOURCES and not resource.startswith(_HUGE_PAGES):
        shown = ", ".join(f"`{name}`" for name in _RESOURCES)
        detail = f"is not one of {shown}, nor one of hugepages"
        yield ApiError(NOT_SUPPORTED, selector, "resource", detail, value=resource, supported=_RESOURCES)
    elif resource and divisor and not _is_divisor(divisor, resource):
        units = "1m and 1" if resource.endswith(".cpu") else "1, 1k to 1E and 1Ki to 1Ei"
        yield ApiError(INVALID, selector, "divisor", f"is not one of {units}", value=divisor)


def _is_divisor(text: str, resource: str) -> bool:
    """The server compares texts in canonical form, which keeps the notation: 1e3 is not 1k there."""
    value = parse_quantity(text)
    text = text.strip()
    is_exponent = text[-1].isdigit() and "e" in text.lower()
    if value == 0 or value == 1:
        return True
    if is_exponent:
        return False
    if resource.endswith(".cpu"):
        return value * 1000 == 1
    return value in (_BINARY_UNITS if text.endswith("i") else _DECIMAL_UNITS)


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
    "core.v1.DownwardAPIVolumeFile": (downward_item,),
    "core.v1.PersistentVolumeClaimTemplate": (template_metadata,),
    "core.v1.Pod": (generated_claims,),
    "core.v1.PodCertificateProjection": (user_annotations,),
    "core.v1.ProjectedVolumeSource": (projected_paths,),
    "core.v1.ResourceFieldSelector": (resource_field,),
    "core.v1.StorageOSVolumeSource": (secret_name,),
    "core.v1.Volume": (one_source,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "core.v1.Volume": (drop_gated_image,),
    "core.v1.VolumeProjection": (drop_gated_certificates,),
}
