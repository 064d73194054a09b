"""A text cut into documents, line by line, before any YAML is parsed: kubectl cuts even inside a block scalar.

Source: YAMLReader in k8s.io/apimachinery/pkg/util/yaml.
"""

from collections.abc import Iterator

from podlint.namedtuple import NamedTuple

SEPARATOR = "---"


class Chunk(NamedTuple):
    """The text of one document, or, with `separator_is_bad`, the words behind `---` that may not stand there."""

    start: int
    end: int
    separator_is_bad: bool = False


def split(text: str) -> Iterator[Chunk]:
    """Yields the documents in order, empty ones left out."""
    start: int | None = 0
    at = 0 if text.startswith(SEPARATOR) else _next_separator(text, 0)
    while at >= 0:
        if start is not None and at > start:
            yield Chunk(start, at)
            start = None
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        rest = text[at + len(SEPARATOR) : line_end].strip()
        if rest and rest[0] != "#":
            yield _bad_separator(text, at, line_end)
            start = None
        else:
            # Where nothing stands before it, the separator itself opens the document.
            start = at if start == at else line_end + 1
        at = _next_separator(text, line_end)
    if start is not None and start < len(text):
        yield Chunk(start, len(text))


def _next_separator(text: str, offset: int) -> int:
    return text.find("\n" + SEPARATOR, offset) + 1 or -1


def _bad_separator(text: str, at: int, line_end: int) -> Chunk:
    rest = text[at + len(SEPARATOR) : line_end]
    start = line_end - len(rest.lstrip())
    return Chunk(start, start + len(rest.split()[0]), separator_is_bad=True)
