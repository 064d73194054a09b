"""The files below a directory, sorted, without hidden folders, ignored files and circles of symbolic links."""

import os
import stat
from operator import attrgetter

from podlint.cache import FOLDER
from podlint.files.contents import FileTrouble, describe, kind_of
from podlint.files.gitignore import NAME as IGNORE_FILE
from podlint.files.gitignore import IgnoreFiles, ignore_files_above, ignored_by, read_ignore_file
from podlint.namedtuple import NamedTuple
from podlint.reading.dockerfile.names import is_dockerfile

SUFFIXES = (".yaml", ".yml", ".json")
"""Of the files that are read when a directory is; Dockerfiles are told by their whole name."""

OWN_FILE = ".podlint.yaml"
"""podlint's configuration, which is no manifest; it is read as one only where it is named."""


_NAME = attrgetter("name")


class Directory(NamedTuple):
    """A directory to be read: as its user calls it (empty for the current one), absolute, and with links resolved.

    `name` and `real` end in a separator: what is in the directory has its name behind them.
    """

    name: str
    path: str
    real: str
    ignores: IgnoreFiles


class Walk:
    """Walks directories and gathers what it finds; a file that was found before is not found again."""

    def __init__(self, use_gitignore: bool, all_skipped: bool = False) -> None:
        self.use_gitignore = use_gitignore
        self.all_skipped = all_skipped
        self.files: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self.errors: list[FileTrouble] = []
        self.seen: set[str] = set()
        self.roots: list[str] = []

    def add_file(self, name: str, real: str) -> None:
        if real not in self.seen:
            self.seen.add(real)
            self.files.append(name)

    def walk(self, name: str, path: str, suffixes: tuple[str, ...] = SUFFIXES) -> None:
        """`path` is absolute. A directory that is named is walked even where git ignores it, or it is hidden."""
        ignores = ignore_files_above(path) if self.use_gitignore else ()
        if ignored_by(ignores, path, is_directory=True):
            ignores = ()
        real = os.path.realpath(path)
        self.roots.append(real)
        named = "" if name in (".", "./") else os.path.join(name, "")
        pending = [Directory(named, path, os.path.join(real, ""), ignores)]
        while pending:
            # The last is taken first: what is below a directory stands where the directory would.
            pending += reversed(self.read(pending.pop(), suffixes))

    def read(self, directory: Directory, suffixes: tuple[str, ...]) -> list[Directory]:
        """Adds the files of a directory; returns the directories in it."""
        try:
            with os.scandir(directory.path) as found:
                entries = sorted(found, key=_NAME)
        except OSError as error:
            self.errors.append(FileTrouble(_shown(directory.name), describe(error)))
            return []
        if self.use_gitignore and IGNORE_FILE in map(_NAME, entries):
            own = read_ignore_file(os.path.join(directory.path, IGNORE_FILE), directory.path)
            directory = directory._replace(ignores=directory.ignores + own)
        inner: list[Directory] = []
        for entry in entries:
            name = entry.name
            if _is_directory(entry):
                inner += self.inner(directory, entry)
            elif name != OWN_FILE and (name.endswith(suffixes) or is_dockerfile(name)):
                self.read_file(directory, entry)
            elif self.all_skipped:
                why = "podlint's configuration" if name == OWN_FILE else "not YAML"
                self.skipped.append((directory.name + name, why))
        return inner

    def read_file(self, directory: Directory, entry: os.DirEntry[str]) -> None:
        name = directory.name + entry.name
        ignores = directory.ignores
        if pattern := ignores and ignored_by(ignores, entry.path, is_directory=False):
            self.skipped.append((name, f"ignored by {pattern}"))
        elif _is_file(entry):
            self.add_file(name, directory.real + entry.name)
        else:
            self.errors.append(FileTrouble(name, trouble_with(entry.path)))

    def inner(self, directory: Directory, entry: os.DirEntry[str]) -> tuple[Directory, ...]:
        """The directory that is to be read below this one, if it is; podlint's own is nothing to tell of."""
        if entry.name == FOLDER:
            return ()
        name = directory.name + entry.name
        ignores = directory.ignores
        real = directory.real + entry.name
        why = None
        if entry.name.startswith("."):
            why = "hidden"
        elif pattern := ignores and ignored_by(ignores, entry.path, is_directory=True):
            why = f"ignored by {pattern}"
        elif entry.is_symlink():
            real = os.path.realpath(entry.path)
            why = "a symbolic link to what is read anyway" if self.is_walked(real) else None
            self.roots.append(real)
        if why:
            self.skipped.append((f"{name}/", why))
            return ()
        return (Directory(name + os.sep, entry.path, real + os.sep, ignores),)

    def is_walked(self, real: str) -> bool:
        """Whether a directory is one that is walked, in one, or above one."""
        return any(_contains(root, real) or _contains(real, root) for root in self.roots)


def _shown(name: str) -> str:
    return name[:-1] or name or "."


def _contains(directory: str, path: str) -> bool:
    return path == directory or path.startswith(directory if directory.endswith(os.sep) else directory + os.sep)


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def trouble_with(path: str) -> str:
    """Why a path that exists, or seems to, is no file that can be read."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and os.path.islink(path):
            return f"a symbolic link to nothing: {os.readlink(path)}"
        return describe(error)
    return f"not a file but {kind_of(mode)}" if not stat.S_ISREG(mode) else "can't be read"
