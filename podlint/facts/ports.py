"""Who listens on which port of a pod, and who dials which address."""

import re
from collections.abc import Iterator
from functools import lru_cache

from podlint.dataclass import dataclass
from podlint.facts.commands import Command
from podlint.facts.container_ports import ContainerPort, whole_number
from podlint.facts.environment import Variable
from podlint.facts.objects import mapping
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.kubernetes.images import default_ports
from podlint.kubernetes.ports import implied_port
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading import Mapping, Place
from podlint.shell import dials as script_dials
from podlint.shell import listens as script_listens

# Environment variables that name what a container connects to, and those that name what it binds or advertises.
_CLIENT = pattern(
    "HOST|ADDR|URL|URI|ENDPOINT|SERVER|DSN|BROKER|UPSTREAM|PROXY|DESTINATION|DATA_SOURCE|CONNECTION", re.IGNORECASE
)
_NO_CLIENT = pattern("BIND|LISTEN|ADVERTISE|NO_PROXY|HOSTNAME|^HOST$|_IP$|ALLOWED|PUBLIC|EXTERNAL", re.IGNORECASE)
_ADDRESS = pattern(
    r"(?:([a-z][a-z0-9+.:-]*)://)?(?:[^/@\s]*@)?(?:tcp\()?(\[[0-9a-f:]+\]|[\w.-]+)(?::(\d{1,5}))?(?=[/?,;)\s]|$)",
    re.IGNORECASE,
)
_PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
_HANDLERS = ("httpGet", "tcpSocket", "grpc")
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """A container listens on a port. `how` is declared (containerPort), argument, image (its default port) or probe.

    `host` is the address it binds to where an argument says so, else empty.
    """

    container: Container
    port: int
    protocol: str
    host: str
    how: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Dial:
    """A container connects to an address. `port` is 0 where it can't be known; `explicit` says that it is written
    there.

    `how` is environment or argument; `name` is the variable's and `option` the argument's, each empty for the other.
    """

    container: Container
    host: str
    port: int
    explicit: bool
    how: str
    name: str
    place: Place
    option: str = ""

    @property
    def local(self) -> bool:
        """Whether it stays within the pod."""
        return self.host in LOCAL_HOSTS


class Address(NamedTuple):
    scheme: str
    host: str
    port: int


def listeners(facts: Facts) -> Iterator[Listener]:
    for container in facts.all(Container):
        for port in facts.by(ContainerPort, "container", container):
            if port.number:
                yield Listener(container, port.number, port.protocol, port.host_ip, "declared", port.place)
        for command in facts.by(Command, "container", container):
            for word in script_listens(command.script):
                yield Listener(container, word.port, "TCP", word.host or "", "argument", command.word_place(word.word))
        for number in sorted(default_ports(container.image)) if container.image else ():
            yield Listener(container, number, "TCP", "", "image", container.node.value_place("image"))
        yield from _probed(container)


def dials(facts: Facts) -> Iterator[Dial]:
    for container in facts.all(Container):
        variables = {variable.name: variable for variable in facts.by(Variable, "container", container)}
        for variable in variables.values():
            if variable.value and _names_peer(variable.name):
                yield from _dialled(variable, variable.value, variables)
        for command in facts.by(Command, "container", container):
            yield from _in_script(command)


def parse_address(value: str) -> Address | None:
    """Scheme, host and port of `host`, `host:port` or a URL; None for anything else. An unwritten port is 0."""
    found = _ADDRESS.match(value)
    if not found:
        return None
    scheme, host, port = found.groups()
    return Address((scheme or "").lower(), host.lower(), int(port or 0))


def _probed(container: Container) -> Iterator[Listener]:
    """Whom the kubelet asks on a port of the container is listening there, or else it is never ready."""
    for probe in map(container.node.get, _PROBES):
        for handler in map(mapping(probe).get, _HANDLERS) if probe else ():
            port = whole_number(mapping(handler).get("port"))
            if port and isinstance(handler, Mapping) and "host" not in handler:
                yield Listener(container, port, "TCP", "", "probe", handler.value_place("port"))


def _in_script(command: Command) -> Iterator[Dial]:
    """Looking up a name is not dialling."""
    for word in script_dials(command.script):
        if word.how != "resolve":
            place = command.word_place(word.word)
            explicit = word.port is not None
            yield Dial(command.container, word.host, word.port or 0, explicit, "argument", "", place, word.how)


def _dialled(variable: Variable, value: str, variables: dict[str, Variable]) -> Iterator[Dial]:
    address = parse_address(value)
    if address:
        port = address.port or _port_beside(variable.name, variables)
        explicit = port != 0
        port = port or implied_port(address.scheme, variable.name) or 0
        yield Dial(variable.container, address.host, port, explicit, "environment", variable.name, variable.place)


@lru_cache(maxsize=1024)
def _names_peer(variable: str) -> bool:
    """Whether a variable of this name tells what the container connects to."""
    return _CLIENT.search(variable) is not None and _NO_CLIENT.search(variable) is None


def _port_beside(name: str, variables: dict[str, Variable]) -> int:
    """The port in the variable that goes with a host: DB_PORT beside DB_HOST."""
    beside = variables.get(re.sub("HOST(NAME)?|ADDR(ESS)?|SERVER|ENDPOINT", "PORT", name, flags=re.IGNORECASE))
    value = beside.value if beside and beside.name != name else None
    return int(value) if value and value.isdecimal() and len(value) <= 5 else 0
