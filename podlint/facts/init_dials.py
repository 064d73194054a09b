"""Init containers that connect to ports of their own pod, and who listens there by then."""

from collections.abc import Callable, Iterator
from functools import partial

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.ports import LOCAL_HOSTS, Dial, Listener
from podlint.facts.processes import Process
from podlint.facts.repairs import scalar
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.images import is_collector, is_proxy
from podlint.kubernetes.ports import is_injected_port
from podlint.namedtuple import NamedTuple
from podlint.reading import Place
from podlint.shell import DialWord, Script, certain
from podlint.shell import commands as commands_of
from podlint.shell import dials as dials_of
from podlint.shell.operands import is_known


@dataclass(frozen=True, slots=True, eq=False)
class InitDial:
    """An init container connects to a port of localhost, which is its pod.

    `how` is argument or environment; `waits` says that it tries again until somebody answers. `started` are the
    sidecars before it that listen there, `later` the containers that do so once it has ended; there is a row only where
    somebody does. `serves_itself`: it starts something of its own in the background.
    """

    container: Container
    address: str
    port: int
    how: str
    waits: bool
    started: tuple[Listener, ...]
    later: tuple[Listener, ...]
    serves_itself: bool
    place: Place

    @property
    def helper(self) -> bool:
        """Whether what listens later is there for the other containers: a proxy or a collector, or a sidecar."""
        return any(
            one.container.role == "sidecar"
            or (
                one.container.image is not None and (is_proxy(one.container.image) or is_collector(one.container.image))
            )
            for one in self.later
        )

    @property
    def reordered(self) -> str:
        """The server as a native sidecar in front of the container that needs it; empty for the application itself."""
        if not self.helper:
            return ""
        server = self.later[0].container
        image = server.node.get("image")
        return (
            "initContainers:\n"
            f"  - name: {scalar(server.name)}\n"
            + (f"    image: {scalar(image)}\n" if isinstance(image, str) else "")
            + "    restartPolicy: Always\n"
            f"    startupProbe: {{tcpSocket: {{port: {self.port}}}}}\n"
            f"  - name: {scalar(self.container.name)}  # as it is\n"
        )


class _Connection(NamedTuple):
    """A port of localhost that an init container dials, and how to find out where that is said."""

    host: str
    port: int
    how: str
    waits: bool
    place: Callable[[], Place]


def init_dials(facts: Facts) -> Iterator[InitDial]:
    """One row for each port of an init container."""
    heard: dict[Pod, dict[int, list[Listener]]] = {}
    for container in facts.all(Container):
        pod = container.pod
        if container.role != "init" or pod.partial or pod.host_network:
            continue
        first: dict[int, _Connection] = {}
        for connection in _connections(facts, container):
            first.setdefault(connection.port, connection)
        if first and pod not in heard:
            heard[pod] = _listening(facts, pod)
        for port, connection in first.items():
            if port in heard[pod] and not is_injected_port(port):
                yield _row(facts, container, connection, heard[pod][port])


def _listening(facts: Facts, pod: Pod) -> dict[int, list[Listener]]:
    """Who listens in the pod, by port."""
    listening: dict[int, list[Listener]] = {}
    for peer in facts.by(Container, "pod", pod):
        for port, listener in _listens(facts, peer).items():
            listening.setdefault(port, []).append(listener)
    return listening


def _row(facts: Facts, container: Container, connection: _Connection, listening: list[Listener]) -> InitDial:
    return InitDial(
        container,
        f"{connection.host}:{connection.port}",
        connection.port,
        connection.how,
        connection.waits,
        started=tuple(one for one in listening if one.container.index < container.index),
        later=tuple(one for one in listening if one.container.index > container.index),
        serves_itself=_serves_itself(facts, container),
        place=connection.place(),
    )


def _listens(facts: Facts, peer: Container) -> dict[int, Listener]:
    """The TCP ports of a running container, each with the surest sign that it listens there."""
    found = [one for one in facts.by(Listener, "container", peer) if peer.running and one.protocol == "TCP"]
    return {one.port: one for one in sorted(found, key=lambda one: one.how != "image")}


def _connections(facts: Facts, container: Container) -> Iterator[_Connection]:
    commands = facts.by(Command, "container", container)
    for command in commands:
        for word, waits in _dialled(command):
            place = partial(command.word_place, word.word)
            yield _Connection(word.host, word.port or 0, "argument", waits, place)
    if all(_hides_its_clients(command) for command in commands):
        for dial in facts.by(Dial, "container", container):
            if dial.how == "environment" and dial.local:
                yield _Connection(dial.host, dial.port, "environment", waits=False, place=partial(_place_of, dial))


def _place_of(dial: Dial) -> Place:
    return dial.place


def _dialled(command: Command) -> Iterator[tuple[DialWord, bool]]:
    """What the script connects to on localhost in any case; looking up a name is not dialling."""
    if any(map(_is_local, dials_of(command.script))):
        for run, waits in certain(command.script):
            yield from ((word, waits) for word in dials_of(Script((run,))) if _is_local(word))


def _is_local(word: DialWord) -> bool:
    return word.host in LOCAL_HOSTS and word.how != "resolve"


def _hides_its_clients(command: Command) -> bool:
    """Whether it runs a program that may connect to what its environment names."""
    runs = commands_of(command.script)
    return command.from_image or any(run.program and not run.inner and not is_known(run.name) for run in runs)


def _serves_itself(facts: Facts, container: Container) -> bool:
    return any(one.background or one.daemonizes for one in facts.by(Process, "container", container))
