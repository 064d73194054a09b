"""How much of a script has been read; shared with the scripts inside it, so that the whole work is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from podlint.shell.environment import Environment, Function
    from podlint.shell.syntax import Statement

    State = tuple[object, ...]

MAX_DEPTH = 50
MAX_COMMANDS = 4_000
MAX_LENGTH = 1 << 20
MAX_FOLLOWED = 1 << 18
MAX_EXPANDED = 1 << 22


class Work(NamedTuple):
    length: int
    followed: int
    commands: int
    expanded: int

    def since(self, earlier: Work) -> Work:
        return Work(*(now - then for now, then in zip(self, earlier, strict=True)))


class Call(NamedTuple):
    """The statements of a call and the environment that it left, with the work it was, at a depth of so many.

    `function` keeps alive what the state names by its id.
    """

    function: Function
    body: tuple[Statement, ...]
    left: Environment
    work: Work
    depth: int


@dataclass(slots=True)
class Progress:
    """`length` counts the characters of scripts, `followed` those of the bodies of called functions.

    `expanded` counts the characters of the values of words; past the bound every variable is unknown. `calls` are
    those of functions that were followed to their end.
    """

    length: int = 0
    followed: int = 0
    commands: int = 0
    depth: int = 0
    expanded: int = 0
    errors: bool = False
    calls: dict[State, Call] = field(default_factory=dict)

    @property
    def work(self) -> Work:
        return Work(self.length, self.followed, self.commands, self.expanded)

    def takes(self, work: Work) -> bool:
        """Whether so much more stays within all bounds; it counts as done then."""
        length, followed, commands, expanded = (now + more for now, more in zip(self.work, work, strict=True))
        within = length <= MAX_LENGTH and followed <= MAX_FOLLOWED
        if not within or commands >= MAX_COMMANDS or expanded >= MAX_EXPANDED:
            return False
        self.length, self.followed, self.commands, self.expanded = length, followed, commands, expanded
        return True

    def begins(self, length: int) -> bool:
        """Whether a script of this length may still be read."""
        self.length += length
        self.errors |= self.length > MAX_LENGTH
        return self.length <= MAX_LENGTH

    def follows(self, length: int) -> bool:
        """Whether the body of a function of this length may still be followed."""
        self.followed += length
        self.errors |= self.followed > MAX_FOLLOWED
        return self.followed <= MAX_FOLLOWED

    def exhausted(self) -> bool:
        exhausted = self.depth >= MAX_DEPTH or self.commands >= MAX_COMMANDS
        self.errors |= exhausted
        return exhausted
