"""Paths as a forge knows them: from the root of the repository, with forward slashes."""

import os
from pathlib import Path
from urllib.parse import quote

from podlint.reading.places import Source

STDIN = "-"


class Paths:
    """The paths of sources, each worked out once. An empty `root` leaves them as the user gave them."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._known: dict[str, str] = {}

    def of(self, source: Source) -> str:
        """From the root, links resolved; absolute where it lies outside of the root."""
        name = source.name
        if name not in self._known:
            self._known[name] = _from_root(name, self._root)
        return self._known[name]

    def uri(self, source: Source) -> str:
        """The path as a relative URI reference, or a `file:` URI where it lies outside of the root."""
        path = self.of(source)
        encoded = quote(_bytes(path), safe="/")
        if os.path.isabs(path):
            return f"file://{encoded}" if encoded.startswith("/") else f"file:///{encoded}"
        return encoded


def _from_root(name: str, root: str) -> str:
    if not root or name == STDIN:
        return os.path.normpath(name).replace(os.sep, "/") if name else name
    real = os.path.realpath(name)
    inside = Path(real)
    folder = Path(os.path.realpath(root))
    return (inside.relative_to(folder) if inside.is_relative_to(folder) else inside).as_posix()


def _bytes(path: str) -> bytes:
    """A file name is bytes: those that are no UTF-8 came as surrogates, and go as they came."""
    return b"".join(
        character.encode("utf-8", "surrogateescape" if 0xDC80 <= ord(character) <= 0xDCFF else "replace")
        for character in path
    )
