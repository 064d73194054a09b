"""On which ports the servers in a script are told to listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.addresses import Address, address_of, is_host, is_peer, port_of, urls_in
from podlint.shell.clients import CLIENTS, CONNECTOR_VALUED, CONNECTORS, SILENT
from podlint.shell.flags import is_listening, options_of
from podlint.shell.operands import usage_of
from podlint.shell.options import arguments_of
from podlint.shell.walk import commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podlint.shell.flags import Option
    from podlint.shell.syntax import Command, Script, Word

SHORT = frozenset({"-p", "-l", "-b", "-S"})
HOSTS = frozenset({"--host", "--bind", "--bind-address", "--ip", "--hostname", "--address", "-b"})


class ListenWord(NamedTuple):
    """A port that is listened on; `host` is the bind address, None for every address. `how` is a flag or command."""

    host: str | None
    port: int
    word: Word
    how: str


def listens(script: Script) -> Iterator[ListenWord]:
    return iter(script.derived(_listens))


def _listens(script: Script) -> tuple[ListenWord, ...]:
    return tuple(_told(script))


def _told(script: Script) -> Iterator[ListenWord]:
    for command in commands(script):
        name = command.name or ""
        if name in CONNECTORS:
            yield from by_connector(command)
        elif name == "socat":
            yield from by_socat(command)
        elif is_server(name):
            yield from by_flags(command)
            yield from by_python(command)


def is_server(name: str) -> bool:
    """Whether the program may be a server; clients and file commands take ports and addresses of others."""
    usage = usage_of(name)
    return name not in CLIENTS and name not in SILENT and (usage is None or name.startswith(("python", "java")))


def by_connector(command: Command) -> Iterator[ListenWord]:
    """`nc -l -p 80`, `nc -l 80`, `nc -l 127.0.0.1 80`."""
    arguments = list(arguments_of(command.arguments, CONNECTOR_VALUED))
    if not any(argument.option in ("-l", "--listen") for argument in arguments):
        return
    operands = [argument for argument in arguments if not argument.option]
    hosts = [argument.value for argument in operands if argument.value and not port_of(argument.value)]
    for argument in arguments:
        port = port_of(argument.value or "")
        if port and argument.option in ("-p", ""):
            yield ListenWord(hosts[0] if hosts else None, port, argument.word, command.name or "")


def by_socat(command: Command) -> Iterator[ListenWord]:
    for word in command.arguments:
        kind, _, rest = (word.text or "").partition(":")
        port, *options = rest.split(",")
        bound = [option[5:] for option in options if option.startswith("bind=")]
        number = port_of(port)
        if kind.upper().endswith("LISTEN") and number:
            yield ListenWord(bound[0] if bound else None, number, word, "socat")


def by_python(command: Command) -> Iterator[ListenWord]:
    """`python -m http.server [PORT]` listens on 8000 unless told otherwise."""
    texts = [word.text for word in command.arguments]
    for module in ("http.server", "SimpleHTTPServer"):
        if (command.name or "").startswith("python") and module in texts:
            rest = [word for word in command.arguments[texts.index(module) + 1 :] if port_of(word.text or "")]
            word = rest[0] if rest else command.arguments[texts.index(module)]
            yield ListenWord(bind_address(command), port_of(word.text or "") or 8000, word, module)


def by_flags(command: Command) -> Iterator[ListenWord]:
    found = [(option, address) for option in options_of(command) for address in addresses_in(option) if address.port]
    bound = bind_address(command) if found else None
    for option, address in found:
        if says_so(option) or (address.host and not is_peer(address.host)):
            yield ListenWord(address.host or bound, address.port or 0, option.word, option.name)


def says_so(option: Option) -> bool:
    """Whether the name of the flag says that its value is listened on."""
    return option.name in SHORT or is_listening(option.name)


def addresses_in(option: Option) -> list[Address]:
    if "://" in option.value:
        return urls_in(option.value)
    found = [address_of(part) for part in option.value.split(",")]
    return [address for address in found if address]


def bind_address(command: Command) -> str | None:
    """The address of `--host 0.0.0.0`, for a port that is given apart from it."""
    for option in options_of(command):
        if option.name in HOSTS and is_host(option.value) and not port_of(option.value) and ":" not in option.value:
            return option.value
    return None
