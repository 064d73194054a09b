"""Script files whose text is known: which one a command runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.environment import Environment, resolve
from podlint.shell.wrappers import SHELLS, script_operand

if TYPE_CHECKING:
    from podlint.shell.syntax import Word
    from podlint.shell.wrappers import Peeled

SOURCING = frozenset({".", "source"})
RUNNING = SHELLS | SOURCING


class FileCall(NamedTuple):
    """The script file at `path`, named by `word`; `sourced`: it is read into the shell itself."""

    word: Word
    path: str
    positional: tuple[str | None, ...]
    sourced: bool


def file_call(peeled: Peeled, environment: Environment) -> FileCall | None:
    """The known script file that a command runs: `sh FILE`, `. FILE` or `FILE` itself; not one inside itself."""
    program, name = peeled.program, peeled.name
    is_direct = name not in RUNNING
    if program is None or (is_direct and "/" not in program.prefix):
        return None
    words = [program, *peeled.arguments]
    index = 0 if is_direct else 1 if name in SOURCING else 1 + (script_operand(peeled.arguments) or 0)
    if index >= len(words) or "/" not in words[index].prefix:
        return None
    path = resolve(words[index].text, environment.directory)
    text = environment.files.get(path) if path else None
    if path is None or text is None or path in environment.calling or (is_direct and not is_for_shell(text)):
        return None
    positional = tuple(word.text for word in words[index + 1 :])
    return FileCall(words[index], path, positional, sourced=name in SOURCING)


def is_for_shell(text: str) -> bool:
    """Whether a file that is run itself is run by a shell: its first line names one, or no interpreter at all."""
    first = text.partition("\n")[0]
    words = first[2:].split() if first.startswith("#!") else ["sh"]
    names = [word.rpartition("/")[2] for word in words]
    return not SHELLS.isdisjoint(names[1:2] if names[:1] == ["env"] else names[:1])
