"""Reports that go to files: words of the form FORMAT=PATH."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from podlint.config.forms import Several, Words
from podlint.config.words import Named
from podlint.problem import near_name

if TYPE_CHECKING:
    from podlint.reading import Mapping

STDOUT = "-"


class Reports(Several):
    """Any number of FORMAT=PATH. In a file the paths start at its folder."""

    def __init__(self, group: str, help: str, formats: Sequence[str], **ways: Any) -> None:  # noqa: A002
        super().__init__(group, help, "FORMAT=PATH", **ways)
        self.formats = formats

    def from_texts(self, texts: Sequence[str], option: str) -> Words:
        words = super().from_texts(texts, option)
        self._check(words)
        return words

    def from_file(self, node: "Mapping", key: str) -> Words:
        words = super().from_file(node, key)
        self._check(words)
        folder = os.path.dirname(node.source.name)
        split = ((word, *parts(word)) for word in words)
        return tuple(
            Named(f"{name}={os.path.normpath(os.path.join(folder, path))}", word.place) for word, name, path in split
        )

    def _check(self, words: Words) -> None:
        """Raises ValueError, its text the end of a sentence, for the first that is wrong."""
        taken = set()
        for word in words:
            name, path = parts(word)
            if not (name and path):
                raise ValueError(f"takes {self.metavar}, not `{word.text}`")
            if name not in self.formats:
                raise ValueError(f"knows no format `{name}`{near_name(name, self.formats)}")
            if path == STDOUT:
                raise ValueError(f"takes a file, not `{path}`; --output-format is for standard output")
            if path in taken:
                raise ValueError(f"has two reports for {path}")
            taken.add(path)


def parts(word: Named) -> tuple[str, str]:
    """The format and the path."""
    name, _, path = word.text.partition("=")
    return name, path
