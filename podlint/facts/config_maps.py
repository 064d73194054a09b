"""ConfigMaps of the input, as the containers that use them see them."""

from collections.abc import Iterator
from posixpath import join

from podlint.facts.config_names import config_map
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping, Place


class MountedFile(NamedTuple):
    """A key of a ConfigMap as a container sees it: a file at an absolute path. `place` is that of its text."""

    path: str
    text: str
    place: Place


def mounted_files(facts: Facts, container: Container) -> Iterator[MountedFile]:
    """The files of the ConfigMaps of the input at the paths at which the container mounts them."""
    for mount in facts.by(Mount, "container", container):
        if mount.volume is not None and mount.path:
            for source in _projections(mount.volume):
                found = config_map(facts, container.pod.object, text(source.get("name")))
                yield from _files(mount, source, mapping(found.node.get("data")) if found else {})


def _files(mount: Mount, source: Mapping, data: Mapping | dict[str, object]) -> Iterator[MountedFile]:
    """`items` choose keys and their paths in the volume; without them each key is a file (ConfigMapVolumeSource)."""
    items = list(mappings(source.get("items")))
    paths = {text(item.get("key")): text(item.get("path")) for item in items} if items else {key: key for key in data}
    for key, path in paths.items():
        inner = _below(path, mount.sub_path)
        content = data.get(key)
        if inner is not None and isinstance(content, str) and isinstance(data, Mapping):
            yield MountedFile(join(mount.path, inner) if inner else mount.path, content, data.value_place(key))


def _below(path: str, folder: str) -> str | None:
    """The rest of the path below a folder of the volume; empty for the folder itself, None for what lies elsewhere."""
    if not folder:
        return path
    return "" if path == folder else path[len(folder) + 1 :] if path.startswith(folder + "/") else None


def mounted_texts(facts: Facts, container: Container) -> Iterator[tuple[str, Place]]:
    """The texts of the ConfigMaps that a container mounts, each with its place."""
    for mount in facts.by(Mount, "container", container):
        if mount.volume is not None:
            for name in _sources(mount.volume):
                yield from texts(config_map(facts, container.pod.object, name))


def texts(item: Object | None) -> Iterator[tuple[str, Place]]:
    """The texts in a ConfigMap with their places."""
    data = item.node.get("data") if item else None
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, str):
                yield value, data.value_place(key)


def used_by(facts: Facts, pod: Pod) -> Iterator[Object]:
    """The ConfigMaps that the pod's volumes name."""
    for volume in facts.by(Volume, "pod", pod):
        for name in _sources(volume):
            found = config_map(facts, pod.object, name)
            if found:
                yield found


def _sources(volume: Volume) -> Iterator[str]:
    """Names of ConfigMaps in a configMap or projected volume."""
    return (text(source.get("name")) for source in _projections(volume))


def _projections(volume: Volume) -> Iterator[Mapping]:
    """The sources of a configMap or projected volume that are ConfigMaps."""
    yield from mappings([volume.node.get("configMap")])
    for source in mappings(mapping(volume.node.get("projected")).get("sources")):
        yield from mappings([source.get("configMap")])
