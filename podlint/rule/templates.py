"""Texts with expressions in braces: `{container.name} mounts {path}`."""

from collections.abc import Mapping as Map
from typing import Any

from podlint.cel import Program
from podlint.dataclass import dataclass

Part = str | Program


@dataclass(frozen=True, slots=True)
class Template:
    """Literal text and expressions in turn."""

    parts: tuple[Part, ...]

    def render(self, bindings: Map[str, Any]) -> str:
        """Raises EvaluationError if an expression has no value."""
        return "".join(part if isinstance(part, str) else display(part(bindings)) for part in self.parts)

    @property
    def programs(self) -> list[Program]:
        return [part for part in self.parts if not isinstance(part, str)]


def split(text: str) -> list[tuple[str, int, bool]]:
    """The text cut at its braces: (piece, its offset, whether it is an expression). `{{` and `}}` stand for braces.

    Raises ValueError with the offset as second argument where a brace lacks its partner.
    """
    pieces: list[tuple[str, int, bool]] = []
    literal, start, position = "", 0, 0
    while position < len(text):
        pair = text[position : position + 2]
        if pair in ("{{", "}}"):
            literal, position = literal + pair[0], position + 2
        elif text[position] == "}":
            raise ValueError("this brace closes nothing; write `}}` for a brace in the text", position)
        elif text[position] == "{":
            end = _closing(text, position)
            pieces += [(literal, start, False), (text[position + 1 : end], position + 1, True)]
            literal, start, position = "", end + 1, end + 1
        else:
            literal, position = literal + text[position], position + 1
    return [*pieces, (literal, start, False)] if literal else pieces


def _closing(text: str, start: int) -> int:
    """The brace that closes the one at `start`; braces in strings of the expression do not count."""
    depth, quote = 0, ""
    for position in range(start, len(text)):
        sign = text[position]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "{") - (sign == "}")
            if depth == 0:
                return position
    raise ValueError("this brace is never closed; write `{{` for a brace in the text", start)


def display(value: object) -> str:
    """A value as a sentence shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(display, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}={display(inner)}" for key, inner in value.items())
    return str(value)
