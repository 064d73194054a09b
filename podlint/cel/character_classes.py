"""Sets of characters in patterns, as bits: one for each of ASCII, and one for all others."""

import re

from podlint.cel.errors import EvaluationError
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

ANY = 2**129 - 1
NEWLINE = 1 << 10

ESCAPES = {
    "d": "0-9",
    "D": r"\x00-/:-\U0010ffff",
    "w": "0-9A-Za-z_",
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "s": r"\t\n\f\r\ ",
    "S": r"\x00-\x08\x0b\x0e-\x1f!-\U0010ffff",
}
"""The classes of RE2 that mean more in `re`, written out as the inside of a `[]`."""

SHARED_ESCAPES = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": r"\x00-\x7f",
    "blank": r"\t\ ",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": r"\ -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r"\t\n\v\f\r\ ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
"""What `[[:name:]]` stands for."""

_POSIX_CLASS = pattern(r"\[:(\^?)([a-z]+):\]")
_HEXADECIMAL = pattern(r"\\x(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))")
_OCTAL = pattern(r"\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})")

_WORD = sum(1 << code for code in range(128) if chr(code).isalnum() or code == ord("_"))
_MASKS = {
    "d": sum(1 << code for code in range(48, 58)),
    "w": _WORD,
    "s": sum(1 << ord(character) for character in "\t\n\f\r "),
}


def mask(first: str, last: str | None = None) -> int:
    """The bits of the characters from `first` to `last`."""
    low, high = ord(first), ord(last or first)
    ascii_bits = 0 if low > 127 else (2 << min(high, 127)) - (1 << low)
    return ascii_bits | (1 << 128 if high > 127 else 0)


def mask_of_escape(letter: str) -> int:
    """The bits of `\\d`, `\\w`, `\\s` and their opposites."""
    bits = _MASKS[letter.lower()]
    return bits if letter.islower() else ANY & ~bits


class Characters(NamedTuple):
    """A set of characters: the inside of a `[]` for `re`, its bits, and where it ends in the pattern."""

    text: str
    bits: int
    end: int


def numbered(pattern: str, position: int) -> tuple[str, int] | None:
    """The character of an escape such as `\\x41` or `\\101`, and where the escape ends."""
    found = _HEXADECIMAL.match(pattern, position) or _OCTAL.match(pattern, position)
    if found is None:
        return None
    hexadecimal = found[0].startswith("\\x")
    value = int(found[0][2:].strip("{}"), 16) if hexadecimal else int(found[0][1:], 8)
    if value > 0x10FFFF:
        raise EvaluationError(f"Unicode has no character {found[0]}")
    return chr(value), found.end()


def read_class(pattern: str, position: int) -> Characters:
    """The set that begins with the `[` at `position`. Raises EvaluationError."""
    start, position = position, position + 1
    negated = pattern.startswith("^", position)
    position += negated
    texts: list[str] = []
    bits, first = 0, True
    while first or not pattern.startswith("]", position):
        if position >= len(pattern):
            raise EvaluationError(f"`[` is not closed in the pattern {pattern!r}")
        part = _named(pattern, position) or _range(pattern, position)
        texts.append(part.text)
        bits |= part.bits
        position, first = part.end, False
    if not bits:
        raise EvaluationError(f"an empty set in the pattern {pattern[start:]!r}")
    return Characters(("^" if negated else "") + "".join(texts), ANY & ~_whole(bits) if negated else bits, position + 1)


def _whole(bits: int) -> int:
    """The bits of ASCII only: a set never has all the characters beyond it, so its opposite may have some."""
    return bits & (2**128 - 1)


def _named(pattern: str, position: int) -> Characters | None:
    """A class by name (`[:alpha:]`) or letter (`\\d`)."""
    if pattern[position] == "\\" and pattern[position + 1 : position + 2] in set(ESCAPES):
        letter = pattern[position + 1]
        return Characters(ESCAPES[letter], mask_of_escape(letter), position + 2)
    found = _POSIX_CLASS.match(pattern, position)
    if found is None:
        return None
    if found[1] or found[2] not in POSIX:
        raise EvaluationError(f"the class {found[0]} is not supported")
    inner = re.compile(f"[{POSIX[found[2]]}]")
    return Characters(POSIX[found[2]], sum(1 << code for code in range(128) if inner.match(chr(code))), found.end())


def _range(pattern: str, position: int) -> Characters:
    low, end = _single(pattern, position)
    if pattern[end : end + 1] != "-" or pattern[end + 1 : end + 2] in ("]", ""):
        return Characters(re.escape(low), mask(low), end)
    high, end = _single(pattern, end + 1)
    if high < low:
        raise EvaluationError(f"the range {low}-{high} is empty")
    return Characters(f"{re.escape(low)}-{re.escape(high)}", mask(low, high), end)


def _single(pattern: str, position: int) -> tuple[str, int]:
    if pattern[position] != "\\":
        return pattern[position], position + 1
    if found := numbered(pattern, position):
        return found
    following = pattern[position + 1 : position + 2]
    if following in SHARED_ESCAPES:
        return SHARED_ESCAPES[following], position + 2
    if not following or not following.isascii() or following.isalnum():
        raise EvaluationError(f"the escape \\{following} is not supported")
    return following, position + 2
