"""A page for each command, from what click knows of it."""

from collections.abc import Iterator

import click
from documents import Pages

from podlint.cli.commands import program
from podlint.cli.options import SettingOption


def pages() -> Pages:
    context = click.Context(program, info_name="podlint")
    return dict(_pages(program, context))


def _pages(group: click.Group, context: click.Context) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _pages(command, inner)
        else:
            yield (
                f"commands/{inner.command_path.removeprefix('podlint ').replace(' ', '-')}.md",
                "\n".join(_page(command, inner)),
            )


def _page(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (f"# {context.command_path}", "", "```text")
    yield context.get_usage().removeprefix("Usage: ")
    yield from ("```", "", (command.help or "").strip(), "")
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield from ("| option | environment | |", "|---|---|---|")
    for option in options:
        yield f"| {_names(option, context)} | {_twin(option)} | {_help(option, context)} |"


def _names(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    metavar = "" if option.is_flag or option.count else option.make_metavar(context)
    return f"{names} {_cell(metavar)}".strip()


def _twin(option: click.Option) -> str:
    return f"`{option.setting.variable}`" if isinstance(option, SettingOption) else ""


def _help(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return _cell(record[1] if record else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
