"""The files that paths, globs and `-` stand for."""

import os
from collections.abc import Sequence
from itertools import groupby

from podlint.files.contents import STDIN, FileTrouble
from podlint.files.ignore_patterns import Patterns, compile_patterns
from podlint.files.walking import SUFFIXES, Walk, trouble_with
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

_MAGIC = pattern(r"[*?\[]")


class Exclusion(NamedTuple):
    """A pattern as in .gitignore, the folder that it holds in, and where it was written."""

    pattern: str
    folder: str = "."
    origin: str = ""


class Found(NamedTuple):
    """File names as the user would write them, what was passed over and why, and what can't be read."""

    files: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    errors: tuple[FileTrouble, ...]


def find_files(
    paths: Sequence[str],
    exclude: Sequence[Exclusion] = (),
    use_gitignore: bool = True,
    cwd: str | os.PathLike[str] | None = None,
    force_exclude: bool = False,
    all_skipped: bool = False,
) -> Found:
    """The files to read, in the order of the paths, those of a directory or glob sorted, each once.

    A directory gives its YAML and JSON files, a file that is named is taken whatever its suffix. `exclude` is for what
    directories and globs give, and with `force_exclude` for files that are named as well; of several patterns that
    match, the last decides. Relative paths start at `cwd`, and stay relative. `all_skipped` tells of the files too that
    are passed over for their names alone.
    """
    base = os.path.abspath(cwd or ".")
    walk = Walk(use_gitignore, all_skipped)
    for name in paths:
        _find(walk, name, base)
    if not exclude:
        return Found(tuple(walk.files), tuple(walk.skipped), tuple(walk.errors))
    return _without_excluded(walk, exclude, base, frozenset() if force_exclude else frozenset(paths))


def _find(walk: Walk, name: str, base: str) -> None:
    path = os.path.normpath(os.path.join(base, name))
    if not name:
        walk.errors.append(FileTrouble(name, "an empty path"))
    elif name == STDIN:
        walk.add_file(name, name)
    elif os.path.isdir(path):
        walk.walk(name, path)
    elif os.path.isfile(path):
        walk.add_file(name, _identity(path))
    elif _MAGIC.search(name) and not os.path.lexists(path):
        _find_matches(walk, name, base)
    else:
        walk.errors.append(FileTrouble(name, trouble_with(path)))


def _find_matches(walk: Walk, pattern: str, base: str) -> None:
    """Walks the directory before the first wildcard. Of directories that match, all YAML and JSON files are taken."""
    parts = pattern.split("/")
    fixed = next(index for index, part in enumerate(parts) if _MAGIC.search(part))
    root = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else ".")
    rest = "/" + "/".join(parts[fixed:])
    has_suffix = bool(os.path.splitext(parts[-1])[1])
    path = os.path.normpath(os.path.join(base, root))
    inner = Walk(walk.use_gitignore)
    if os.path.isdir(path):
        inner.walk(root, path, ("",) if has_suffix else SUFFIXES)
    spec = compile_patterns([rest])
    matches = [name for name in inner.files if _matches(spec, name, path, base)]
    errors = [error for error in inner.errors if _matches(spec, error.name, path, base)]
    for name in matches:
        walk.add_file(name, _identity(os.path.join(base, name)))
    walk.errors += errors or ([] if matches else [FileTrouble(pattern, "no such file, and no file matches")])


def _matches(spec: Patterns, name: str, directory: str, base: str) -> bool:
    return spec.match_file(os.path.relpath(os.path.join(base, name), directory))


def _identity(path: str) -> str:
    """The same for all names of a file, but a symbolic link to a file is a file of its own."""
    directory, name = os.path.split(path)
    return os.path.join(os.path.realpath(directory), name)


def _without_excluded(walk: Walk, exclude: Sequence[Exclusion], base: str, named: frozenset[str]) -> Found:
    groups = [
        (os.path.join(base, folder), members := list(run), compile_patterns([one.pattern for one in members]))
        for folder, run in groupby(exclude, key=lambda one: one.folder)
    ]
    files = []
    skipped = list(walk.skipped)
    for name in walk.files:
        by = None if name == STDIN or name in named else _excluded_by(os.path.join(base, name), groups)
        if by is None:
            files.append(name)
        else:
            skipped.append((name, f"excluded by `{by.pattern}`{f' in {by.origin}' if by.origin else ''}"))
    return Found(tuple(files), tuple(skipped), tuple(walk.errors))


def _excluded_by(path: str, groups: Sequence[tuple[str, list[Exclusion], Patterns]]) -> Exclusion | None:
    decided = None
    for folder, members, spec in groups:
        relative = os.path.relpath(path, folder)
        result = None if relative.startswith("..") else spec.check_file(relative)
        if result is not None and result.include is not None:
            decided = members[result.index or 0] if result.include else None
    return decided
