"""Options that several commands share, and the configuration they add up to."""

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from podlint.config import Config, Named, RuleSetting, find_config, read_config
from podlint.dataclass import replace
from podlint.kubernetes.api.releases import minors_of
from podlint.problem import Problem, UserError
from podlint.reading import read_source

Command = TypeVar("Command", bound=Callable[..., Any])
ENVIRONMENT: dict[str, Any] = {"auto_envvar_prefix": "PODLINT"}
"""Settings of every command: each option has a twin in the environment, --fail-on for example PODLINT_FAIL_ON."""


def inputs(command: Command) -> Command:
    """PATH..., --config and --no-config."""
    return click.argument("paths", nargs=-1, type=click.Path())(config_file(command))


def config_file(command: Command) -> Command:
    """--config and --no-config."""
    text = "The configuration file [default: .podlint.yaml]."
    command = click.option("--no-config", is_flag=True, help="Read no configuration file.")(command)
    return click.option("--config", type=click.Path(dir_okay=False), help=text)(command)


def rule_folders(command: Command) -> Command:
    """--rules."""
    text = "A folder of further rules, as TOPIC/ID.yaml; repeatable."
    return click.option("--rules", multiple=True, type=click.Path(), metavar="DIR", help=text)(command)


def configuration(config: str | None, no_config: bool) -> Config:
    """The configuration. Raises UserError for what is wrong in it."""
    path = None if no_config else config or find_config(os.getcwd())
    return read_config(path) if path else Config()


def paths_to_check(paths: Sequence[str], config: Config) -> tuple[str, ...]:
    """What the command line names, else what the configuration names, else everything here."""
    if paths:
        return tuple(paths)
    return tuple(os.path.normpath(os.path.join(config.folder, path)) for path in config.paths) or (".",)


def with_inputs(config: Config, stdin_filename: str, no_gitignore: bool) -> Config:
    """The configuration with --stdin-filename and --no-gitignore."""
    return replace(config, stdin_name=stdin_filename, use_gitignore=not no_gitignore)


def with_choice(config: Config, select: Sequence[str], extend: Sequence[str], ignore: Sequence[str]) -> Config:
    """The configuration with --select, which replaces the configured one, --extend-select and --ignore, which add."""
    chosen = tuple(_named(select, "--select")) or config.select or (Named("default"),)
    return replace(
        config,
        select=chosen + tuple(_named(extend, "--extend-select")),
        ignore=config.ignore + tuple(_named(ignore, "--ignore")),
    )


def with_parameters(config: Config, values: Sequence[str]) -> Config:
    """The configuration with what --set says of the parameters of rules. Raises UserError."""
    return replace(config, rules=config.rules + tuple(map(_setting, values)))


def with_version(config: Config, version: str | None) -> Config:
    """The configuration with --kubernetes-version. Raises UserError for a release whose API is not known."""
    if version is None:
        return config
    try:
        minors = minors_of(version)
    except ValueError as error:
        raise UserError([Problem(f"--kubernetes-version {error}")]) from None
    return replace(config, kubernetes_version=version, settings=replace(config.settings, kubernetes_minors=minors))


def _setting(text: str) -> RuleSetting:
    """`RULE.PARAM=VALUE`, the value as in YAML."""
    name, equals, value = text.partition("=")
    rule, dot, param = name.partition(".")
    reading = read_source("--set", value.encode(errors="replace"))
    if not (equals and dot and rule and param) or reading.unreadable or len(reading.documents) != 1:
        raise UserError([Problem(f"--set takes RULE.PARAM=VALUE, not `{text}`")])
    return RuleSetting(Named(rule, option="--set"), None, {param: reading.documents[0].value})


def _named(values: Sequence[str], option: str) -> list[Named]:
    return [Named(word.strip(), option=option) for value in values for word in value.split(",") if word.strip()]
