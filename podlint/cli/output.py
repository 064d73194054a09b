"""Standard output: a reader that has gone away is no error."""

import os
import sys


def write(text: str) -> None:
    """Writes and flushes. When nobody reads any more the rest is dropped in silence, and the run ends as it would have.

    What the terminal's encoding can't show is written as an escape.
    """
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(shown)
        stream.flush()
    except BrokenPipeError:
        # Else the interpreter would fail to flush the same buffer once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
