"""Progress of a run on a terminal: a line on standard error, gone when the run is over."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO, TypeVar

from podlint.config import Config
from podlint.watch import Watch, silent

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds that a run takes before it shows anything."""

PAUSE = 0.1
"""Seconds between two changes of the line."""

ERASE = "\r\x1b[K"


@contextmanager
def progress(config: Config, variables: Mapping[str, str], stream: TextIO | None) -> Iterator[Watch]:
    """How the run is to be watched: not at all where nobody would see it."""
    if stream is None or not is_wanted(config, variables, stream):
        yield silent
        return
    line = Line(stream)
    try:
        yield line.over
    finally:
        line.erase()


def is_wanted(config: Config, variables: Mapping[str, str], stream: TextIO) -> bool:
    """On a terminal that can erase a line, with a person before it."""
    if config.no_progress or config.quiet or not stream.isatty() or variables.get("TERM", "dumb") == "dumb":
        return False
    return not any(variables.get(name, "").lower() not in ("", "0", "false") for name in ("CI", "PRE_COMMIT"))


class Line:
    """The line, and when it was last written."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.due = time.monotonic() + PATIENCE
        self.is_shown = False

    def over(self, stage: str, items: Sequence[T]) -> Iterable[T]:
        """The items, one after the other; tells how many of them are done."""
        for done, item in enumerate(items):
            if time.monotonic() >= self.due:
                self.show(f"podlint: {stage}, {done} of {len(items)}")
            yield item

    def show(self, text: str) -> None:
        self.stream.write(f"{ERASE}{text}")
        self.stream.flush()
        self.due = time.monotonic() + PAUSE
        self.is_shown = True

    def erase(self) -> None:
        if self.is_shown:
            self.stream.write(ERASE)
            self.stream.flush()
