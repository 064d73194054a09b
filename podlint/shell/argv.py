"""The two ways in: a script text, and the argument vector of an exec-form command."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from podlint.shell.environment import Environment
from podlint.shell.parsing import Reader
from podlint.shell.progress import MAX_LENGTH, Progress
from podlint.shell.simple import command_of
from podlint.shell.source import source_of
from podlint.shell.syntax import Script, Word
from podlint.shell.wrappers import INIT_WRAPPERS, SHELLS, basename, peel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Known = tuple[tuple[str, str | None], ...]

UNREADABLE = Script((), errors=True)


def parse_script(
    text: str, variables: Mapping[str, str | None] | None = None, *, directory: str | None = None
) -> Script:
    """The statements of a script; `variables` not named in it, or None, are unknown. Never raises."""
    if len(text) > MAX_LENGTH:
        return UNREADABLE
    return script_of(text, relevant((text,), variables or {}), directory)


def from_argv(
    argv: Sequence[str | None],
    variables: Mapping[str, str | None] | None = None,
    *,
    directory: str | None = None,
    files: Mapping[str, str] | None = None,
) -> Script:
    """What an argument vector runs. None is an unknown item; an unknown first one that is given a shell runs it.

    `files` are the texts of script files by their absolute path; one that is run is read like the rest.
    """
    if sum(len(item or "") for item in argv) > MAX_LENGTH:
        return UNREADABLE
    known = tuple(sorted((files or {}).items()))
    return script_of_argv(tuple(argv), relevant((*argv, *dict(known).values()), variables or {}), directory, known)


def relevant(texts: Sequence[str | None], variables: Mapping[str, str | None]) -> Known:
    """The variables whose names occur in a text that expands something: the key under which a script is remembered."""
    expanding = [text for text in texts if text and ("$" in text or "~" in text)]
    if not expanding:
        return ()
    names = sorted(name for name in variables if name == "HOME" or any(name in text for text in expanding))
    return tuple((name, variables[name]) for name in names)


@lru_cache(maxsize=512)
def script_of(text: str, variables: Known, directory: str | None) -> Script:
    progress = Progress()
    statements = Reader(source_of(text), progress).script(Environment(dict(variables), directory=directory))
    return Script(statements, progress.errors)


@lru_cache(maxsize=512)
def script_of_argv(
    argv: tuple[str | None, ...], variables: Known, directory: str | None, files: tuple[tuple[str, str], ...]
) -> Script:
    progress = Progress()
    words = [word_of(item, index) for index, item in enumerate(argv)]
    if len(words) > 1 and argv[0] is None and basename(words[1]) in SHELLS | INIT_WRAPPERS:
        del words[0]
    environment = Environment(dict(variables), directory=directory, files=dict(files))
    command = command_of(Reader(source_of(""), progress), peel(words), environment)
    if command.inner is None:
        return Script((command,) if words else (), progress.errors)
    return Script(command.inner.body, progress.errors, launcher=command)


def word_of(item: str | None, index: int) -> Word:
    raw = item or ""
    return Word(item, 0, len(raw), raw, raw, index)
