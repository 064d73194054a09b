"""When output is coloured."""

from io import StringIO

import pytest

from podlint.report.style import ANSI, PLAIN, use_color


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
