"""What the clients in a script connect to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.addresses import address_of, is_host, is_peer, port_of, urls_in
from podlint.shell.clients import (
    CLIENT_PARTS,
    CLIENTS,
    CONNECTOR_VALUED,
    CONNECTORS,
    LISTEN_PARTS,
    NEITHER_PARTS,
    RESOLVERS,
    SILENT,
)
from podlint.shell.flags import is_listening, options_of, parts_of
from podlint.shell.operands import usage_of
from podlint.shell.options import arguments_of
from podlint.shell.walk import commands, redirects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podlint.shell.flags import Option
    from podlint.shell.syntax import Command, Script, Word

DEVICE = "/dev/tcp/"


class DialWord(NamedTuple):
    """An address that is connected to; `how` is "resolve" where only the name is looked up."""

    host: str
    port: int | None
    word: Word
    how: str


def dials(script: Script) -> Iterator[DialWord]:
    return iter(script.derived(_dials))


def _dials(script: Script) -> tuple[DialWord, ...]:
    return tuple(_told(script))


def _told(script: Script) -> Iterator[DialWord]:
    for redirect in redirects(script):
        yield from device(redirect.target)
    for command in commands(script):
        if command.name not in SILENT:
            yield from dict.fromkeys(dials_of(command))


def dials_of(command: Command) -> Iterator[DialWord]:
    name = command.name or ""
    if name in RESOLVERS:
        yield from resolved(command)
    elif name in CONNECTORS:
        yield from connected(command)
    elif name in CLIENTS:
        yield from by_client(command)
    elif name in ("curl", "wget"):
        yield from fetched(command)
    elif name.startswith("wait-for"):
        yield from operands_dialled(command)
    elif name == "socat":
        yield from by_socat(command)
    if any(":" in word.prefix for word in command.arguments):
        for option in options_of(command):
            yield from by_option(option, command)


def device(word: Word) -> Iterator[DialWord]:
    """`/dev/tcp/host/port`, which bash connects to."""
    host, _, port = (word.text or "").removeprefix(DEVICE).partition("/")
    if (word.text or "").startswith(DEVICE) and is_host(host):
        yield DialWord(host, port_of(port), word, DEVICE)


def resolved(command: Command) -> Iterator[DialWord]:
    operands = [
        argument for argument in arguments_of(command.arguments, ("-c", "-W", "-w", "-t", "-i")) if not argument.option
    ]
    is_getent = command.name == "getent"
    for argument in operands[1:] if is_getent else operands[:1]:
        if argument.value and is_host(argument.value) and not argument.value.startswith("+"):
            yield DialWord(argument.value, None, argument.word, "resolve")


def connected(command: Command) -> Iterator[DialWord]:
    arguments = list(arguments_of(command.arguments, CONNECTOR_VALUED))
    operands = [argument for argument in arguments if not argument.option]
    listens = any(argument.option in ("-l", "--listen") for argument in arguments)
    if not listens and len(operands) > 1 and operands[0].value and is_host(operands[0].value):
        yield DialWord(operands[0].value, port_of(operands[1].value or ""), operands[0].word, command.name or "")


def by_client(command: Command) -> Iterator[DialWord]:
    client = CLIENTS[command.name or ""]
    arguments = list(arguments_of(command.arguments, client.host | client.port | client.valued))
    hosts = [argument for argument in arguments if argument.option in client.host and argument.value]
    ports = [port_of(argument.value or "") for argument in arguments if argument.option in client.port]
    for argument in hosts[:1]:
        host, port = split_host(argument.value or "")
        if is_host(host):
            yield DialWord(host, port or (ports[0] if ports else client.default), argument.word, command.name or "")


def split_host(text: str) -> tuple[str, int | None]:
    found = address_of(text)
    return (found.host, found.port) if found and found.host else (text, None)


def fetched(command: Command) -> Iterator[DialWord]:
    """URLs without a scheme, as `curl` and `wget` take them."""
    usage = usage_of(command.name)
    for argument in arguments_of(command.arguments, usage.options if usage else ()):
        text = (argument.value or argument.prefix) if not argument.option else ""
        if "://" not in text:
            host, port = split_host(text.partition("/")[0].partition("?")[0])
            is_named = "." in host or host == "localhost" or port is not None or argument.value is not None
            if is_host(host) and is_named:
                yield DialWord(host, port or 80, argument.word, command.name or "")


def operands_dialled(command: Command) -> Iterator[DialWord]:
    for argument in arguments_of(command.arguments):
        found = address_of(argument.value or "") if not argument.option else None
        if found and found.host and found.port:
            yield DialWord(found.host, found.port, argument.word, command.name or "")


def by_socat(command: Command) -> Iterator[DialWord]:
    for word in command.arguments:
        kind, _, rest = (word.text or "").partition(":")
        found = address_of(rest.partition(",")[0])
        if kind.upper() in ("TCP", "TCP4", "TCP6", "TCP-CONNECT", "UDP", "OPENSSL", "SSL") and found and found.host:
            yield DialWord(found.host, found.port, word, "socat")


def by_option(option: Option, command: Command) -> Iterator[DialWord]:
    """URLs in any argument, and `host:port` in a flag for a client."""
    parts = parts_of(option.name)
    is_probe = (command.name or "").endswith("probe")
    if parts & (NEITHER_PARTS | LISTEN_PARTS) or (is_listening(option.name) and not is_probe):
        return
    for address in urls_in(option.value):
        if address.host and is_peer(address.host):
            yield DialWord(address.host, address.port, option.word, option.name or "url")
    if option.name.startswith("-") and (is_probe or parts & CLIENT_PARTS) and "://" not in option.value:
        for part in option.value.split(","):
            found = address_of(part)
            if found and found.host and is_peer(found.host):
                yield DialWord(found.host, found.port, option.word, option.name)
