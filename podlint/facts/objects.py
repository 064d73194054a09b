"""Objects: what a manifest declares, lists and templates unwrapped, with the kustomization that names it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from sys import intern

from podlint.dataclass import dataclass
from podlint.facts.kustomize import layers
from podlint.facts.store import Facts
from podlint.kubernetes.kinds import objects_key
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class Object:
    """A Kubernetes object as a manifest has it.

    `namespace` is empty where the manifest leaves it to whoever applies it. `layer` is "patch" or "component" where a
    kustomization beside the file uses it so, else empty.
    """

    node: Mapping
    api_version: str
    kind: str
    namespace: str
    name: str
    file: str
    layer: str

    @property
    def place(self) -> Place:
        return name_place(self.node)

    @property
    def metadata(self) -> Mapping | dict[str, object]:
        return mapping(self.node.get("metadata"))

    @property
    def spec(self) -> Mapping | dict[str, object]:
        return mapping(self.node.get("spec"))

    @property
    def folder(self) -> str:
        return folder_of(self.file)

    @property
    def parent_folder(self) -> str:
        return parent_of(self.folder)

    def __str__(self) -> str:
        return f"{self.kind} {self.namespace}/{self.name}" if self.namespace else f"{self.kind} {self.name}"


@lru_cache(maxsize=4096)
def folder_of(file: str) -> str:
    """The folder of a file, without `.` and doubled slashes; empty for the one that podlint runs in."""
    folder = file.rpartition("/")[0]
    plain = folder and "//" not in file and "./" not in file  # as nearly all are: nothing is to be normalised
    return intern(folder if plain else dirname(normpath(file)))  # one text for all the files of a folder


@lru_cache(maxsize=4096)
def parent_of(folder: str) -> str:
    """The folder above one that `folder_of` gave."""
    upwards = folder.rpartition("/")[2] in ("", "..")
    return join(folder, "..") if upwards else dirname(folder)


def mapping(value: object) -> Mapping | dict[str, object]:
    """The value if it is a mapping, else an empty one: what has the wrong type is the API rules' business."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> Iterator[Mapping]:
    """The mappings among the items of a list; nothing if it is no list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Mapping))


def text(value: object) -> str:
    """The value if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def name_place(node: Mapping) -> Place:
    """The one token that stands for an object or a list item: its name, else its kind, else its first key."""
    metadata = node.get("metadata")
    if isinstance(metadata, Mapping) and "name" in metadata:
        return metadata.value_place("name")
    for key in ("name", "kind"):
        if key in node:
            return node.value_place(key)
    first = next(iter(node), None)
    return node.key_place(first) if first is not None else node.place


def objects(facts: Facts) -> Iterator[Object]:
    """What has an apiVersion and a kind is an object; other documents are not manifests."""
    layer_of = layers(facts)
    for document in facts.documents:
        layer = layer_of(document.source.name)
        for node in unwrapped(document.value):
            yield _object(node, layer)


def unwrapped(value: object) -> Iterable[Mapping]:
    """The objects in a document: itself, or the items of a `List`, a bare `items`, or the objects of a Template."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        key = objects_key(node)
        if key is not None:
            waiting.extend(reversed(node[key]))
        elif isinstance(node.get("apiVersion"), str) and isinstance(node.get("kind"), str):
            yield node


def _object(node: Mapping, layer: str) -> Object:
    metadata = mapping(node.get("metadata"))
    return Object(
        node=node,
        api_version=node["apiVersion"],
        kind=node["kind"],
        namespace=text(metadata.get("namespace")),
        name=text(metadata.get("name")) or text(metadata.get("generateName")),
        file=node.source.name,
        layer=layer,
    )
