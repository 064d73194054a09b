"""Options that several commands share, and the configuration they add up to."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from podlint.config import Config, Named, find_config, read_config

Command = TypeVar("Command", bound=Callable[..., Any])


def inputs(command: Command) -> Command:
    """PATH..., --config and --no-config."""
    for option in (
        click.option("--no-config", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config", type=click.Path(dir_okay=False), help="The configuration file [default: .podlint.yaml]."
        ),
        click.argument("paths", nargs=-1, type=click.Path()),
    ):
        command = option(command)
    return command


def rule_folders(command: Command) -> Command:
    """--rules."""
    text = "A folder of further rules, as TOPIC/ID.yaml; repeatable."
    return click.option("--rules", "folders", multiple=True, type=click.Path(), metavar="DIR", help=text)(command)


def configuration(config: str | None, no_config: bool) -> tuple[Config, str]:
    """The configuration and the folder its paths are relative to. Raises UserError for what is wrong in it."""
    if no_config:
        return Config(), "."
    path = config or find_config(os.getcwd())
    if path is None:
        return Config(), "."
    return read_config(path), os.path.relpath(os.path.dirname(os.path.abspath(path)))


def paths_to_check(paths: Sequence[str], config: Config, folder: str) -> tuple[str, ...]:
    """What the command line names, else what the configuration names, else everything here."""
    if paths:
        return tuple(paths)
    return tuple(os.path.normpath(os.path.join(folder, path)) for path in config.paths) or (".",)


def with_choice(config: Config, select: Sequence[str], ignore: Sequence[str]) -> Config:
    """The configuration with --select, which takes the place of the configured one, and --ignore, which adds to it."""
    chosen = tuple(_named(select, "--select"))
    ignored = tuple(_named(ignore, "--ignore"))
    return replace(config, select=chosen or config.select, ignore=config.ignore + ignored)


def _named(values: Sequence[str], option: str) -> list[Named]:
    return [Named(word.strip(), option=option) for value in values for word in value.split(",") if word.strip()]
