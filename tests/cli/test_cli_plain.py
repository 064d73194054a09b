"""Plain arguments of `podlint check`: what is made of them without click is what click makes of them."""

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.cli.check import command
from podlint.cli.commands import program
from podlint.cli.plain import plain_options

SPELLINGS = [spelling for param in command.params for spelling in (*param.opts, *param.secondary_opts)]
WORDS = st.one_of(
    st.sampled_from(
        [*SPELLINGS, "-", "--", "-h", "--help", "-qv", "--quie", "--sel", "deploy", "*.yaml", "3", "", "-3"]
    ),
    st.builds("{}={}".format, st.sampled_from([*SPELLINGS, "--nothing"]), st.sampled_from(["", "a", "-a", "a=b"])),
    st.text(st.characters(exclude_characters="\0"), max_size=4),  # no system passes a NUL on
)


def by_click(arguments: list[str]) -> dict[str, object]:
    """What is given, without the options that are not there. Raises click.ClickException or click.exceptions.Exit."""
    above = click.Context(program, info_name="podlint", **program.context_settings)
    context = command.make_context("check", list(arguments), parent=above)
    return {name: value for name, value in context.params.items() if value not in (None, ())}


@settings(derandomize=True, max_examples=200, deadline=None, database=None)
@given(st.lists(WORDS, max_size=6))
def test_as_click_reads_it(arguments: list[str]) -> None:
    options = plain_options(arguments)
    assert options is None or options == by_click(arguments)


@pytest.mark.parametrize("arguments", [[spelling, "1"] for spelling in SPELLINGS if spelling.startswith("-")])
def test_every_option_is_plain(arguments: list[str]) -> None:
    assert plain_options(arguments) == by_click(arguments)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--quiet=1"], ["--config"], ["--context", "-1"], ["--", "a"], ["-vq"]]
)
def test_unusual_arguments_are_left_to_click(arguments: list[str]) -> None:
    assert plain_options(arguments) is None


def test_completion_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PODLINT_COMPLETE", "bash_source")
    assert plain_options(["deploy"]) is None


@pytest.mark.parametrize("arguments", [["--quiet=1"], ["--config"]])
def test_what_is_left_to_click_may_be_wrong(arguments: list[str]) -> None:
    with pytest.raises(click.ClickException):
        by_click(arguments)
