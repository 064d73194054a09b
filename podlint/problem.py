"""What the user must mend in a rule file, the configuration or the command line: it ends a run with exit 2."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass

if TYPE_CHECKING:  # `podlint --version` needs no reader
    from podlint.reading.places import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; `place` is None where it does not stand in a file."""

    message: str
    place: "Place | None" = None

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UserError(Exception):
    """Ends the run. Carries all problems that were found, so that the user mends them in one go."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


def near_name(name: str, known: Sequence[str]) -> str:
    """` did you mean `x`?` with a leading semicolon if a known name is near, else an empty string."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""


def nearest(name: str, known: Sequence[str], cutoff: float = 0.6) -> str:
    """The known name that was probably meant, alike at least by `cutoff` (0 to 1); empty if none is near."""
    from difflib import get_close_matches  # imported late: a clean run needs no near names

    return next(iter(get_close_matches(name, known, n=1, cutoff=cutoff)), "")


def near_path(name: str) -> str:
    """What lies beside a file that does not exist and is called nearly so."""
    folder = os.path.dirname(name)
    if os.path.lexists(name) or not os.path.isdir(folder or "."):
        return ""
    return near_name(name, [os.path.join(folder, other) for other in sorted(os.listdir(folder or "."))])
