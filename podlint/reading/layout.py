"""How the lines of a file hang together: what runs over several of them, and the comments that reading drops."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from podlint.namedtuple import NamedTuple
from podlint.reading.dockerfile.lines import instructions
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.reading.documents import Reading
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.places import Place, Source
from podlint.reading.positions import Span


class Comment(NamedTuple):
    """A comment from a certain word on: what follows it, and whether it has its line, `line`, to itself."""

    place: Place
    line: int
    alone: bool


class Layout:
    """The lines of a source. Its `tokens`, scalars or instructions, are what no comment may stand in."""

    def __init__(self, source: Source, tokens: Iterable[Span]) -> None:
        self.source = source
        self._tokens = sorted(tokens)
        self._starts = [start for start, _ in self._tokens]
        self._gap = (0, 0)

    def around(self, offset: int) -> Span | None:
        """The token that the offset lies within."""
        index = bisect_left(self._starts, offset) - 1
        return self._tokens[index] if index >= 0 and offset < self._tokens[index][1] else None

    def stretch(self, line: int) -> Span:
        """A 1-based line with those below that a token which begins in it leads on to."""
        start, end = self.source.line_span(line)
        while True:
            index = bisect_left(self._starts, max(end, start + 1)) - 1
            if index < 0 or self._starts[index] < start or self._tokens[index][1] <= end:
                return start, end
            end = self.source.line_span(self.source.position(self._tokens[index][1] - 1)[0])[1]

    @cached_property
    def top(self) -> int:
        """The last line above the first content; a document separator is none."""
        line = self.content_below(0)
        while line and self.source.line(line).rstrip() == "---":
            line = self.content_below(line)
        return line - 1 if line else len(self.source.line_starts)

    def content_below(self, line: int) -> int | None:
        """The first line below that is neither blank nor a comment; None if there is none."""
        first, last = self._gap
        if not first <= line < last:
            last = line + 1
            while last <= len(self.source.line_starts) and self.source.line(last).lstrip()[:1] in ("", "#"):
                last += 1
            self._gap = line, last
        return last if last <= len(self.source.line_starts) else None


def layout_of(reading: Reading) -> Layout:
    """The layout of a file that was read: the scalars of a manifest, the instructions of a Dockerfile."""
    source = reading.source
    if is_dockerfile(source.name):
        return Layout(source, ((one.keyword_start, one.end) for one in instructions(source)))
    return Layout(source, {span for document in reading.documents for span in _scalars(document.value, document.span)})


def comments(reading: Reading, layout: Layout, word: str) -> Iterator[Comment]:
    """The comments, or parts of them, that begin with the word; `place` is what stands behind it.

    Where a document can't be read, a comment counts only if it has its line to itself.
    """
    source = reading.source
    mark = rf"#[ \t]*{re.escape(word)}"
    closed = _here_documents(source) if is_dockerfile(source.name) else layout
    for found in re.finditer(rf"(?<![^\s#]){mark}((?:(?!{mark})[^\r\n])*)", source.text):
        start = found.start()
        line = bisect_right(source.line_starts, start)
        before = source.text[source.line_span(line)[0] : start].strip()
        alone = before[:1] in ("", "#")
        if not _is_text(source, closed.around(start), start) and (alone or _is_read(reading, start)):
            yield Comment(Place(source, *found.span(1)), line, alone)


def _here_documents(source: Source) -> Layout:
    """Instructions may have comments between their lines; here-documents, from the line break before them on, none."""
    return Layout(source, ((text.start - 1, text.end) for one in instructions(source) for text in one.heredocs))


def _is_text(source: Source, token: Span | None, offset: int) -> bool:
    """Whether what stands in a token is text: all but a comment behind the header of a block scalar."""
    if token is None:
        return False
    is_block = source.text[token[0]] in "|>"
    return not (is_block and source.position(token[0])[0] == source.position(offset)[0])


def _is_read(reading: Reading, offset: int) -> bool:
    """Whether an offset lies in a document."""
    index = bisect_right(reading.documents, offset, key=lambda document: document.start) - 1
    return index >= 0 and offset < reading.documents[index].end


def _scalars(root: object, span: Span) -> Iterator[Span]:
    """The stretches of the keys and scalars of a document, each at least once; without recursion."""
    waiting: list[object] = [root]
    seen: set[int] = set()
    if not isinstance(root, Mapping | Sequence):
        yield span
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node, Mapping | Sequence):
            continue
        seen.add(id(node))
        waiting += node.values() if isinstance(node, Mapping) else node
        yield from _scalars_of(node)


def _scalars_of(node: Mapping | Sequence) -> Iterator[Span]:
    if isinstance(node, Sequence):
        yield from (span for value, span in zip(node, node.spans, strict=True) if not _is_own(value, span))
        return
    for key, (key_start, key_end, start, end) in node.spans.items():
        yield key_start, key_end
        if not _is_own(node[key], (start, end)):
            yield start, end
    if node.duplicates:
        yield from _dropped(node)


def _is_own(value: object, span: Span) -> bool:
    """Whether a collection stands here itself, and not an alias of it."""
    return isinstance(value, Mapping | Sequence) and (value.start, value.end) == span


def _dropped(node: Mapping) -> Iterator[Span]:
    """What lies between a key that is written again and the key after it: a value that nobody keeps."""
    starts = [span[0] for span in node.spans.values()]
    starts = sorted([*starts, *(start for one in node.duplicates for start in (one.first[0], one.again[0]))])
    for one in node.duplicates:
        yield one.first[1], starts[bisect_right(starts, one.first[0])]
