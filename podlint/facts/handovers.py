"""What init containers bring along for the other containers of their pod, and which of those can see it."""

from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass, field
from podlint.facts.deliveries import Delivery
from podlint.facts.init_order import InitRead
from podlint.facts.paths import MountsByPath, PathUse
from podlint.facts.payload_repairs import directory_of, shared_delivery
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Container
from podlint.kubernetes.deploy_directories import default_deploy_directory, deploy_directory
from podlint.kubernetes.host_paths import covers
from podlint.kubernetes.images import is_app_server, software
from podlint.reading import Place

CODE = (".war", ".ear", ".jar")
_DIES_WITH_POD = frozenset({"emptyDir", "ephemeral"})
_OWN_SETTINGS = ("/etc", "/var/log", "/var/lib/apt", "/var/cache")
"""Where an init container puts what only itself needs, as long as nobody else names it."""
_MOST = 100
"""Containers after an init container that are asked for what it brings."""
_MOST_DELIVERIES = 20
"""Deliveries of an init container that are looked into, where nobody sees them."""


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """A container looks for files in a directory: it mounts something there, names a path in it, or serves it."""

    container: Container
    directory: str
    note: str
    place: Place
    mount: Mount | None


@dataclass(frozen=True, slots=True, eq=False)
class InitDelivery:
    """A plain init container that brings files into its pod.

    `seen` are its deliveries into volumes that a later container mounts or that outlive the pod, and to places that are
    not known. `alone` are those that only itself sees: into its own image layer, or into a volume that no later
    container mounts. `expected` tells who looks for the first of them, `consumer` is that container, or the only one
    that it can be; `volume` is the one it lies in, None for the image layer.
    """

    container: Container
    seen: tuple[Delivery, ...]
    alone: tuple[Delivery, ...]
    volume: Volume | None
    expected: tuple[Expectation, ...]
    consumer: Container | None

    @property
    def place(self) -> Place:
        return self.alone[0].place if self.alone else self.container.place

    @property
    def repaired(self) -> str:
        """The pod with a volume that both sides mount; empty where nobody is known who could want the files."""
        if not self.alone or self.consumer is None:
            return ""
        looks_in = self.expected[0].directory if self.expected else ""
        mount = self.expected[0].mount if self.expected else None
        return shared_delivery(self.alone[0], self.consumer, self.volume, mount, looks_in)


def init_deliveries(facts: Facts) -> Iterator[InitDelivery]:
    for container in facts.all(Container):
        is_plain = container.role == "init" and not container.pod.partial
        if is_plain and facts.by(Delivery, "container", container):
            yield _init_delivery(facts, container)


def _init_delivery(facts: Facts, container: Container) -> InitDelivery:
    after = facts.by(Container, "pod", container.pod)[container.index + 1 :][:_MOST]
    later = [other for other in after if other.role != "ephemeral"]
    brought = facts.by(Delivery, "container", container)
    seen = tuple(one for one in brought if not one.paths or _is_seen(facts, one))
    unseen = [one for one in brought if one not in seen][:_MOST_DELIVERIES]
    expectations = {one: tuple(_expectations(facts, one, later, is_all=not seen)) for one in unseen}
    wanted = [one for one in unseen if expectations[one] and not one.moved_on]
    # What nobody is known to look for counts only where it is all that the container is there for.
    idle = [] if seen else [one for one in unseen if not _for_itself(one, later)]
    alone = tuple(wanted or idle)
    expected = expectations[alone[0]] if alone else ()
    running = [other for other in later if other.running]
    only = running[0] if len(running) == 1 else None
    return InitDelivery(
        container=container,
        seen=seen,
        alone=alone,
        volume=alone[0].mount.volume if alone and alone[0].mount else None,
        expected=expected,
        consumer=expected[0].container if expected else only,
    )


def _is_seen(facts: Facts, delivery: Delivery) -> bool:
    """A volume of the node, of the cluster or of a claim may be meant for others than this pod's containers."""
    if delivery.mount is None:
        return False
    volume = delivery.mount.volume
    if volume is None or volume.source not in _DIES_WITH_POD:
        return True
    if any(row.later and row.later.container is delivery.container for row in facts.by(InitRead, "volume", volume)):
        return True  # an earlier container waits for it: it is the order that is wrong
    others = (mount.container for mount in facts.by(Mount, "volume", volume))
    return any(other.index > delivery.container.index and other.role != "ephemeral" for other in others)


def _for_itself(delivery: Delivery, later: Iterable[Container]) -> bool:
    """Whether an init container may keep for itself what it delivers, as far as nobody else asks for it."""
    hidden = any(part.startswith(".") for part in delivery.path.split("/"))
    if delivery.taken_up or hidden or any(covers(tree, delivery.path) for tree in (*_OWN_SETTINGS, "/root")):
        return True
    if delivery.how.startswith((">", "&>", "tee")) and delivery.path.endswith((".log", ".out")):
        return True
    return delivery.mount is not None and _has_a_twin(delivery.container, later)


def _has_a_twin(container: Container, later: Iterable[Container]) -> bool:
    """What an image copies out of itself, another container of that image has anyway: it is meant for a third one."""
    return container.image is not None and any(other.image == container.image for other in later)


def _expectations(
    facts: Facts, delivery: Delivery, later: Iterable[Container], *, is_all: bool
) -> Iterator[Expectation]:
    """Who looks for the files, those first that mount something at their place.

    `is_all` says that the init container brings nothing that anybody sees.
    """
    found = [one for other in later for one in _of(facts, other, delivery, is_all=is_all)]
    yield from sorted(found, key=lambda one: (one.mount is None, one.container.role == "init"))


def _of(facts: Facts, other: Container, delivery: Delivery, *, is_all: bool) -> Iterator[Expectation]:
    view = facts.derived(_views)[other]
    mount = next((found for one in delivery.paths if (found := view.mounts.covering(one))), None)
    if mount is not None and mount.volume is not None and mount.volume.shareable and mount.path != "/tmp":
        yield Expectation(other, mount.path, f"{other} has volume {mount.volume} at this path", mount.place, mount)
        return
    use = view.named(delivery.path)
    if use is not None:
        yield Expectation(other, directory_of(use.path), f"{other} looks for {use.path}", use.place, None)
        return
    directory = _served(other, delivery, is_all=is_all)
    if directory:
        mount = view.mounts.covering(directory)
        place = mount.place if mount else other.node.value_place("image")
        yield Expectation(other, directory, f"{other} serves what lies in {directory}", place, mount)


@dataclass(slots=True)
class _View:
    """What a container mounts, and the paths in its own image that it names and does not write."""

    mounts: MountsByPath
    at: dict[str, PathUse] = field(default_factory=dict)
    below: dict[str, PathUse] = field(default_factory=dict)

    def add(self, use: PathUse) -> None:
        self.at.setdefault(use.path, use)
        for directory in _above(use.path):
            self.below.setdefault(directory, use)

    def named(self, path: str) -> PathUse | None:
        """The use of the path, of something in it, or of a directory around it."""
        around = (self.at.get(directory) for directory in _above(path))
        return self.at.get(path) or self.below.get(path) or next((use for use in around if use), None)


def _views(facts: Facts) -> dict[Container, _View]:
    containers = facts.all(Container)
    views = {one: _View(MountsByPath(facts.by(Mount, "container", one))) for one in containers}
    for use in facts.by(PathUse, "mount", None):
        if use.access != "write":
            views[use.container].add(use)
    return views


def _above(path: str) -> Iterator[str]:
    """The directories around a path but for those at the root, which every image has for its own purposes."""
    parts = path.split("/")
    return ("/".join(parts[:length]) for length in range(len(parts) - 1, 2, -1))


def _served(container: Container, delivery: Delivery, *, is_all: bool) -> str:
    """The deploy directory of a server that the delivery is for: by its path, or as an archive that is not moved on.

    What goes into a volume for the sake of nobody else can only be for the server.
    """
    image = container.image
    if image is None or not is_app_server(image):
        return ""
    server = min(software(image), default="")
    directory = default_deploy_directory(server) or ""
    is_code = any(name.endswith(CODE) for name in (*delivery.sources, *delivery.paths))
    is_meant = not delivery.taken_up and (is_code or (is_all and delivery.mount is not None))
    is_there = any(covers(directory, path) or _is_deployed(path) for path in delivery.paths)
    return directory if is_meant or is_there else ""


def _is_deployed(path: str) -> bool:
    found = deploy_directory(path)
    return found is not None and bool(found.server)
