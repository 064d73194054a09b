"""Standard output and standard error: a reader that has gone away is no error."""

import os
import sys
from typing import TextIO

from podlint.problem import Problem, UserError

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
MOST_PROBLEMS = 50


def write(text: str) -> None:
    """Writes to standard output. Raises UserError if the disk is full or the like."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _abandon(sys.stdout)
        raise unwritten(error) from error


def unwritten(error: OSError) -> UserError:
    return UserError([Problem(f"can't write the output: {(error.strerror or str(error)).lower()}")])


def complain(text: str) -> None:
    """Writes to standard error. If that fails there is nobody left to tell."""
    try:
        _write(sys.stderr, text)
    except OSError:
        _abandon(sys.stderr)


def complain_of(error: UserError, color: str = "auto") -> int:
    """Tells what the user must mend; returns the exit code. A `color` that is no choice counts as "auto"."""
    from podlint.report.problems import render_problems
    from podlint.report.style import use_color

    problems = list(error.problems[:MOST_PROBLEMS])
    if len(error.problems) > MOST_PROBLEMS:
        problems.append(Problem(f"and {len(error.problems) - MOST_PROBLEMS} more problems"))
    choice = color if color in ("always", "never") else "auto"
    complain(render_problems(problems, use_color(choice, os.environ, sys.stderr)))
    return EXIT_USAGE


def _write(stream: TextIO | None, text: str) -> None:
    """Writes and flushes. When nobody reads any more the rest is dropped in silence, and the run ends as it would have.

    What the terminal's encoding can't show is written as an escape. A stream that the caller closed is None.
    """
    if stream is None or not text:
        return
    encoding = stream.encoding or "utf-8"
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(shown)
        stream.flush()
    except BrokenPipeError:
        _abandon(stream)


def _abandon(stream: TextIO) -> None:
    """Else the interpreter would fail to flush the same buffer once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
