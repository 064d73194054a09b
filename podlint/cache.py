"""What podlint keeps from one run to the next: plain data in `.podlint_cache`, which nobody misses if it is lost.

What is read there is data and never code. A file that is damaged, was written for another key or by somebody else is as
good as none, and is written anew. Runs at the same time do no harm: a file is replaced as a whole.

The folder lies among files that a pull request may bring, and an entry that came with one could say that there is
nothing to find. So entries are sealed with a secret that lies elsewhere: in the user's own cache folder, or where
PODLINT_CACHE_DIR says, for whoever names a folder vouches for it.
"""

import os
from collections.abc import Iterator
from json import dumps, loads
from typing import Any

from podlint.digest import seal
from podlint.namedtuple import NamedTuple

FOLDER = ".podlint_cache"
VARIABLE = "PODLINT_CACHE_DIR"
SECRET_LENGTH = 32
MOST_ENTRIES = 100
"""How many entries are kept; the oldest go first."""

_SUFFIX = ".json"


class Entry(NamedTuple):
    """A file of the cache: its name, and its size in bytes."""

    name: str
    size: int


class Cache:
    """Entries by name, one file each; an entry holds for the key that it was put with. Without a folder it is empty.

    `secret_file` seals the entries; if it is not given it lies in the folder.
    """

    __slots__ = ("_secret", "folder", "secret_file")

    def __init__(self, folder: str | None, secret_file: str = "") -> None:
        self.folder = folder
        self.secret_file = secret_file or os.path.join(folder or "", "secret")
        self._secret: bytes | None = None

    def get(self, name: str, key: str) -> Any:
        """The value that was put under this name for this key; None if there is none."""
        if self.folder is None:
            return None
        try:
            with open(self._path(name), "rb", 0) as file:
                head, _, body = file.read().partition(b"\n")
            return loads(body) if head.decode() == self._seal(key, body) else None
        except (OSError, ValueError, RecursionError):
            return None

    def put(self, name: str, key: str, value: object) -> None:
        """Keeps a value of JSON's types under this name; what was there for other keys is forgotten.

        Where nothing can be written, nothing is kept.
        """
        if self.folder is None:
            return
        body = dumps(value, separators=(",", ":")).encode()
        try:
            self._prepare(self.folder)
            self._write(self._path(name), self._seal(key, body, make=True).encode() + b"\n" + body)
            self._prune()
        except OSError:
            return

    def entries(self) -> Iterator[Entry]:
        """What is kept, the oldest first. Raises OSError where the folder can't be read."""
        if self.folder is not None and os.path.isdir(self.folder):
            with os.scandir(self.folder) as found:
                files = [file for file in found if file.name.endswith(_SUFFIX) and file.is_file(follow_symlinks=False)]
            for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.name)):
                yield Entry(file.name.removesuffix(_SUFFIX), file.stat().st_size)

    def forget(self, name: str) -> None:
        """Raises OSError where the entry can't be removed."""
        os.unlink(self._path(name))

    def _path(self, name: str) -> str:
        return os.path.join(self.folder or "", f"{name}{_SUFFIX}")

    def _prepare(self, folder: str) -> None:
        """The folder, which tells git to leave it alone."""
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            self._write(os.path.join(folder, ".gitignore"), b"# Made by podlint.\n*\n")

    def _write(self, path: str, data: bytes) -> None:
        """Under a name of its own first, so that nobody ever reads half a file. Raises OSError."""
        own = f"{path}.{os.getpid()}"
        with open(own, "xb") as file:
            file.write(data)
        try:
            os.replace(own, path)
        except OSError:
            os.unlink(own)
            raise

    def _prune(self) -> None:
        for entry in list(self.entries())[:-MOST_ENTRIES]:
            self.forget(entry.name)

    def _seal(self, key: str, body: bytes, *, make: bool = False) -> str:
        """Raises OSError where there is no secret, and none can be made."""
        if self._secret is None:
            if make and not os.path.exists(self.secret_file):
                _make_secret(self.secret_file)
            with open(self.secret_file, "rb", 0) as file:
                self._secret = file.read(SECRET_LENGTH)
        if len(self._secret) < SECRET_LENGTH:
            raise OSError("no whole secret")
        return seal(self._secret, key.encode(), body)


def open_cache() -> Cache:
    """The cache of this run: where PODLINT_CACHE_DIR says, else below the working directory."""
    if folder := os.environ.get(VARIABLE):
        return Cache(folder)
    # A link would lead out of the project, to wherever those who made the project say.
    return NO_CACHE if os.path.islink(FOLDER) else Cache(FOLDER, os.path.join(_home(), "podlint", "secret"))


def _home() -> str:
    """The user's folder for caches, as the XDG Base Directory Specification has it."""
    return os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")


def _make_secret(path: str) -> None:
    """Readable for nobody else. Raises OSError; that another run was first is none."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with open(descriptor, "wb") as file:
        file.write(os.urandom(SECRET_LENGTH))


NO_CACHE = Cache(None)
