"""Containers in which several long-running processes run, and how we know it."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.container_ports import ContainerPort
from podlint.facts.lasting import lasting, reachable
from podlint.facts.objects import mapping
from podlint.facts.processes import Process
from podlint.facts.separation import is_working, separated
from podlint.facts.store import Facts
from podlint.facts.supervisors import is_supervisor
from podlint.facts.workloads import Container
from podlint.kubernetes.images import has_init_system, software
from podlint.kubernetes.kinds import long_running
from podlint.reading import Place

# Ports that servers of different kinds are known for: no program of one's own listens on two of these.
_FAMOUS = {
    22: "ssh",
    25: "mail",
    80: "web",
    443: "web",
    3306: "MySQL",
    5432: "PostgreSQL",
    6379: "Redis",
    11211: "memcached",
    27017: "MongoDB",
}

_SHOWN = 6


@dataclass(frozen=True, slots=True, eq=False)
class ProcessGroup:
    """A container that runs several processes side by side.

    `how` we know it: supervisor (`processes` has it alone), script (`processes` are those that run on, the one in the
    foreground last), image (one that comes with an init system and is given no command) or ports (`ports` are those
    of different well-known servers). `awaited`: the script waits for all that it starts; `watched`: it ends when one
    of them does, or looks after them. `batch`: it is a Job's. `system`: it is meant to be a whole system, by a runtime
    class or as a privileged node agent. `apart` is the YAML of one container for each process; empty where the
    processes are not known.
    """

    container: Container
    how: str
    processes: tuple[Process, ...]
    ports: tuple[ContainerPort, ...]
    awaited: bool
    watched: bool
    batch: bool
    system: bool
    apart: str

    @property
    def place(self) -> Place:
        """Of what was started first, else of the ports, else of the image."""
        if self.processes:
            return self.processes[0].call
        return self.ports[0].place if self.ports else self.container.node.value_place("image")

    @property
    def replaced(self) -> bool:
        """Whether a server becomes PID 1 by exec and a single other process runs in the background."""
        last = self.processes[-1:]
        return len(self.processes) == 2 and self.processes[0].background and any(map(_takes_over, last))

    @property
    def proven(self) -> bool:
        """Whether each of the processes is known to run on."""
        return self.how in ("supervisor", "script") and all(
            one.ending == "never" or one.daemonizes or self.how == "supervisor" for one in self.processes
        )

    @property
    def shown(self) -> tuple[Process, ...]:
        """The first processes and the last, which are enough to look at."""
        return (*self.processes[: _SHOWN - 1], *self.processes[_SHOWN - 1 :][-1:])

    @property
    def listed(self) -> str:
        """The processes, for sentences."""
        more = len(self.processes) - len(self.shown)
        names = [f"`{one}`" + " several times" * one.repeated for one in self.shown]
        return ", ".join(names) + (f" and {more} more" if more else "")

    @property
    def working(self) -> tuple[Process, ...]:
        """The processes without those that keep the container alive or show a log."""
        return tuple(one for one in self.processes if is_working(one))

    @property
    def servers(self) -> str:
        """What the ports are known for, for sentences."""
        return ", ".join(f"{_FAMOUS[port.number]} ({port.number})" for port in self.ports)


def _takes_over(process: Process) -> bool:
    return process.exec and is_working(process)


def process_groups(facts: Facts) -> Iterator[ProcessGroup]:
    for container in facts.all(Container):
        if container.running and not container.pod.partial:
            started = tuple(reachable(facts.by(Process, "container", container)))
            supervisor = next((one for one in started if is_supervisor(one)), None)
            found = _group(container, "supervisor", (supervisor,)) if supervisor else _of_script(container, started)
            yield from [found] if found else _of_image(facts, container)


def _of_script(container: Container, started: tuple[Process, ...]) -> ProcessGroup | None:
    found = lasting(started)
    if len(found.processes) < 2 and not any(one.repeated for one in found.processes):
        return None
    return _group(
        container,
        "script",
        found.processes,
        awaited=found.awaited,
        watched=found.watched,
        apart=separated(container, found.processes),
    )


def _of_image(facts: Facts, container: Container) -> Iterator[ProcessGroup]:
    """What the image and the ports tell where no command replaces the image's own."""
    commands = facts.by(Command, "container", container)
    if container.image is None or any(not command.from_image for command in commands):
        return
    ports = _of_different_servers(facts, container)
    if has_init_system(container.image):
        yield _group(container, "image")
    elif ports and not software(container.image):
        yield _group(container, "ports", ports=ports)


def _of_different_servers(facts: Facts, container: Container) -> tuple[ContainerPort, ...]:
    """One port for each server, if there are several."""
    found: dict[str, ContainerPort] = {}
    for port in facts.by(ContainerPort, "container", container):
        if port.number in _FAMOUS and port.protocol == "TCP":
            found.setdefault(_FAMOUS[port.number], port)
    return tuple(found.values()) if len(found) > 1 else ()


def _group(
    container: Container,
    how: str,
    processes: tuple[Process, ...] = (),
    *,
    ports: tuple[ContainerPort, ...] = (),
    awaited: bool = False,
    watched: bool = False,
    apart: str = "",
) -> ProcessGroup:
    pod = container.pod
    privileged = mapping(container.node.get("securityContext")).get("privileged") is True
    return ProcessGroup(
        container,
        how,
        processes,
        ports,
        awaited,
        watched,
        batch=not long_running(pod.kind),
        system="runtimeClassName" in pod.spec or (pod.kind == "DaemonSet" and privileged),
        apart=apart,
    )
