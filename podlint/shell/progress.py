"""How much of a script has been read; shared with the scripts inside it, so that the whole work is bounded."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DEPTH = 50
MAX_COMMANDS = 4_000
MAX_LENGTH = 1 << 20
MAX_EXPANDED = 1 << 22


@dataclass(slots=True)
class Progress:
    """`expanded` counts the characters of the values of words; past the bound every variable is unknown."""

    commands: int = 0
    depth: int = 0
    expanded: int = 0
    errors: bool = False

    def exhausted(self) -> bool:
        exhausted = self.depth >= MAX_DEPTH or self.commands >= MAX_COMMANDS
        self.errors |= exhausted
        return exhausted
