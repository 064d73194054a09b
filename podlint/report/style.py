"""Colour: whether to use it, and which."""

from collections.abc import Mapping
from typing import TextIO

from podlint.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Style:
    """SGR codes by role; a role without a code is printed plain."""

    codes: Mapping[str, str] = field(default_factory=dict)

    def paint(self, role: str, text: str) -> str:
        code = self.codes.get(role)
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


PLAIN = Style()
ANSI = Style(
    {
        "error": "1;31",
        "warning": "1;33",
        "info": "1;36",
        "message": "1",
        "place": "1",
        "gutter": "34",
        "evidence": "36",
    }
)


def style_for(color: bool) -> Style:
    return ANSI if color else PLAIN


def use_color(choice: str, environ: Mapping[str, str], stream: TextIO | None) -> bool:
    """Whether to colour what goes to `stream`; `choice` is "always", "never" or "auto".

    In "auto" the first that has a say decides: NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE (each only if not empty; 0 in one
    of the latter two means no colour), then whether `stream` is a terminal that isn't dumb. A closed stream is None.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    forced = environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE")
    if forced:
        return forced != "0"
    return stream is not None and stream.isatty() and environ.get("TERM") != "dumb"
