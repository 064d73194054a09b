"""The bytes of a file, or why there are none; never waits for a pipe or a device."""

import errno
import os
import stat
import sys

from podlint.namedtuple import NamedTuple
from podlint.reading.budget import MAX_BYTES

STDIN = "-"

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_MESSAGES = {
    errno.ENOENT: "no such file or directory",
    errno.EACCES: "permission denied",
    errno.ELOOP: "symbolic links in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOTDIR: "a part of the path is no directory",
}
_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe; `-` reads from a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FileTrouble(NamedTuple):
    """A file or directory that can't be read."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


def read_bytes(name: str, cwd: str | os.PathLike[str] | None = None) -> bytes | FileTrouble:
    """The file's bytes, at most one more than podlint reads of a file; `-` is standard input."""
    if name == STDIN:
        if sys.stdin is None:
            return FileTrouble(name, "standard input is closed")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        descriptor = os.open(name if cwd is None else os.path.join(cwd, name), _FLAGS)
    except (OSError, ValueError) as error:
        return FileTrouble(name, describe(error))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return FileTrouble(name, f"not a file but {kind_of(status.st_mode)}")
        data = os.read(descriptor, min(status.st_size, MAX_BYTES) + 1)
        # As much as its size says, and no more: that is all of it.
        return data if 0 < len(data) == status.st_size else _with_rest(data, descriptor)
    except OSError as error:
        return FileTrouble(name, describe(error))
    finally:
        os.close(descriptor)


def _with_rest(data: bytes, descriptor: int) -> bytes:
    """All bytes up to the limit: a file may hold more, or less, than its size says."""
    parts = [data]
    left = MAX_BYTES + 1 - len(data)
    while left and parts[-1]:
        parts.append(os.read(descriptor, min(1 << 16, left)))
        left -= len(parts[-1])
    return b"".join(parts)


def kind_of(mode: int) -> str:
    """What a file that is not regular is, in words."""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")


def describe(error: OSError | ValueError) -> str:
    """The error in plain words, without the path."""
    if not isinstance(error, OSError):
        return "the name holds a character that no file name can hold"
    return _MESSAGES.get(error.errno or 0) or (error.strerror or str(error)).lower()
