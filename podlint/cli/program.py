"""The `podlint` program: its commands, and how a run ends whatever happens."""

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from podlint import __version__
from podlint.problem import UserError

COMMANDS = ("check", "init", "config", "baseline", "cache", "explain", "rules", "facts", "new", "test")
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
    """Find in Kubernetes manifests what kubectl apply would reject, and what would break at run time.

    Each option of check has a twin in the environment: --fail-on, for example, is PODLINT_FAIL_ON.
    """


def main() -> NoReturn:
    """Runs a command and exits: 0 clean, 1 findings, 2 not to be trusted, 130 interrupted."""
    try:
        code = program.main(prog_name="podlint", standalone_mode=False)
    except (UserError, click.ClickException) as error:
        code = _complain(error)
    except (KeyboardInterrupt, click.Abort):
        code = EXIT_INTERRUPTED
    except Exception as error:  # a bug: it is told in a line, and no run that met one passes for a clean one
        code = _confess(error)
    gc.freeze()  # else the interpreter looks for garbage once more, in all that was imported: a tenth of a short run
    sys.exit(code if isinstance(code, int) else 0)


def _complain(error: UserError | click.ClickException) -> int:
    from podlint.cli.output import complain_of
    from podlint.problem import Problem

    return complain_of(error if isinstance(error, UserError) else UserError([Problem(_usage(error))]))


def _usage(error: click.ClickException) -> str:
    """What is wrong with the command line, in a line, with the near name of an option."""
    from podlint.problem import near_name

    context = getattr(error, "ctx", None)
    where = f" (podlint {context.info_name} --help)" if context and context.parent else ""
    if isinstance(error, click.NoSuchOption):
        options = [name for param in (context.command.params if context else ()) for name in param.opts]
        return f"no such option: {error.option_name}{near_name(error.option_name, options)}{where}"
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}{where}"


def _confess(error: Exception) -> int:
    """Where the bug is, for whoever reports it; all of it with PODLINT_TRACEBACK set."""
    import traceback

    from podlint.cli.output import complain
    from podlint.report.characters import visible

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "podlint" in frame.filename]
    where = f"{frames[-1].filename.rpartition('podlint' + os.sep)[2]}:{frames[-1].lineno}"
    complain(visible(f"internal: {type(error).__name__}: {error} ({where}); this is a bug in podlint") + "\n")
    if os.environ.get("PODLINT_TRACEBACK"):
        complain("".join(traceback.format_exception(error)))
    return EXIT_USAGE
