"""The arguments of an instruction: flags, words of the shell form, strings of the exec form; variables in them."""

import json
import re
from collections.abc import Iterator, Mapping

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading.dockerfile.lines import Instruction
from podlint.reading.places import Place

_FLAG = pattern(r"--([a-z][a-z-]*)(?:=(\"[^\"]*\"|\S*))?(?:\s+|\Z)")
_WORD = pattern(r"(?:\\.|\"(?:\\.|[^\"\\])*\"|'[^']*'|[^\s\"'\\]|[\"'\\])+", re.DOTALL)
_VARIABLE = pattern(r"\\(.)|'([^']*)'|\"|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?([-+])([^{}]*))?\})", re.DOTALL)

_WITH_FLAGS = frozenset({"FROM", "COPY", "ADD", "RUN", "HEALTHCHECK"})
_LONGEST = 10_000
"""Characters of a value beyond which it counts as unknown: variables that hold variables grow fast."""

Known = Mapping[str, str | None]
"""Values of variables; None where a variable is set to what nobody knows before the build."""


class Argument(NamedTuple):
    """One argument as it is written, its value with variables filled in (None where one is not known), its place."""

    raw: str
    value: str | None
    place: Place


class Arguments(NamedTuple):
    """`flags` come first (`--from=build`), and `rest` is where the text of the instruction goes on behind them.

    `exec_form` says that the arguments are a JSON list, which no shell reads.
    """

    flags: dict[str, str]
    items: tuple[Argument, ...]
    exec_form: bool
    rest: int


def arguments(instruction: Instruction, known: Known) -> Arguments:
    """The arguments of an instruction, its variables replaced by what is known of them."""
    flags: dict[str, str] = {}
    at = 0
    while instruction.keyword in _WITH_FLAGS and (found := _FLAG.match(instruction.text, at)):
        flags[found.group(1)] = expand(found.group(2) or "", known) or ""
        at = found.end()
    strings = _strings(instruction.text[at:])
    if strings is not None:
        items = tuple(_of_list(instruction, at, strings, known))
    else:
        items = tuple(_of_words(instruction, at, known))
    return Arguments(flags, items, strings is not None, at)


def _strings(text: str) -> list[str] | None:
    """The strings of the exec form; None if the text is none, which then is a shell's."""
    if not text.lstrip().startswith("["):
        return None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, list) and all(isinstance(value, str) for value in values) else None


def _of_list(instruction: Instruction, at: int, strings: list[str], known: Known) -> Iterator[Argument]:
    for value in strings:
        token = json.dumps(value, ensure_ascii=False)
        found = instruction.text.find(token, at)
        place = instruction.within(found + 1, len(token) - 2) if found >= 0 else instruction.place
        at = found + len(token) if found >= 0 else at
        yield Argument(value, expand(value, known), place)


def _of_words(instruction: Instruction, at: int, known: Known) -> Iterator[Argument]:
    for found in _WORD.finditer(instruction.text, at):
        raw = found.group()
        yield Argument(raw, expand(raw, known), instruction.within(found.start(), len(raw)))


def expand(text: str, known: Known) -> str | None:
    """The text without its quotes, with `$NAME`, `${NAME}`, `${NAME:-other}` and `${NAME:+other}` replaced.

    None where a variable decides that is not known.
    """
    if not any(sign in text for sign in "$\\\"'"):
        return text
    parts: list[str] = []
    at, length = 0, 0
    for found in _VARIABLE.finditer(text):
        value = _replacement(found, known)
        if value is None or length > _LONGEST:
            return None
        parts += (text[at : found.start()], value)
        length += len(value)
        at = found.end()
    return "".join((*parts, text[at:]))


def _replacement(found: re.Match[str], known: Known) -> str | None:
    escaped, quoted, plain, braced, operator, other = found.groups()
    if escaped is not None or quoted is not None:
        return escaped if escaped is not None else quoted
    name = plain or braced
    if not name:
        return ""  # a double quote
    if operator == "+":
        return other if known.get(name) or (name in known and known[name] is None) else ""
    value = known.get(name)
    if operator == "-" and name not in known:
        return other
    return value


def pairs(items: tuple[Argument, ...], known: Known) -> Iterator[tuple[str, str | None]]:
    """What ENV, ARG and LABEL set: `A=1 B="2 3"`, or `A 1 2` in the old form of ENV."""
    if len(items) > 1 and "=" not in items[0].raw:
        yield items[0].raw, expand(" ".join(item.raw for item in items[1:]), known)
        return
    for item in items:
        name, equals, value = item.raw.partition("=")
        if equals:
            yield name, expand(value, known)
