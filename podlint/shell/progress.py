"""How much of a script has been read; shared with the scripts inside it, so that the whole work is bounded."""

from __future__ import annotations

from podlint.dataclass import dataclass

MAX_DEPTH = 50
MAX_COMMANDS = 4_000
MAX_LENGTH = 1 << 20
MAX_FOLLOWED = 1 << 18
MAX_EXPANDED = 1 << 22


@dataclass(slots=True)
class Progress:
    """`length` counts the characters of scripts, `followed` those of the bodies of called functions.

    `expanded` counts the characters of the values of words; past the bound every variable is unknown.
    """

    length: int = 0
    followed: int = 0
    commands: int = 0
    depth: int = 0
    expanded: int = 0
    errors: bool = False

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
