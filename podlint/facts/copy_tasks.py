"""Running containers that do nothing but copy files to where another container of the pod serves or reads them."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.deliveries import Delivery, walk, works
from podlint.facts.packaging import DeployMount
from podlint.facts.payload_repairs import moved_to_init
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container
from podlint.kubernetes.deploy_directories import default_deploy_directory
from podlint.kubernetes.host_paths import covers
from podlint.kubernetes.images import is_app_server, roles, software
from podlint.kubernetes.known_images import WEB_SERVER
from podlint.reading import Place
from podlint.shell.endings import ends
from podlint.shell.syntax import Command as Run
from podlint.shell.syntax import Script

_IDLING = frozenset({"sleep", "true", ":", "echo", "printf", "wait", "date", "tail", "read", "trap", "cat"})
_MOST = 50
"""Mounts of a volume among which somebody is looked for who waits for the files."""
_WRITING = frozenset({"tee", "dd"})
_CONTENT = frozenset({"php", "php-fpm", "wordpress", "drupal", "joomla", "nextcloud"})
"""Servers, besides web servers, whose directories hold content: to come late is no harm to them."""


@dataclass(frozen=True, slots=True, eq=False)
class CopyTask:
    """A main container that only copies into a volume of others, or that copies by its postStart hook (`hook`).

    `reader` is the mount of the container that is there for the files, and `deploys` says that it is a server and that
    it runs what it finds there. `ends` says that the container exits after copying; else it idles. `restarts`
    that Kubernetes starts it again whenever it exits.
    """

    container: Container
    delivery: Delivery
    hook: str
    reader: Mount | None
    server: Container
    deploys: bool
    ends: bool
    restarts: bool

    @property
    def place(self) -> Place:
        return self.delivery.place

    @property
    def repaired(self) -> str:
        """The container as an init container; empty for a hook, whose container has other work to do."""
        mount = self.delivery.mount
        return moved_to_init(self.container, mount.name, mount.path, self.ends) if mount and not self.hook else ""


def copy_tasks(facts: Facts) -> Iterator[CopyTask]:
    for container in facts.all(Container):
        if container.role == "main" and not container.pod.partial:
            yield from _by_command(facts, container)
            yield from _by_hook(facts, container)


def _by_command(facts: Facts, container: Container) -> Iterator[CopyTask]:
    for command in facts.by(Command, "container", container):
        brought = [one for one in facts.by(Delivery, "container", container) if _brings(one, "")]
        if not brought or not _only_copies(command.script):
            continue
        reader, deploys = _reader(facts, brought[0])
        if reader is not None:
            yield _task(brought[0], reader, reader.container, deploys, ends(command.script) is True)


def _by_hook(facts: Facts, container: Container) -> Iterator[CopyTask]:
    """A hook says nothing of what its container is for: only what a server deploys counts."""
    for delivery in facts.by(Delivery, "container", container):
        if not _brings(delivery, "postStart"):
            continue
        if _is_deployed(container, delivery):
            yield _task(delivery, delivery.mount, container, deploys=True, ends=False)
            return
        reader, deploys = _reader(facts, delivery)
        if reader is not None and deploys:
            yield _task(delivery, reader, reader.container, deploys, ends=False)
            return


def _task(delivery: Delivery, reader: Mount | None, server: Container, deploys: bool, ends: bool) -> CopyTask:
    pod = delivery.container.pod
    restarts = pod.spec.get("restartPolicy", "Always") == "Always"
    return CopyTask(delivery.container, delivery, delivery.hook, reader, server, deploys, ends, restarts)


def _brings(delivery: Delivery, hook: str) -> bool:
    is_copied = bool(delivery.sources) or not (delivery.how[0] in ">&" or delivery.how in _WRITING)
    return delivery.hook == hook and bool(delivery.paths) and is_copied and not delivery.repeated


def _only_copies(script: Script) -> bool:
    """Whether a script copies once, and then at most waits: one that copies again and again keeps files in step."""
    steps = list(walk(script))
    again = any(isinstance(one, Run) and one.name not in _IDLING for one, repeated in steps if repeated)
    return not script.errors and not again and not any(works(one) for one, _ in steps)


def _reader(facts: Facts, delivery: Delivery) -> tuple[Mount | None, bool]:
    """The mount of another running container for which the files are meant, and whether it deploys them."""
    volume = delivery.mount.volume if delivery.mount else None
    if volume is None or not volume.shareable:
        return None, False
    mounts = [mount for mount in facts.by(Mount, "volume", volume)[:_MOST] if _reads(mount, delivery)]
    deploying = next((mount for mount in mounts if facts.by(DeployMount, "mount", mount)), None)
    return deploying or next(iter(mounts), None), deploying is not None


def _reads(mount: Mount, delivery: Delivery) -> bool:
    container = mount.container
    if container is delivery.container or not container.running or container.image is None:
        return False
    return WEB_SERVER not in roles(container.image) and not _CONTENT.intersection(container.image.tokens)


def _is_deployed(container: Container, delivery: Delivery) -> bool:
    """Whether a server copies something to where it looks for applications itself."""
    image = container.image
    directory = default_deploy_directory(min(software(image), default="")) if image and is_app_server(image) else None
    return directory is not None and any(covers(directory, path) for path in delivery.paths)
