"""Whether one command ends, stays or goes into the background, by its name and arguments."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podlint.shell.options import arguments_of
from podlint.shell.programs import CONDITIONS, HABITS, QUITTING, SECONDS, YEAR, Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podlint.shell.syntax import Command, Statement, Word


def manner_of(command: Command) -> Manner:
    """The manner of the program itself, whether it is started with `&` or not."""
    if "timeout" in command.wrappers:
        return "ends"
    if not command.words:
        return "ends"
    if command.name == "sleep":
        return manner_of_sleep(command.arguments)
    program = command.program.text if command.program else None
    name = "init.d" if (program or "").startswith("/etc/init.d/") else command.name or ""
    found = HABITS.get(name) or HABITS.get(name.rstrip("0123456789."))
    if found is None:
        return "unknown"
    if not (found.ends or found.daemon or found.stays):
        return found.otherwise
    given = given_to(command.arguments)
    for manner, arguments in (("ends", found.ends), ("daemon", found.daemon), ("stays", found.stays)):
        if not given.isdisjoint(arguments):
            return manner  # type: ignore[return-value]
    is_certain = all(word.text for word in command.arguments)
    return found.otherwise if is_certain or found.otherwise == "stays" else "unknown"


def given_to(words: Sequence[Word]) -> set[str]:
    """The arguments in every form that a table may name: words, letters of options, pairs, parts between `;`."""
    texts = [word.text for word in words if word.text]
    given = {part.strip() for text in texts for part in text.split(";")}
    given |= {argument.option for argument in arguments_of(words)}
    return given | {f"{first} {second}" for first, second in pairwise(texts)}


def manner_of_sleep(words: Sequence[Word]) -> Manner:
    if any(word.text is None for word in words):
        return "unknown"
    return "stays" if sum(seconds(word.text or "") for word in words) >= YEAR else "ends"


def seconds(text: str) -> float:
    """A duration of `sleep` in seconds; what is no duration makes `sleep` fail at once."""
    number, unit = (text[:-1], text[-1:]) if text[-1:] in SECONDS else (text, "")
    try:
        return float(number) * SECONDS[unit]
    except ValueError:
        return 0.0


def ends_of(manner: Manner) -> bool | None:
    return None if manner == "unknown" else manner != "stays"


def is_condition(statement: Statement) -> bool:
    """Whether the statement is run for its exit status."""
    return getattr(statement, "name", "[") in CONDITIONS


def quits_early(command: Command) -> bool:
    """Whether the command may stop reading its input before the end."""
    arguments = QUITTING.get(command.name or "")
    return arguments is not None and (not arguments or not arguments.isdisjoint(given_to(command.arguments)))
