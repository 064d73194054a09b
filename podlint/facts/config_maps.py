"""ConfigMaps of the input, as the containers that use them see them."""

from collections.abc import Iterator

from podlint.facts.config_names import config_map
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container, Pod
from podlint.reading import Mapping, Place


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
    yield text(mapping(volume.node.get("configMap")).get("name"))
    for source in mappings(mapping(volume.node.get("projected")).get("sources")):
        yield text(mapping(source.get("configMap")).get("name"))
