"""The commands of `podlint` and their options, as click reads them."""

from errno import ENOSPC
from importlib import import_module

import click

from podlint import __version__
from podlint.cli.output import EXIT_INTERRUPTED, unwritten
from podlint.problem import Problem, UserError, near_name

COMMANDS = ("check", "init", "config", "baseline", "cache", "explain", "rules", "facts", "new", "test")


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
            ctx.fail(f"no such command: {args[0]}{near_name(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="podlint %(version)s")
def program() -> None:
    """Find in Kubernetes manifests what kubectl apply would reject, and what would break at run time.

    Each option of check has a twin in the environment: --fail-on, for example, is PODLINT_FAIL_ON.
    """


def run(arguments: list[str]) -> object:
    """Runs the command that the arguments name; returns its exit code, or nothing. Raises UserError."""
    try:
        return program.main(arguments, prog_name="podlint", standalone_mode=False)
    except click.ClickException as error:
        raise UserError([Problem(_usage(error))]) from error
    except click.Abort:
        return EXIT_INTERRUPTED
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        raise unwritten(error) from error  # click writes help and version itself


def _usage(error: click.ClickException) -> str:
    """What is wrong with the command line, in a line, with the near name of an option."""
    context = getattr(error, "ctx", None)
    where = f" (podlint {context.info_name} --help)" if context and context.parent else ""
    if isinstance(error, click.NoSuchOption):
        options = [name for param in (context.command.params if context else ()) for name in param.opts]
        return f"no such option: {error.option_name}{near_name(error.option_name, options)}{where}"
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}{where}"
