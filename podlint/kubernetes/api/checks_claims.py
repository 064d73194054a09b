"""Checks of PersistentVolumeClaims and claim templates: their size and what they are filled from.

https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/
"""

from collections.abc import Callable, Iterator

from podlint.kubernetes.api.errors import INVALID, REQUIRED, ApiError
from podlint.kubernetes.api.formats import quantity_positive
from podlint.kubernetes.api.values import Struct
from podlint.kubernetes.names import dns_label, dns_subdomain

_STATEFUL_SET_TEMPLATES_SINCE = 34


def leave_unjudged_template(claim: Struct) -> None:
    """Of a claim template of a StatefulSet only the spec is judged, and before 1.34 not even that."""
    if claim.parent is not None:
        claim.leave("metadata")
        if claim.type.minor < _STATEFUL_SET_TEMPLATES_SINCE:
            claim.drop("spec")


def template_name(claim: Struct) -> Iterator[ApiError]:
    """It is the name of a volume as well, which the API server adds to the template of the pods."""
    if claim.parent is None or claim.type.minor < _STATEFUL_SET_TEMPLATES_SINCE:
        return
    metadata = claim.get("metadata")
    name = metadata.get("name")
    if not name:
        yield ApiError(REQUIRED, metadata, "name", "is required, for the volume has this name")
    elif complaint := dns_label(name):
        yield ApiError(INVALID, metadata, "name", complaint, value=name)


def drop_foreign_source(spec: Struct) -> None:
    """A dataSourceRef into another namespace is dropped, for its feature gate is off."""
    if "dataSourceRef" in spec and spec["dataSourceRef"].get("namespace"):
        spec.drop("dataSourceRef")


def storage(resources: Struct) -> Iterator[ApiError]:
    requests = resources.get("requests")
    if "storage" not in requests:
        yield ApiError(REQUIRED, resources, "requests", "is required", "storage")
    elif complaint := quantity_positive(requests["storage"]):
        yield ApiError(INVALID, resources, "requests", complaint, "storage", requests["storage"])


def data_sources(spec: Struct) -> Iterator[ApiError]:
    given = [spec[field] for field in ("dataSource", "dataSourceRef") if field in spec]
    for source in given:
        yield from _data_source(source)
    if len(given) == 2 and _identity(given[0]) != _identity(given[1]):
        yield ApiError(INVALID, spec, "", "has a dataSource that is not the same as its dataSourceRef")


def _data_source(source: Struct) -> Iterator[ApiError]:
    group, kind = source.get("apiGroup"), source.get("kind")
    for field in ("name", "kind"):
        if not source.get(field):
            yield ApiError(REQUIRED, source, field, "is required")
    if not group and kind and kind != "PersistentVolumeClaim":
        detail = "has to be PersistentVolumeClaim where there is no apiGroup"
        yield ApiError(INVALID, source, "kind", detail, value=kind)
    if group and (complaint := dns_subdomain(group)):
        yield ApiError(INVALID, source, "apiGroup", complaint, value=group)


def _identity(source: Struct) -> tuple[bool, str, str, str]:
    """An empty apiGroup is not the same as none."""
    return "apiGroup" in source, source.get("apiGroup"), source.get("kind"), source.get("name")


CHECKS: dict[str, tuple[Callable[[Struct], Iterator[ApiError]], ...]] = {
    "core.v1.PersistentVolumeClaim": (template_name,),
    "core.v1.PersistentVolumeClaimSpec": (data_sources,),
    "core.v1.VolumeResourceRequirements": (storage,),
}
DEFAULTS: dict[str, tuple[Callable[[Struct], None], ...]] = {
    "core.v1.PersistentVolumeClaim": (leave_unjudged_template,),
    "core.v1.PersistentVolumeClaimSpec": (drop_foreign_source,),
}
