"""podlint config: which settings hold here and why, which files are read, whether a configuration is valid."""

import os
from collections.abc import Iterator
from typing import Any

import click

from podlint.choosing import choose
from podlint.cli.configuring import configured
from podlint.cli.options import GroupedCommand, paths_argument, setting_options
from podlint.cli.output import complain, write
from podlint.cli.settings_text import lines
from podlint.config import Config, find_config, layered, texts
from podlint.config.file import from_file
from podlint.files import STDIN
from podlint.inputs import read_inputs
from podlint.judging import all_rules, parsed
from podlint.problem import Problem, UserError, near_path
from podlint.report.characters import visible


@click.group("config")
def command() -> None:
    """Which settings hold here and where they were written, which files are read, whether a configuration is valid."""


@command.command("show", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def show(**options: Any) -> int:
    """Print every setting as .podlint.yaml has it, and where it was written.

    Takes the options and arguments of `podlint check`, so that it tells what they come to.
    """
    config = configured(options)
    head = f"# {config.file}" if config.file and not config.no_config else "# no .podlint.yaml"
    write("".join(f"{visible(line)}\n" for line in (head, *lines(config, defaults=True))))
    return 0


@command.command("files", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def files(**options: Any) -> int:
    """Print the files that `podlint check` reads with these options, and those that it passes over with the reason."""
    inputs = read_inputs(configured(options), all_skipped=True)
    readings = tuple(parsed(inputs.contents))
    templates = [(reading.source.name, "an unrendered template") for reading in readings if reading.template]
    write("".join(f"read     {visible(one.source.name)}\n" for one in readings if not one.template))
    write("".join(f"skipped  {visible(name)}: {visible(why)}\n" for name, why in (*inputs.skipped, *templates)))
    complain("".join(f"podlint: {visible(error)}\n" for error in inputs.errors))
    return 2 if inputs.errors else 0


@command.command("validate")
@click.argument("files", nargs=-1, type=click.Path())
def validate(files: tuple[str, ...]) -> int:
    """Check configuration files: keys, values, the rules they name and their parameters, the paths.

    By default the configuration that holds here. Exits with 2 where something is to be mended.
    """
    names = files or tuple(filter(None, [find_config(os.getcwd())]))
    if not names:
        raise UserError([Problem("no .podlint.yaml here or above; podlint init writes one")])
    problems = [problem for name in names for problem in _problems(name)]
    if problems:
        raise UserError(problems)
    write("".join(f"{visible(os.path.relpath(name))} is valid\n" for name in names))
    return 0


def _problems(name: str) -> Iterator[Problem]:
    try:
        config = layered([from_file(name)])
        yield from _missing_paths(config)
        choose(all_rules(texts(config.rule_folders)), config)
    except UserError as error:
        yield from error.problems


def _missing_paths(config: Config) -> Iterator[Problem]:
    for word in config.paths:
        is_pattern = any(sign in word.text for sign in "*?[")
        if word.place and not is_pattern and word.text != STDIN and not os.path.lexists(word.text):
            yield Problem(f"{word.text}: no such file or directory{near_path(word.text)}", word.place)
