"""The files that ConfigMaps, Secrets, the downward API and tokens put into volumes by paths that are written out."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Volume
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place, Sequence

_SOURCES = frozenset({"configMap", "secret", "downwardAPI"})
_PATHS = {
    "serviceAccountToken": ("path",),
    "clusterTrustBundle": ("path",),
    "podCertificate": ("credentialBundlePath", "keyPath", "certificateChainPath"),
}


@dataclass(frozen=True, slots=True, eq=False)
class NestedFiles:
    """Two files of a volume with one path, or one whose path makes a directory of the other.

    `path` is that of the later one, whose `place` it is; `other` that of an earlier one.
    """

    volume: Volume
    path: str
    other: str
    place: Place
    earlier: Place

    @property
    def same(self) -> bool:
        return self.path == self.other


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """An entry of a projected volume's `sources`; `kinds` are the fields that it sets, of which each is a source."""

    volume: Volume
    kinds: tuple[str, ...]
    place: Place


def projections(facts: Facts) -> Iterator[Projection]:
    for volume in facts.all(Volume):
        sources = mapping(volume.node.get("projected")).get("sources") if volume.source == "projected" else None
        if not isinstance(sources, Sequence):
            continue
        for index, entry in enumerate(sources):
            if isinstance(entry, Mapping):
                place = entry.key_place(next(iter(entry))) if entry else sources.value_place(index)
                yield Projection(volume, tuple(key for key in entry if entry[key] is not None), place)


def nested_files(facts: Facts) -> Iterator[NestedFiles]:
    """One row for a file: the first file before it that is in its way."""
    for volume in facts.all(Volume):
        files: dict[str, Place] = {}
        directories: dict[str, tuple[str, Place]] = {}
        for path, place in _files(volume):
            above = next((prefix for prefix in _prefixes(path) if prefix in files), None)
            earlier = (above, files[above]) if above is not None else directories.get(path)
            if earlier is not None:
                yield NestedFiles(volume, path, earlier[0], place, earlier[1])
            files.setdefault(path, place)
            for prefix in _prefixes(path):
                directories.setdefault(prefix, (path, place))


def _prefixes(path: str) -> Iterator[str]:
    """The path and the directories above it, at most sixteen."""
    for _ in range(16):
        if not path:
            return
        yield path
        path = path.rpartition("/")[0]


def _files(volume: Volume) -> Iterator[tuple[str, Place]]:
    for node, field in _path_fields(volume):
        path = text(node.get(field)).rstrip("/")
        if path and not is_placeholder(path):
            yield path, node.value_place(field)


def _path_fields(volume: Volume) -> Iterator[tuple[Mapping, str]]:
    if volume.source in _SOURCES:
        yield from _items(volume.node)
    elif volume.source == "projected":
        for entry in mappings(mapping(volume.node.get("projected")).get("sources")):
            yield from _items(entry)
            for source, fields in _PATHS.items():
                node = entry.get(source)
                yield from ((node, field) for field in fields if isinstance(node, Mapping))


def _items(node: Mapping) -> Iterator[tuple[Mapping, str]]:
    for source in (source for source in node if source in _SOURCES):
        for item in mappings(mapping(node.get(source)).get("items")):
            yield item, "path"
