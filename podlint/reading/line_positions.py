"""Where values stand that were read line by line: worked out from the text, for those that somebody asks for."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading.lines import KEY, LINES, SKIPPED, item_spans
from podlint.reading.places import Source
from podlint.reading.positions import MappingPositions, PairSpan, SequencePositions, Span

if TYPE_CHECKING:
    import re

_ENTRY = pattern(rf" *(-(?: +|$))?(?:({KEY}):(?: +|$))?")
_QUOTED = pattern(r"'(?:[^']++|'')*+'|\"(?:[^\"\\]++|\\.)*+\"")


class FlowLine(NamedTuple):
    """The line of a collection in brackets, counted from 0."""

    number: int


class _Entry(NamedTuple):
    """The line of an entry, the first line of what stands below it or 0, the last line that belongs to it."""

    line: int
    below: int
    last: int


def mapping_positions(source: Source, keys: Iterable[str], where: FlowLine | int) -> MappingPositions:
    """Of a mapping in the brackets of a line, or of one whose first key stands on this line."""
    if isinstance(where, FlowLine):
        return MappingPositions(*flow_span(source, where), {})
    at, inner, *_ = LINES[source.lines[where]]
    level = inner or at
    entries = _entries(source, where, level)
    spans: dict[str, PairSpan] = {}
    for key, entry in zip(keys, entries, strict=True):
        text, base = source.lines[entry.line], source.line_starts[entry.line]
        found = _matched(text)
        start, end = found.span(2)
        spans[key] = (base + start, base + end, *_value_span(source, entry, found))
    return MappingPositions(source.line_starts[where] + level // 2, _end(source, entries[-1].last), spans)


def mapping_start(source: Source, where: FlowLine | int) -> int:
    """What is asked most often, without the rest."""
    if isinstance(where, FlowLine):
        return flow_span(source, where)[0]
    at, inner, *_ = LINES[source.lines[where]]
    return source.line_starts[where] + (inner or at) // 2


def sequence_start(source: Source, where: FlowLine | int) -> int:
    if isinstance(where, FlowLine):
        return flow_span(source, where)[0]
    return source.line_starts[where] + LINES[source.lines[where]][0] // 2


def sequence_positions(source: Source, where: FlowLine | int) -> SequencePositions:
    """Of a sequence, likewise."""
    if isinstance(where, FlowLine):
        start, end = flow_span(source, where)
        _, items = item_spans(source.text[start:end])
        return SequencePositions(start, end, [(start + first, start + last) for first, last in items])
    level = LINES[source.lines[where]][0]
    entries = _entries(source, where, level)
    spans = [_item_span(source, entry) for entry in entries]
    return SequencePositions(source.line_starts[where] + level // 2, _end(source, entries[-1].last), spans)


def flow_span(source: Source, where: FlowLine) -> Span:
    return _span_on_line(source, where.number, _matched(source.lines[where.number]))


def _entries(source: Source, number: int, level: int) -> list[_Entry]:
    """Of the block collection of this level whose first entry stands on this line."""
    lines, long, size = source.lines, source.long_values, len(source.lines)
    found: list[_Entry] = []
    first, below = number, 0
    last = number
    while True:
        number = bisect_right(source.line_starts, long[number][1]) if number in long else number + 1
        text = lines[number] if number < size else "---"
        at = LINES[text][0]
        if at > level and not text.startswith("---"):
            below, last = below or number, number
        elif at > SKIPPED[0] or text.startswith("---"):
            found.append(_Entry(first, below, last))
            if at != level:
                return found
            first, below, last = number, 0, number


def _item_span(source: Source, entry: _Entry) -> Span:
    text = source.lines[entry.line]
    inner = LINES[text][1]
    if inner:
        return source.line_starts[entry.line] + inner // 2, _end(source, entry.last)
    return _value_span(source, entry, _matched(text))


def _value_span(source: Source, entry: _Entry, found: "re.Match[str]") -> Span:
    line, below, last = entry
    if line in source.long_values:
        return source.long_values[line]
    if below:
        text = source.lines[below]
        return source.line_starts[below] + len(text) - len(text.lstrip(" ")), _end(source, last)
    return _span_on_line(source, line, found)


def _end(source: Source, line: int) -> int:
    """Of the value that the line brings."""
    if line in source.long_values:
        return source.long_values[line][1]
    return _span_on_line(source, line, _matched(source.lines[line]))[1]


def _span_on_line(source: Source, line: int, found: "re.Match[str]") -> Span:
    """Of a value that ends on its line; one that is not there stands right behind its colon or dash."""
    base, start = source.line_starts[line], found.end()
    rest = source.lines[line][start:]
    if not rest or rest[0] == "#":
        empty = base + (found.end(2) if found[2] else found.start(1)) + 1
        return empty, empty
    return base + start, base + start + _length(rest)


def _length(rest: str) -> int:
    """Of the value at the beginning of a text, where a comment may follow."""
    if rest[0] == "[":
        return item_spans(rest)[0]
    if rest[0] == "{":
        return len("{}")
    quoted = _QUOTED.match(rest)
    return len(quoted[0] if quoted else rest.partition(" #")[0].rstrip(" "))


def value_column(text: str) -> int:
    """Where in its line the value begins."""
    return _matched(text).end()


def _matched(text: str) -> "re.Match[str]":
    found = _ENTRY.match(text)
    assert found
    return found
