"""Volumes of the cluster, claims and classes: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import checks_claims, checks_classes, checks_persistent_volumes
from podlint.kubernetes.api.sound import Sound
from podlint.kubernetes.quantity import parse_quantity
from podlint.reading import Mapping

_NONE = Mapping()


def _has_no_source(spec: Mapping) -> bool:
    return "dataSource" not in spec and "dataSourceRef" not in spec


def _asks_for_storage(resources: Mapping) -> bool:
    size = (resources.get("requests") or _NONE).get("storage")
    return size is not None and parse_quantity(size) > 0


def _has_one_volume_source(spec: Mapping) -> bool:
    return sum(spec.get(name) is not None for name in checks_persistent_volumes.SOURCES) == 1


def _has_no_class_of_attributes(spec: Mapping) -> bool:
    return "volumeAttributesClassName" not in spec


def _has_few_parameters(storage: Mapping) -> bool:
    """A character has at most four bytes."""
    given = storage.get("parameters") or _NONE
    size = sum(map(len, given)) + sum(map(len, given.values()))
    few = len(given) <= checks_classes.PARAMETERS and size <= checks_classes.PARAMETERS_SIZE // 4
    return few and "" not in given and not storage.get("allowedTopologies")


SOUND = {
    "core.v1.PersistentVolumeClaim": Sound(
        (checks_claims.template_name,), (), (checks_claims.leave_unjudged_template,), via=""
    ),
    "core.v1.PersistentVolumeClaimSpec": Sound(
        (checks_claims.data_sources,), (_has_no_source,), (checks_claims.drop_foreign_source,), ("dataSourceRef",)
    ),
    "core.v1.PersistentVolumeSpec": Sound(
        (checks_persistent_volumes.one_source, checks_persistent_volumes.attributes_class),
        (_has_one_volume_source, _has_no_class_of_attributes),
        (checks_persistent_volumes.drop_gated_class,),
        ("volumeAttributesClassName",),
    ),
    "core.v1.VolumeResourceRequirements": Sound((checks_claims.storage,), (_asks_for_storage,)),
    "storage.v1.StorageClass": Sound((checks_classes.parameters, checks_classes.topologies), (_has_few_parameters,)),
}
