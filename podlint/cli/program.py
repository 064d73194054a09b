"""The `podlint` program: its commands, and how a run ends whatever happens."""

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from podlint import __version__
from podlint.problem import UserError

COMMANDS = ("check", "explain", "rules", "facts", "new", "test")
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class _Commands(click.Group):
    """Each command lies in the module of its name, so that a run imports only its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"podlint.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from podlint.problem import near_name

            ctx.fail(f"no such command: {args[0]}{near_name(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="podlint %(version)s")
def program() -> None:
    """Find in Kubernetes manifests what kubectl apply would reject, and what would break at run time."""


def main() -> NoReturn:
    """Runs a command and exits: 0 clean, 1 findings, 2 not to be trusted, 130 interrupted."""
    try:
        code = program.main(prog_name="podlint", standalone_mode=False)
    except (UserError, click.ClickException) as error:
        code = _complain(error)
    except (KeyboardInterrupt, click.Abort):
        code = EXIT_INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)


def _complain(error: Any) -> int:
    if isinstance(error, click.ClickException):
        error.show()
        return EXIT_USAGE
    from podlint.report.problems import render_problems
    from podlint.report.style import use_color

    sys.stderr.write(render_problems(error.problems, use_color("auto", os.environ, sys.stderr)))
    return EXIT_USAGE
