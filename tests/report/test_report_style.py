"""When output is coloured, and when places are links."""

import re
from io import StringIO
from pathlib import Path

import pytest
from report_samples import at, finding, report

from podlint.dataclass import replace
from podlint.reading.places import Source
from podlint.report import RenderOptions, render
from podlint.report.style import ANSI, PLAIN, use_color, use_links


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "colored"),
    [
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, True),
        ("auto", {"FORCE_COLOR": "", "CLICOLOR_FORCE": ""}, False),
    ],
)
def test_into_a_file(choice: str, environ: dict[str, str], colored: bool) -> None:
    assert use_color(choice, environ, StringIO()) is colored


@pytest.mark.parametrize(
    ("environ", "colored"),
    [
        ({}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"CLICOLOR_FORCE": "0"}, False),
    ],
)
def test_on_a_terminal(environ: dict[str, str], colored: bool) -> None:
    assert use_color("auto", environ, Terminal()) is colored


def test_paint() -> None:
    assert ANSI.paint("error", "x") == "\x1b[1;31mx\x1b[0m"
    assert ANSI.paint("error", "") == ""
    assert ANSI.paint("no such role", "x") == "x"
    assert PLAIN.paint("error", "x") == "x"


@pytest.mark.parametrize(
    ("environ", "linked"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"VTE_VERSION": "4900"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "seven"}, False),
        ({"TERM_PROGRAM": "WezTerm", "TMUX": "/tmp/x"}, False),
        ({"VTE_VERSION": "7600", "TERM": "screen.xterm"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"FORCE_HYPERLINK": "1", "TMUX": "/tmp/x"}, True),
        ({"FORCE_HYPERLINK": "0", "TERM": "xterm-kitty"}, False),
        ({"FORCE_HYPERLINK": "", "TERM": "xterm-kitty"}, True),
    ],
)
def test_links_on_a_terminal(environ: dict[str, str], linked: bool) -> None:
    assert use_links(True, environ, Terminal()) is linked


def test_links_need_colour_and_a_terminal() -> None:
    assert not use_links(False, {"TERM": "xterm-kitty"}, Terminal())
    assert not use_links(True, {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "1"}, StringIO())
    assert not use_links(True, {"TERM": "xterm-kitty"}, None)


def test_link() -> None:
    assert replace(PLAIN, links=True).link("file:///a", "x") == "\x1b]8;;file:///a\x1b\\x\x1b]8;;\x1b\\"
    assert replace(PLAIN, links=True).link("", "x") == "x"
    assert PLAIN.link("file:///a", "x") == "x"


@pytest.mark.parametrize("form", ["text", "concise"])
def test_places_are_links_to_files_that_exist(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a b\x1b.yaml"
    path.touch()
    source, stdin = Source(str(path), "key: 1\n"), Source("-", "key: 1\n")
    some = report(finding(at(source, "1")), finding(at(stdin, "1")))
    text = render(some, form, RenderOptions(color=True, links=True))
    assert re.findall(r"\x1b]8;;([^\x1b]+)\x1b", text) == [f"{tmp_path.as_uri()}/a%20b%1B.yaml"]
    assert text.replace("\x1b]8;;\x1b\\", "").count("\x1b]8;;") == 1
