"""Colour and links: whether to use them, and which."""

from collections.abc import Mapping
from typing import TextIO

from podlint.dataclass import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Style:
    """SGR codes by role; a role without a code is printed plain. `links` are made where the terminal knows them."""

    codes: Mapping[str, str] = field(default_factory=dict)
    links: bool = False

    def paint(self, role: str, text: str) -> str:
        code = self.codes.get(role)
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def link(self, uri: str, text: str) -> str:
        """`text` as a hyperlink (OSC 8), or as it is."""
        return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\" if self.links and uri else text


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


def style_for(color: bool, links: bool = False) -> Style:
    style = ANSI if color else PLAIN
    return replace(style, links=True) if links else style


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


_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "zed"})
_LINKING_TERMINALS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")
_FIRST_VTE = 5000
"""0.50, the first release of GNOME's terminal library with hyperlinks."""


def use_links(color: bool, environ: Mapping[str, str], stream: TextIO | None) -> bool:
    """Whether to make hyperlinks in what goes to `stream`: where colour is used on a terminal known to show them.

    A multiplexer in between may drop them. FORCE_HYPERLINK has the last word: 0 for never, else for always.
    """
    forced = environ.get("FORCE_HYPERLINK")
    if not color or forced == "0" or stream is None or not stream.isatty():
        return False
    return bool(forced) or (not _multiplexed(environ) and _is_known(environ))


def _multiplexed(environ: Mapping[str, str]) -> bool:
    return "TMUX" in environ or environ.get("TERM", "").startswith(("screen", "tmux"))


def _is_known(environ: Mapping[str, str]) -> bool:
    version = environ.get("VTE_VERSION", "")
    return (
        "WT_SESSION" in environ
        or environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or environ.get("TERM", "").startswith(_LINKING_TERMINALS)
        or (version.isdecimal() and int(version) >= _FIRST_VTE)
    )
