"""The `podlint` program: how a run begins, and how it ends whatever happens."""

import os
import sys
from typing import NoReturn

from podlint.cli.output import EXIT_INTERRUPTED, EXIT_USAGE, complain, complain_of
from podlint.problem import UserError


def main() -> NoReturn:
    """Runs a command and exits: 0 clean, 1 findings, 2 not to be trusted, 130 interrupted."""
    try:
        code = _run(sys.argv[1:])
    except UserError as error:
        code = complain_of(error)
    except KeyboardInterrupt:
        complain("\n")  # the terminal shows ^C where the cursor was
        code = EXIT_INTERRUPTED
    except Exception as error:  # a bug: it is told in a line, and no run that met one passes for a clean one
        code = _confess(error)
    sys.exit(code if isinstance(code, int) else 0)


def _run(arguments: list[str]) -> object:
    """Modules are imported when it is known that they are needed."""
    if arguments[:1] == ["check"]:
        from podlint.cli.plain import plain_options

        options = plain_options(arguments[1:])
        if options is not None:
            from podlint.cli.checking import check

            return check(options)
    from podlint.cli.commands import run

    return run(arguments)


def _confess(error: Exception) -> int:
    """Where the bug is, for whoever reports it; all of it with PODLINT_TRACEBACK set."""
    import traceback

    from podlint.report.characters import visible

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "podlint" in frame.filename]
    where = f"{frames[-1].filename.rpartition('podlint' + os.sep)[2]}:{frames[-1].lineno}"
    complain(visible(f"internal: {type(error).__name__}: {error} ({where}); this is a bug in podlint") + "\n")
    if os.environ.get("PODLINT_TRACEBACK"):
        complain("".join(traceback.format_exception(error)))
    return EXIT_USAGE
