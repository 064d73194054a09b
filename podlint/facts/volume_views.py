"""What two containers see of one volume that they mount by different subPaths."""

from collections.abc import Iterator
from itertools import islice, product
from posixpath import join, relpath

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.deliveries import Delivery, walk, works
from podlint.facts.paths import PathUse
from podlint.facts.repairs import scalar
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container
from podlint.kubernetes.host_paths import covers, normalise
from podlint.kubernetes.images import is_collector
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Place

_MOST = 30
"""Containers of a pod whose mounts of one volume are compared."""
_SCRATCH = ("/tmp", "/var/tmp", "/run", "/var/run", "/var/cache", "/dev/shm")


@dataclass(frozen=True, slots=True, eq=False)
class VolumeView:
    """One container writes into a volume, another mounts it by another subPath; no other container has the writer's.

    `written` are the writer's deliveries into the volume, none where it is not known what it writes. `view` tells what
    the reader sees of it: nothing (`apart`), or the files below another path than the writer's (`deeper`); empty where
    it sees the files, or where that is not known. `same_path` says that both mount at one path. There is one row for
    each writer.
    """

    volume: Volume
    writer: Mount
    reader: Mount
    written: tuple[Delivery, ...]
    view: str
    same_path: bool

    @property
    def place(self) -> Place:
        return self.reader.place

    @property
    def repaired(self) -> str:
        """The reader's mount with the writer's subPath."""
        sub_path = f", subPath: {scalar(self.writer.sub_path)}" if self.writer.sub_path else ""
        mount = f"{{name: {scalar(self.reader.name)}, mountPath: {scalar(self.reader.path)}{sub_path}}}"
        field = "initContainers" if self.reader.container.role in ("init", "sidecar") else "containers"
        return f"{field}:\n  - name: {scalar(self.reader.container.name)}\n    volumeMounts:\n      - {mount}\n"


def volume_views(facts: Facts) -> Iterator[VolumeView]:
    for volume in facts.all(Volume):
        mounts = facts.by(Mount, "volume", volume) if volume.shareable and not volume.pod.partial else ()
        sub_paths = [mount.sub_path for mount in mounts if mount.sub_path]
        if sub_paths and not any("$(" in path or is_placeholder(path) for path in sub_paths):
            yield from _of_volume(facts, volume, mounts)


def _of_volume(facts: Facts, volume: Volume, mounts: tuple[Mount, ...]) -> Iterator[VolumeView]:
    by_container: dict[Container, list[Mount]] = {}
    for mount in mounts:
        if mount.container.role != "ephemeral":
            by_container.setdefault(mount.container, []).append(mount)
    groups = list(islice(by_container.items(), _MOST))
    for writer, own in groups:
        later = [(other, theirs) for other, theirs in groups if other is not writer and other.index > writer.index]
        others = later if writer.role == "init" else [pair for pair in groups if pair[0] is not writer]
        found = list(_pairs(facts, volume, writer, own, others))
        yield from [one for one in found if one.view][:1] or found[:1]


_Others = list[tuple[Container, list[Mount]]]


def _pairs(facts: Facts, volume: Volume, writer: Container, own: list[Mount], others: _Others) -> Iterator[VolumeView]:
    """The mounts of running containers by other subPaths; none where one of them has the writer's too."""
    brought = [one for one in facts.by(Delivery, "container", writer) if one.mount in own]
    written = tuple(one for one in brought if not one.taken_up and not _is_scratch(one.path))
    everybody = [one for _, theirs in others for one in theirs]
    if _share(own, everybody):
        return
    may_write = _writes(facts, writer, written)
    for mount, other in product(own, everybody):
        reader = other.container
        waits = mount.path == other.path and not mount.read_only and _waits(other)
        if reader.running and reader.image != writer.image and (may_write or waits):
            view = _view(facts, mount, other, written, everybody)
            yield VolumeView(volume, mount, other, written, view, mount.path == other.path)


def _share(own: list[Mount], theirs: list[Mount]) -> bool:
    """Whether anybody has a mount of the same part of the volume as the writer."""
    return bool({_part(mount) for mount in own} & {_part(mount) for mount in theirs})


def _part(mount: Mount) -> str:
    part = normalise(mount.sub_path).lstrip("/")
    return "" if part == "." else part


def _writes(facts: Facts, writer: Container, written: tuple[Delivery, ...]) -> bool:
    """A running container must be seen to write; an init container has hardly another purpose, but to make ready."""
    if written or writer.role != "init":
        return bool(written)
    commands = facts.by(Command, "container", writer)
    return not commands or any(works(one) for command in commands for one, _ in walk(command.script))


def _waits(reader: Mount) -> bool:
    """Whether a container mounts the volume for what others write: it collects logs, or can only read."""
    image = reader.container.image
    return reader.read_only or (image is not None and is_collector(image))


def _is_scratch(path: str) -> bool:
    return any(covers(tree, path) for tree in _SCRATCH)


def _view(facts: Facts, writer: Mount, reader: Mount, written: tuple[Delivery, ...], everybody: list[Mount]) -> str:
    """`apart`, `deeper`, or empty where the reader sees what is written, or may."""
    here, there = _part(writer), _part(reader)
    same_path = writer.path == reader.path
    if same_path and there != here and (not there or here.startswith(f"{there}/")):
        # A log collector above the directories of several writers looks into all of them.
        is_known = _waits(reader) or _knows(facts, reader, join(reader.path, relpath(here, there or ".")))
        return "" if is_known else "deeper"
    places = [in_volume(one.mount, path) for one in written for path in one.paths[:1] if one.mount]
    if places:
        unseen = not any(_meets(_part(one), place) for one in everybody for place in places)
        return "apart" if unseen and _together(writer, reader) else ""
    is_disjoint = bool(here and there) and not covers(f"/{here}", f"/{there}")
    return "apart" if same_path and is_disjoint else ""


def _together(writer: Mount, reader: Mount) -> bool:
    """Whether the volume is there for the two of them: claims often serve several containers, each with its part."""
    is_own = writer.volume is not None and writer.volume.source == "emptyDir" and writer.container.role == "init"
    return is_own or writer.path == reader.path


def _meets(part: str, place: str) -> bool:
    """Whether a part of a volume holds a place in it, or may lie in what was put there."""
    return covers(f"/{part}".rstrip("/") or "/", f"/{place}") or covers(f"/{place}".rstrip("/") or "/", f"/{part}")


def _knows(facts: Facts, reader: Mount, path: str) -> bool:
    """Whether the reader names the path at which the writer's part of the volume appears to it."""
    return any(covers(path, use.path) for use in facts.by(PathUse, "container", reader.container))


def in_volume(mount: Mount, path: str) -> str:
    """Where a path that a mount covers lies within the volume; empty for the volume's root."""
    inner = relpath(path, mount.path)
    return join(_part(mount), inner) if inner != "." else _part(mount)
