"""What podlint keeps from one run to the next: plain data in `.podlint_cache`, which nobody misses if it is lost.

What is read there is data and never code. A file that is damaged, or was written for another key, is as good as none
and is written anew. Runs at the same time do no harm: a file is replaced as a whole.
"""

import os
from json import dumps, loads
from typing import Any

from podlint.digest import digest

FOLDER = ".podlint_cache"
VARIABLE = "PODLINT_CACHE_DIR"


def cache_folder() -> str:
    """Where PODLINT_CACHE_DIR says, else below the folder of the run."""
    return os.environ.get(VARIABLE) or FOLDER


class Cache:
    """Entries by name, one file each; an entry holds for the key that it was put with. Without a folder it is empty."""

    __slots__ = ("folder",)

    def __init__(self, folder: str | None) -> None:
        self.folder = folder

    def get(self, name: str, key: str) -> Any:
        """The value that was put under this name for this key; None if there is none."""
        if self.folder is None:
            return None
        try:
            with open(self._path(name), "rb", 0) as file:
                head, _, body = file.read().partition(b"\n")
            return loads(body) if head.decode() == _head(key, body) else None
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
            self._write(self._path(name), _head(key, body).encode() + b"\n" + body)
        except OSError:
            return

    def _path(self, name: str) -> str:
        return os.path.join(self.folder or "", f"{name}.json")

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


def _head(key: str, body: bytes) -> str:
    return digest(key.encode(), body)


NO_CACHE = Cache(None)
