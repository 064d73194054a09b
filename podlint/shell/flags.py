"""The flags of an arbitrary program, and what their names say of a network address in their value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.clients import CLIENT_PARTS, LISTEN_PARTS, NEITHER_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podlint.shell.syntax import Command, Word


class Option(NamedTuple):
    """A word of a flag with its value: `--name=value` or `--name value`."""

    name: str
    value: str
    word: Word


def options_of(command: Command) -> Iterator[Option]:
    """The flags and operands of any program; an operand has the name of the flag without a value before it."""
    flag = ""
    for word in command.arguments:
        name, equals, value = word.prefix.partition("=")
        if word.prefix.startswith("-"):
            flag = "" if equals else word.prefix
            if equals:
                yield Option(name, value, word)
        else:
            is_setting = equals and name.replace("_", "").replace(".", "").isalnum() and "://" not in name
            yield Option(name, value, word) if is_setting and not flag else Option(flag, word.prefix, word)
            flag = ""


def parts_of(name: str) -> frozenset[str]:
    """The words of a flag: `--web.listen-address` is web, listen, address."""
    plain = name.lstrip("-").removeprefix("D").lower()
    return frozenset(plain.replace(".", "-").replace("_", "-").split("-"))


def is_listening(name: str) -> bool:
    """Whether a flag says where a server listens."""
    parts = parts_of(name)
    if parts & NEITHER_PARTS:
        return False
    if parts & LISTEN_PARTS:
        return True
    last = name.lstrip("-").lower().replace(".", "-").replace("_", "-").rpartition("-")[2]
    return last in ("port", "addr", "address") and not parts & (CLIENT_PARTS - {"server"})
