"""Options of commands, made from the table of settings."""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from podlint.cli.output import complain_of
from podlint.config import SETTINGS
from podlint.config.forms import Flag, Setting
from podlint.problem import UserError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

CONFIG_FILE = ("file", "no_config")
"""The settings that say which configuration is read, for commands that take no others."""


class SettingOption(click.Option):
    """The option of a setting. What it is given is read by the setting itself, as its variable and its key are."""

    def __init__(self, setting: Setting[Any]) -> None:
        names = setting.spellings if isinstance(setting, Flag) else setting.option or ""
        super().__init__(
            [setting.name, names, *([setting.short] if setting.short else [])],
            default=None,
            multiple=setting.repeatable,
            is_flag=isinstance(setting, Flag),
            metavar=setting.metavar or None,
            allow_from_autoenv=False,
        )
        self.setting = setting

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:  # noqa: ARG002
        """One spelling of a flag is enough, for its opposite is always called alike."""
        names = ", ".join(filter(None, (self.setting.short, self.setting.option)))
        remarks = "; ".join(_remarks(self.setting))
        return f"{names} {self.setting.metavar}".rstrip(), f"{self.setting.help}{f' [{remarks}]' if remarks else ''}."

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":  # noqa: ARG002
        from podlint.cli.completion import of_setting  # imported late: a shell asks, and no run

        return of_setting(self.setting, incomplete)


class GroupedCommand(click.Command):
    """Shows its options under the headings of their settings, and what the user must mend in the colour asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            return complain_of(error, ctx.params.get("color") or os.environ.get("PODLINT_COLOR", ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        options.sort(key=lambda option: not isinstance(option, SettingOption))
        for heading, members in groupby(options, key=_heading):
            records = [record for option in members if (record := option.get_help_record(ctx))]
            with formatter.section(heading):
                formatter.write_dl(records)


def setting_options(names: Iterable[str] = tuple(SETTINGS)) -> list[click.Parameter]:
    """The options of settings, by default of all that have one."""
    return [SettingOption(SETTINGS[name]) for name in names if SETTINGS[name].option]


def paths_argument() -> click.Argument:
    """PATH..., which stands for the setting `paths`."""
    return click.Argument(["paths"], nargs=-1, type=click.Path())


def _heading(option: click.Option) -> str:
    return option.setting.group if isinstance(option, SettingOption) else "Other"


def _remarks(setting: Setting[Any]) -> Iterator[str]:
    if isinstance(setting.default, tuple):
        words = ",".join(word.text for word in setting.default)
    else:
        words = "" if setting.default in (False, "") else str(setting.default)
    if words:
        yield f"default: {words}"
    if setting.repeatable:
        yield "repeatable"
