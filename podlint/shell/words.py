"""The value of a word: quote removal and the expansion of variables whose value is known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Lookup = Callable[[str], str | None]

Value = tuple[str | None, str]
"""The value of a word, None when a part of it is unknown, and the known text before that part."""


class Expansion(NamedTuple):
    """A variable in a word, as in `$name` and `${name:-default}`; `splits`: its value is split into fields."""

    name: str
    operator: str = ""
    default: str | None = None
    splits: bool = False


Token = str | Expansion | None
SPECIAL = frozenset("'\"\\$`{~")
SUBSTITUTION = ("<(", ">(")
MAX_VALUE = 1 << 20
NAME = r"(?:[A-Za-z_]\w*|[0-9]|[@*#?$!-])"
UNQUOTED = pattern(
    r"(?P<plain>[^'\"\\$`{]+)"
    r"|'(?P<single>[^']*)'"
    r"|\$'(?P<ansi>(?:[^'\\]|\\.)*)'"
    r"|(?P<open>\$?\")"
    r"|\\(?P<escaped>.|$)"
    r"|(?P<braces>\{[^{}]*(?:,|\.\.)[^{}]*\})"
    r"|(?P<brace>\{)",
    re.DOTALL,
)
QUOTED = pattern(r"(?P<plain>[^\"\\$`]+)|(?P<close>\")|\\(?P<escaped>.|$)", re.DOTALL)
EXPANSION = pattern(
    rf"\$(?P<name>{NAME})|\$\{{(?P<braced>{NAME})(?:(?P<operator>:?[-=?])(?P<default>[^{{}}\"'$`\\]*))?\}}"
)
WHOLE = pattern(rf"\$(?:{NAME}|\{{{NAME}\}})|\"\$(?:@|\{{@\}})\"")
ANSI = pattern(r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|([0-7]{1,3})|(.))", re.DOTALL)
ANSI_LETTERS = {"a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Stretch(NamedTuple):
    """A word whose value depends on variables: its first byte in the script, its text and the parts of that.

    `whole` is the variable that the word is as a whole, `@` and `*` among them; empty where it is more than that.
    """

    start: int
    raw: str
    parts: tuple[Token, ...]
    whole: str


def stretch_at(start: int, raw: str) -> Stretch:
    return Stretch(start, raw, tokens(raw), raw.strip('${}"') if WHOLE.fullmatch(raw) else "")


def constant(raw: str) -> Value:
    """The value of a word in which nothing is expanded."""
    if SPECIAL.isdisjoint(raw) and raw[:2] not in SUBSTITUTION:
        return raw, raw
    return value_of(tokens(raw), nothing)


def nothing(_name: str) -> str | None:
    return None


def value_of(parts: Iterable[Token], lookup: Lookup, *, split: bool = True) -> Value:
    """The value of one word; with `split`, a value that field splitting would tear apart is unknown."""
    known: list[str] = []
    length = 0
    for part in parts:
        splits = False
        if isinstance(part, Expansion):
            text, splits = value_in(part, lookup), split and part.splits
        else:
            text = part
        length += len(text or "")
        if length > MAX_VALUE:
            return None, ""
        if text is None or (splits and text.split() not in ([], [text])):
            return None, "".join(known)
        known.append(text)
    whole = "".join(known)
    return whole, whole


def fields_of(word: Stretch, lookup: Lookup, positional: tuple[str | None, ...] | None) -> list[Value]:
    """The words that one word becomes: `$A` may be none or several, `"$@"` is the positional parameters."""
    if not word.whole:
        return [value_of(word.parts, lookup)]
    if word.whole in ("@", "*"):
        return [(None, "")] if positional is None else [(text, text or "") for text in positional]
    value = lookup(word.whole)
    return [(None, "")] if value is None else [(text, text) for text in value.split()]


def value_in(expansion: Expansion, lookup: Lookup) -> str | None:
    value = lookup(expansion.name)
    return expansion.default if value == "" and expansion.operator.startswith(":") else value


@lru_cache(maxsize=2048)
def tokens(raw: str) -> tuple[Token, ...]:
    """The parts of a word, whatever the variables in it are: texts, None for what can't be known, and variables."""
    if raw[:2] in SUBSTITUTION:
        return (None,)
    position, quoted = 0, False
    found: list[Token] = []
    if raw.startswith("~"):
        position = 1
        found.append(Expansion("HOME") if raw[1:2] in ("", "/") else None)
    while position < len(raw):
        match = (QUOTED if quoted else UNQUOTED).match(raw, position)
        if match is None:
            position, token = expansion(raw, position, splits=not quoted)
            found.append(token)
            continue
        quoted = match.lastgroup == "open" or (quoted and match.lastgroup != "close")
        text = literal(match, quoted=quoted)
        if text != "":
            found.append(text)
        position = match.end()
    return (*found, None) if quoted else tuple(found)


def literal(match: re.Match[str], *, quoted: bool) -> str | None:
    kind, text = match.lastgroup or "", match[match.lastgroup or 0]
    if kind in ("open", "close"):
        return ""
    if kind == "escaped":
        return escaped(text, quoted=quoted)
    if kind == "ansi":
        return ANSI.sub(ansi_character, text)
    return None if kind == "braces" else text


def escaped(character: str, *, quoted: bool) -> str:
    if character == "\n":
        return ""
    return "\\" + character if (quoted and character not in '$`"\\') or not character else character


def ansi_character(match: re.Match[str]) -> str:
    hexadecimal, letter = match[1] or match[2], match[4]
    if letter:
        return ANSI_LETTERS.get(letter, letter if letter in "'\"\\?" else match[0])
    return chr(int(hexadecimal, 16)) if hexadecimal else chr(int(match[3], 8) & 0xFF)


def expansion(raw: str, position: int, *, splits: bool) -> tuple[int, Token]:
    """What starts with `$` or a backquote at `position`, and where it ends."""
    match = EXPANSION.match(raw, position)
    if match is None:
        is_literal = raw[position] == "$" and raw[position + 1 : position + 2] not in ("(", "{", "[")
        return position + 1, "$" if is_literal else None
    name, operator = match["name"] or match["braced"], match["operator"] or ""
    return match.end(), Expansion(name, operator, match["default"], splits)
