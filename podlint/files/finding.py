"""The files that paths, globs and `-` stand for."""

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from podlint.files.contents import STDIN, FileTrouble
from podlint.files.gitignore import compile_patterns
from podlint.files.walking import SUFFIXES, Walk, trouble_with

_MAGIC = re.compile(r"[*?\[]")


class Found(NamedTuple):
    """File names as the user would write them, what was passed over and why, and what can't be read."""

    files: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    errors: tuple[FileTrouble, ...]


def find_files(
    paths: Sequence[str],
    exclude: Sequence[str] = (),
    use_gitignore: bool = True,
    cwd: str | os.PathLike[str] | None = None,
) -> Found:
    """The files to read, in the order of the paths, those of a directory or glob sorted, each once.

    A directory gives its YAML and JSON files, a file that is named is taken whatever its suffix. `exclude` holds patterns
    as in .gitignore, relative to `cwd`, for all of them. Relative paths start at `cwd`, and stay relative.
    """
    base = os.path.abspath(cwd or ".")
    walk = Walk(use_gitignore)
    for name in paths:
        _find(walk, name, base)
    if not exclude:
        return Found(tuple(walk.files), tuple(walk.skipped), tuple(walk.errors))
    return _without_excluded(walk, list(exclude), base)


def _find(walk: Walk, name: str, base: str) -> None:
    path = os.path.normpath(os.path.join(base, name))
    if name == STDIN:
        walk.add_file(name, name)
    elif os.path.isdir(path):
        walk.walk(name, path)
    elif os.path.isfile(path):
        walk.add_file(name, os.path.realpath(path))
    elif _MAGIC.search(name) and not os.path.lexists(path):
        _find_matches(walk, name, base)
    else:
        walk.errors.append(FileTrouble(name, trouble_with(path) if name else "an empty path"))


def _find_matches(walk: Walk, pattern: str, base: str) -> None:
    """Walks the directory before the first wildcard. Of directories that match, all YAML and JSON files are taken."""
    parts = pattern.split("/")
    fixed = next(index for index, part in enumerate(parts) if _MAGIC.search(part))
    root = "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else ".")
    rest = "/" + "/".join(parts[fixed:])
    has_suffix = bool(os.path.splitext(parts[-1])[1])
    path = os.path.normpath(os.path.join(base, root))
    inner = Walk(walk.use_gitignore)
    inner.seen = set(walk.seen)
    if os.path.isdir(path):
        inner.walk(root, path, ("",) if has_suffix else SUFFIXES)
    spec = compile_patterns([rest])
    matches = [name for name in inner.files if spec.match_file(os.path.relpath(os.path.join(base, name), path))]
    for name in matches:
        walk.add_file(name, os.path.realpath(os.path.join(base, name)))
    if not matches:
        walk.errors.append(FileTrouble(pattern, "no such file, and no file matches"))


def _without_excluded(walk: Walk, exclude: list[str], base: str) -> Found:
    spec = compile_patterns(exclude)
    files = []
    skipped = list(walk.skipped)
    for name in walk.files:
        relative = os.path.relpath(os.path.join(base, name), base)
        number = None if name == STDIN or relative.startswith("..") else spec.check_file(relative).index
        if number is None:
            files.append(name)
        else:
            skipped.append((name, f"excluded by `{exclude[number]}`"))
    return Found(tuple(files), tuple(skipped), tuple(walk.errors))
