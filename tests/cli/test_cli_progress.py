"""Progress: where it is shown, where never, and that nothing is left of it."""

import io

import pytest

from podlint.cli.progress import ERASE, Line, is_wanted, progress
from podlint.config import Config
from podlint.watch import silent


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("config", "variables", "wanted"),
    [
        (Config(), {"TERM": "xterm"}, True),
        (Config(), {"TERM": "dumb"}, False),
        (Config(), {}, False),
        (Config(), {"TERM": "xterm", "CI": "true"}, False),
        (Config(), {"TERM": "xterm", "CI": "false"}, True),
        (Config(), {"TERM": "xterm", "PRE_COMMIT": "1"}, False),
        (Config(no_progress=True), {"TERM": "xterm"}, False),
        (Config(quiet=True), {"TERM": "xterm"}, False),
    ],
)
def test_where_it_is_shown(config: Config, variables: dict[str, str], wanted: bool) -> None:
    assert is_wanted(config, variables, Terminal()) is wanted
    assert is_wanted(config, variables, io.StringIO()) is False


def test_it_costs_nothing_where_nobody_sees_it() -> None:
    items = ["a", "b"]
    with progress(Config(), {"TERM": "xterm"}, io.StringIO()) as watch:
        assert watch is silent
        assert watch("reading files", items) is items
    with progress(Config(), {"TERM": "xterm"}, None) as watch:
        assert watch is silent


def test_a_short_run_shows_nothing() -> None:
    terminal = Terminal()
    with progress(Config(), {"TERM": "xterm"}, terminal) as watch:
        assert list(watch("reading files", ["a", "b"])) == ["a", "b"]
    assert terminal.getvalue() == ""


def test_what_is_done_is_told_and_erased_at_the_end() -> None:
    terminal = Terminal()
    line = Line(terminal)
    line.due = 0.0
    assert list(line.over("reading files", ["a", "b", "c"])) == ["a", "b", "c"]
    line.erase()
    assert terminal.getvalue() == f"{ERASE}podlint: reading files, 0 of 3{ERASE}"


def test_it_is_erased_when_a_run_breaks_off() -> None:
    terminal = Terminal()

    def breaks_off() -> None:
        with progress(Config(), {"TERM": "xterm"}, terminal) as watch:
            watch.__self__.due = 0.0  # type: ignore[attr-defined]
            for _ in watch("judging by rules", ["a"]):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    assert terminal.getvalue().endswith(ERASE)
