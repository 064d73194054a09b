"""Which lines git says have changed: since a commit, or staged for the next one."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from podlint.pattern import pattern
from podlint.problem import Problem, UserError, near_name

Lines: TypeAlias = dict[str, list[range]]
"""By the real path of a file its changed lines, 1-based."""

WHOLE = range(1, 1 << 60)
"""All lines of a file."""

_DIFF = ("diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--text")
_FORMAT = ("--diff-filter=d", "--ignore-submodules", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/")
_HUNK = pattern(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = pattern(rb"\\([0-7]{3}|.)")
_NO_NEWLINE = b"\\"
_LETTERS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def changed_since(ref: str) -> Lines:
    """The lines of the working tree that are not as in the commit where this branch left `ref`; new files whole.

    Where there is no such commit, as in a shallow clone, `ref` itself is what they are compared with. Raises UserError
    outside of a git repository and for what names no commit.
    """
    top = _top("--since")
    _check_commit(ref)
    base = _git("merge-base", "--end-of-options", ref, "HEAD").strip().decode() or ref
    lines = _lines(top, _git(*_DIFF, *_FORMAT, base, "--"))
    untracked = _git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/")
    return lines | {_real(top, name): [WHOLE] for name in untracked.split(b"\0") if name}


def changed_in_index() -> Lines:
    """The lines that the next commit changes, as `git add` has them. Raises UserError outside of a git repository."""
    return _lines(_top("--staged"), _git(*_DIFF, *_FORMAT, "--cached", "--"))


def contents_in_index() -> dict[str, bytes]:
    """By their real paths the files whose staged content is not what lies in the working tree."""
    top = _top("--staged")
    names = _git(
        "diff", "--name-only", "-z", "--diff-filter=MT", "--no-ext-diff", "--ignore-submodules", "--no-relative"
    )
    return {_real(top, name): _git("show", f":{os.fsdecode(name)}") for name in names.split(b"\0") if name}


def _top(option: str) -> str:
    found = _git("rev-parse", "--show-toplevel")
    if not found:
        raise UserError([Problem(f"{option} needs a git repository, and {os.getcwd()} is in none")])
    return os.fsdecode(found.rstrip(b"\n"))


def _check_commit(ref: str) -> None:
    if not _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"):
        known = _git("for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()
        advice = near_name(ref, known) or "; a shallow clone has to fetch it first"
        raise UserError([Problem(f"--since: `{ref}` names no commit here{advice}")])


def _git(*arguments: str) -> bytes:
    """What git prints; nothing where it fails, for the callers know what that means."""
    import subprocess  # imported late: only these two options need it

    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=environment, check=False)
    except OSError as error:
        raise UserError([Problem(f"can't run git: {(error.strerror or str(error)).lower()}")]) from error
    return done.stdout if done.returncode == 0 else b""


def _real(top: str, name: bytes) -> str:
    return os.path.realpath(os.path.join(top, os.fsdecode(name)))


def _lines(top: str, diff: bytes) -> Lines:
    """The new side of a diff without context."""
    found: Lines = {}
    hunks: list[range] = []
    for line in _headers(diff.split(b"\n")):
        if line.startswith(b"+++ "):
            hunks = found.setdefault(_real(top, _name(line[4:])), [])
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[2]), int(hunk[3] or 1)
            # Where lines have only gone, those beside the gap are what changed.
            hunks.append(range(start, start + (count or 2)))
    return found


def _headers(lines: Sequence[bytes]) -> Iterator[bytes]:
    """The lines of a diff that are not text of the files, which may look like headers."""
    text = 0
    for line in lines:
        if text and not line.startswith(_NO_NEWLINE):
            text -= 1
        else:
            hunk = _HUNK.match(line)
            text = int(hunk[1] or 1) + int(hunk[3] or 1) if hunk else 0
            yield line


def _name(path: bytes) -> bytes:
    """The file of a `+++` line, without its prefix; git quotes names that hold control characters or quotes."""
    path = path.removesuffix(b"\t")
    if path.startswith(b'"'):
        path = _ESCAPE.sub(_unescaped, path[1:-1])
    return path.removeprefix(b"b/")


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if len(code) > 1 else _LETTERS.get(code, code)
