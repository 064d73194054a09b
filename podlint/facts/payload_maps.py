"""ConfigMaps and Secrets that carry application code, and those mounted where a server looks for it."""

from collections.abc import Iterator
from itertools import product
from posixpath import basename, join

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.config_names import config_map
from podlint.facts.environment import Variable
from podlint.facts.kustomize import kustomizations
from podlint.facts.neighbourhood import same_namespace
from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.packaging import DeployMount
from podlint.facts.paths import PathUse
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container
from podlint.kubernetes.deploy_directories import Extent, deploy_directory
from podlint.reading import Mapping, Place, Sequence

_ARCHIVES = (".war", ".ear", ".jar")
_SOURCES = {"configMap": ("ConfigMap", "name"), "secret": ("Secret", "secretName")}
_DATA = ("data", "binaryData", "stringData")


@dataclass(frozen=True, slots=True, eq=False)
class PayloadMap:
    """A ConfigMap or Secret (`kind`) that carries archives, or that takes the place of a deploy directory.

    `files` are the archives in it; none where it is only known to be mounted over such a directory, of `server` then.
    `mounts` are the mounts that bring it to containers of the input.
    """

    kind: str
    name: str
    files: tuple[str, ...]
    mounts: tuple[Mount, ...]
    place: Place
    server: str = ""


def payload_maps(facts: Facts) -> Iterator[PayloadMap]:
    yield from _objects(facts)
    yield from _generated(facts)
    yield from _items(facts)
    yield from _covering(facts)


def _objects(facts: Facts) -> Iterator[PayloadMap]:
    """Those in the input, by their keys."""
    for item in facts.all(Object):
        if item.kind not in ("ConfigMap", "Secret") or item.api_version != "v1":
            continue
        keys = list(_keys(item))
        mounts = facts.derived(_users).get(item, ()) if keys else ()
        files = [(key, place) for key, place in keys if _is_code(facts, key, mounts)]
        if files:
            yield PayloadMap(item.kind, item.name, tuple(key for key, _ in files), mounts, files[0][1])


def _keys(item: Object) -> Iterator[tuple[str, Place]]:
    for field in _DATA:
        data = item.node.get(field)
        if isinstance(data, Mapping):
            yield from ((key, data.key_place(key)) for key in data if key.lower().endswith(_ARCHIVES))


def _generated(facts: Facts) -> Iterator[PayloadMap]:
    """Those that a kustomization makes of files: `files: [shop.war, app.jar=build/app-1.2.jar]`."""
    for document in facts.derived(kustomizations):
        for field, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
            for node in mappings(mapping(document.value).get(field)):
                yield from _of_files(facts, kind, node)


def _of_files(facts: Facts, kind: str, node: Mapping) -> Iterator[PayloadMap]:
    files = node.get("files")
    words = [(index, text(word)) for index, word in enumerate(files)] if isinstance(files, Sequence) else []
    named = [(index, basename(word.partition("=")[0])) for index, word in words]
    codes = [(index, name) for index, name in named if _is_code(facts, name, ())]
    if codes and isinstance(files, Sequence):
        names = tuple(name for _, name in codes)
        yield PayloadMap(kind, text(node.get("name")), names, (), files.value_place(codes[0][0]))


def _items(facts: Facts) -> Iterator[PayloadMap]:
    """Those that are not in the input, by the files that a volume takes from them."""
    for volume, kind, name, node in _references(facts):
        found = _found(facts, volume, kind, name)
        if found is not None and any(_keys(found)):
            continue
        mounts = facts.by(Mount, "volume", volume)
        for item in mappings(node.get("items")):
            key = next((field for field in ("path", "key") if _is_code(facts, text(item.get(field)), mounts)), None)
            if key is not None:
                yield PayloadMap(kind, name, (basename(item[key]),), mounts, item.value_place(key))
                break


def _covering(facts: Facts) -> Iterator[PayloadMap]:
    """Those mounted as a server's deploy directory or as one archive, of which no archive is known."""
    for deploy in facts.all(DeployMount):
        volume, mount = deploy.mount.volume, deploy.mount
        if volume is None or deploy.source not in _SOURCES or not _replaces(deploy):
            continue
        kind, field = _SOURCES[deploy.source]
        node = mapping(volume.node.get(deploy.source))
        found = _found(facts, volume, kind, text(node.get(field)))
        known = [key for key, _ in _keys(found)] if found else []
        listed = [text(item.get("path")) for item in mappings(node.get("items"))]
        if not any(name.endswith(_ARCHIVES) for name in (*known, *listed)):
            files = tuple(_archives_at(facts, mount)) if deploy.extent == Extent.ARCHIVE else ()
            yield PayloadMap(kind, text(node.get(field)), files, (mount,), mount.place, deploy.server)


def _replaces(deploy: DeployMount) -> bool:
    whole = deploy.extent == Extent.DIRECTORY and not deploy.mount.sub_path
    return whole or deploy.extent == Extent.ARCHIVE


def _archives_at(facts: Facts, mount: Mount) -> Iterator[str]:
    """The archive that a mount is, or those in it that its container names."""
    uses = [use.path for use in facts.by(PathUse, "container", mount.container) if use.mount is mount]
    yield from dict.fromkeys(basename(path) for path in (mount.path, *uses) if path.endswith(_ARCHIVES))


_Reference = tuple[Volume, str, str, Mapping]


def _references(facts: Facts) -> Iterator[_Reference]:
    """The ConfigMaps and Secrets that volumes name: (volume, kind, name, the mapping that names it)."""
    for volume in facts.all(Volume):
        projected = mappings(mapping(volume.node.get("projected")).get("sources"))
        for source, (field, (kind, key)) in product((volume.node, *projected), _SOURCES.items()):
            node = source.get(field)
            if isinstance(node, Mapping):
                yield volume, kind, text(node.get(key)) or text(node.get("name")), node


def _users(facts: Facts) -> dict[Object, tuple[Mount, ...]]:
    users: dict[Object, tuple[Mount, ...]] = {}
    for volume, kind, name, _ in _references(facts):
        found = _found(facts, volume, kind, name)
        if found is not None:
            users[found] = users.get(found, ()) + facts.by(Mount, "volume", volume)
    return users


def _found(facts: Facts, volume: Volume, kind: str, name: str) -> Object | None:
    if kind == "ConfigMap":
        return config_map(facts, volume.pod.object, name)
    named = [item for item in facts.by(Object, "name", name) if item.kind == kind]
    return next((item for item in named if same_namespace(item, volume.pod.object)), None)


def _is_code(facts: Facts, name: str, mounts: tuple[Mount, ...]) -> bool:
    """Whether a file is an archive that some server runs; agents and libraries go with another program."""
    if not name.lower().endswith(_ARCHIVES):
        return False
    paths = [mount.path if mount.sub_path else join(mount.path, name) for mount in mounts] or [f"/{name}"]
    return any(_is_run(path) for path in paths) and not any(
        _is_agent(facts, mount.container, path) for mount, path in zip(mounts, paths, strict=False)
    )


def _is_run(path: str) -> bool:
    found = deploy_directory(path)
    return found is not None and found.extent != Extent.HOME


def _is_agent(facts: Facts, container: Container, path: str) -> bool:
    values = [variable.value for variable in facts.by(Variable, "container", container)]
    values += [item.value for command in facts.by(Command, "container", container) for item in command.items]
    return any(f"-javaagent:{path}" in value for value in values if value)
