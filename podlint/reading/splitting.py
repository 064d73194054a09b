"""A text cut into documents, line by line, before any YAML is parsed: kubectl cuts even inside a block scalar.

Source: YAMLReader in k8s.io/apimachinery/pkg/util/yaml.
"""

from collections.abc import Iterator

SEPARATOR = "---"
_AT_A_LINE = "\n" + SEPARATOR


Chunk = tuple[int, int, bool]
"""Where a document starts and ends; if the last is true, the words behind `---` that may not stand there."""


def split(text: str) -> Iterator[Chunk]:
    """Yields the documents in order, empty ones left out."""
    start: int | None = 0
    at = 0 if text.startswith(SEPARATOR) else text.find(_AT_A_LINE, 0) + 1 or -1
    while at >= 0:
        if start is not None and at > start:
            yield start, at, False
            start = None
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        rest = text[at + len(SEPARATOR) : line_end].strip() if line_end > at + len(SEPARATOR) else ""
        if rest and rest[0] != "#":
            yield _bad_separator(text, at, line_end)
            start = None
        else:
            # Where nothing stands before it, the separator itself opens the document.
            start = at if start == at else line_end + 1
        at = text.find(_AT_A_LINE, line_end) + 1 or -1
    if start is not None and start < len(text):
        yield start, len(text), False


def _bad_separator(text: str, at: int, line_end: int) -> Chunk:
    rest = text[at + len(SEPARATOR) : line_end]
    start = line_end - len(rest.lstrip())
    return start, start + len(rest.split()[0]), True
