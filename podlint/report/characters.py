"""Text of strangers on a terminal: every character visible, its width known."""

import re
from functools import lru_cache

from podlint.pattern import pattern

TAB = " " * 4
"""What a tab in a source line is shown as, wherever it stands."""

COMMAND_PREFIX = "::"
"""After blanks, the start of a line that the runner of GitHub Actions takes for a command (`ActionCommand.cs`)."""

COMMAND_SIGN = pattern(r"#(?=#(?:vso)?\[)")
"""Begins a command of GitHub's older kind, or of Azure Pipelines (`Command.cs`), anywhere in a line."""

# Printable, yet nothing is to be seen of them: default-ignorable code points.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_VARIATION_SUPPLEMENT = range(0xE0100, 0xE01F0)
_CONJOINING_JAMO = range(0x1160, 0x1200)


def visible(text: str) -> str:
    """`text` on one line, with a visible sign for each control, bidirectional, zero-width or undecodable character.

    It holds no command for a CI runner but at its start. Commands are escaped everywhere and always rather than
    switched off around the text: that would take a word that no manifest can guess, hence output that differs from run
    to run, and it exists on GitHub alone.
    """
    if _is_plain(text):
        return text
    return _without_commands("".join(map(visible_character, text)))


def visible_source(text: str) -> str:
    """The same for a piece of a source line, in which a tab is white space."""
    if _is_plain(text):
        return text
    shown = (TAB if character == "\t" else visible_character(character) for character in text)
    return _without_commands("".join(shown))


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and "##" not in text


def _without_commands(text: str) -> str:
    return COMMAND_SIGN.sub(_code_point, text)


def _code_point(found: re.Match[str]) -> str:
    return f"\\u{{{ord(found[0]):x}}}"


@lru_cache(maxsize=4096)
def visible_character(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{{{code:x}}}" if _is_hidden(character) else character


def _is_hidden(character: str) -> bool:
    if character.isprintable():
        return character in _BLANK or ord(character) in _VARIATION_SUPPLEMENT
    from unicodedata import category  # imported late: most text is printable

    return category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def width(text: str) -> int:
    """Terminal columns of visible text: wide characters take two, combining ones none."""
    return len(text) if text.isascii() else sum(map(character_width, text))


@lru_cache(maxsize=4096)
def character_width(character: str) -> int:
    """As Unicode Standard Annex #11 has it for a context that isn't East Asian: ambiguous characters are narrow."""
    from unicodedata import category, east_asian_width

    if category(character) in {"Mn", "Me"} or ord(character) in _CONJOINING_JAMO:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def source_width(text: str) -> int:
    return width(visible_source(text))


def harmless(line: str) -> str:
    """A visible line that no CI runner takes for a command, whatever it starts with."""
    start = line.lstrip()
    if not start.startswith(COMMAND_PREFIX):
        return line
    return f"{line[: len(line) - len(start)]}\\u{{{ord(start[0]):x}}}{start[1:]}"


@lru_cache(maxsize=1024)
def wrap(text: str, columns: int, hang: str) -> str:
    """`text` broken at spaces into lines of at most `columns`, all but the first after `hang`; long words stay.

    The findings of a rule often say the same.
    """
    shown = visible(text.replace("\n", " "))
    measure = len if shown.isascii() else width
    lines: list[str] = []
    room = 0
    for word in filter(None, shown.split(" ")):
        room -= measure(word) + 1
        if room < 0:
            lines.append(word)
            room = columns - measure(word)
        else:
            lines[-1] = f"{lines[-1]} {word}"
    return f"\n{hang}".join([*lines[:1], *map(harmless, lines[1:])])
