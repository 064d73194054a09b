"""Standard output and standard error: a reader that has gone away is no error."""

import os
import sys
from typing import TextIO

from podlint.problem import Problem, UserError


def write(text: str) -> None:
    """Writes to standard output. Raises UserError if the disk is full or the like."""
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _abandon(sys.stdout)
        raise UserError([Problem(f"can't write the output: {(error.strerror or str(error)).lower()}")]) from error


def complain(text: str) -> None:
    """Writes to standard error. If that fails there is nobody left to tell."""
    try:
        _write(sys.stderr, text)
    except OSError:
        _abandon(sys.stderr)


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
