"""ConfigMaps, Secrets and metadata: what tells that the checks in Python would find nothing."""

from podlint.kubernetes.api import checks_config, checks_meta
from podlint.kubernetes.api.sound import Sound
from podlint.reading import Mapping

_NONE = Mapping()
_BYTES_OF_A_CHARACTER = 4


def _size(texts: Mapping) -> int:
    """A bound of the bytes in keys and values."""
    return (sum(map(len, texts)) + sum(map(len, filter(None, texts.values())))) * _BYTES_OF_A_CHARACTER


def _has_short_annotations(metadata: Mapping) -> bool:
    return _size(metadata.get("annotations") or _NONE) <= checks_meta.ANNOTATIONS_SIZE


def _is_small(node: Mapping) -> bool:
    """All in one field, so that no key can be given twice."""
    fields = [node[name] for name in ("data", "binaryData", "stringData") if node.get(name)]
    return not fields or (len(fields) == 1 and _size(fields[0]) <= checks_config.MAX_SIZE)


def _is_opaque(secret: Mapping) -> bool:
    return secret.get("type") in (None, "", "Opaque")


SOUND = {
    "core.v1.ConfigMap": Sound((checks_config.both_data, checks_config.config_map_size), (_is_small,)),
    "core.v1.Secret": Sound(
        (checks_config.secret_size, checks_config.secret_type, checks_config.service_account), (_is_opaque, _is_small)
    ),
    "meta.v1.ObjectMeta": Sound((checks_meta.own_metadata, checks_meta.annotations_size), (_has_short_annotations,)),
}
