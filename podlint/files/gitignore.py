"""What git ignores: .gitignore files of the directory, of those above it up to the repository, .git/info/exclude."""

import os

from podlint.files.ignore_patterns import Patterns, compile_patterns
from podlint.namedtuple import NamedTuple

NAME = ".gitignore"


class IgnoreFile(NamedTuple):
    """The patterns of one file, which hold below `directory` (absolute, with its final separator)."""

    name: str
    directory: str
    spec: Patterns
    lines: tuple[int, ...]


IgnoreFiles = tuple[IgnoreFile, ...]
"""From the repository's root down: of two that match, the later one decides."""


def read_ignore_file(path: str, directory: str) -> IgnoreFiles:
    """None, or one. A file that can't be read ignores nothing, as in git."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return ()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    spec = compile_patterns([line for _, line in numbered])
    prefix = directory if directory.endswith(os.sep) else directory + os.sep
    return (IgnoreFile(path, prefix, spec, tuple(number for number, _ in numbered)),)


def ignore_files_above(directory: str) -> IgnoreFiles:
    """Those that hold in a directory (absolute) without its own; none outside a repository."""
    above = [directory]
    while not os.path.lexists(os.path.join(above[-1], ".git")):
        parent = os.path.dirname(above[-1])
        if parent == above[-1]:
            return ()
        above.append(parent)
    found = read_ignore_file(os.path.join(above[-1], ".git", "info", "exclude"), above[-1])
    for parent in reversed(above[1:]):
        found += read_ignore_file(os.path.join(parent, NAME), parent)
    return found


def ignored_by(files: IgnoreFiles, path: str, is_directory: bool) -> str | None:
    """`file:line` of the pattern that ignores an absolute path; None if it is not ignored."""
    for file in reversed(files):
        if len(path) <= len(file.directory):
            continue
        relative = path[len(file.directory) :].replace(os.sep, "/")
        result = file.spec.check_file(relative + "/" if is_directory else relative)
        if result.include is None:
            continue
        return f"{_shown(file.name)}:{file.lines[result.index or 0]}" if result.include else None
    return None


def _shown(path: str) -> str:
    """Relative where that is shorter to read."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
