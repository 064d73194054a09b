"""Where values stand that were read line by line: worked out from the text, for those that somebody asks for."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from podlint.pattern import pattern
from podlint.reading.lines import KEY, LINES, SKIPPED, item_spans
from podlint.reading.places import Source
from podlint.reading.positions import MappingPositions, SequencePositions, Span

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
    level = _mapping_level(source, where)
    entries = _entries(source, where, level)
    spans = {
        key: (*_key_span(source, entry.line), *_value_span(source, entry, is_item=False))
        for key, entry in zip(keys, entries, strict=True)
    }
    return MappingPositions(source.line_starts[where] + level // 2, _end(source, entries[-1].last), spans)


def sequence_positions(source: Source, where: FlowLine | int) -> SequencePositions:
    """Of a sequence, likewise."""
    if isinstance(where, FlowLine):
        start, end = flow_span(source, where)
        _, items = item_spans(source.text[start:end])
        return SequencePositions(start, end, [(start + first, start + last) for first, last in items])
    level = LINES[source.line(where + 1)][0]
    entries = _entries(source, where, level)
    spans = [_value_span(source, entry, is_item=True) for entry in entries]
    return SequencePositions(source.line_starts[where] + level // 2, _end(source, entries[-1].last), spans)


def flow_span(source: Source, where: FlowLine) -> Span:
    return _span_on_line(source, where.number)


def _mapping_level(source: Source, line: int) -> int:
    at, inner, *_ = LINES[source.line(line + 1)]
    return inner or at


def _entries(source: Source, number: int, level: int) -> list[_Entry]:
    """Of the block collection of this level whose first entry stands on this line."""
    starts, found = source.line_starts, [_Entry(number, 0, number)]
    long = source.long_values
    while True:
        number = bisect_right(starts, long[number][1]) if number in long else number + 1
        text = source.line(number + 1)
        at = LINES[text][0]
        if text.startswith("---") or number >= len(starts) or SKIPPED[0] < at < level:
            return found
        if at == level:
            found.append(_Entry(number, 0, number))
        elif at > level:
            found[-1] = _Entry(found[-1].line, found[-1].below or number, number)


def _key_span(source: Source, line: int) -> Span:
    start, end = _matched(source.line(line + 1)).span(2)
    return source.line_starts[line] + start, source.line_starts[line] + end


def _value_span(source: Source, entry: _Entry, *, is_item: bool) -> Span:
    line, below, last = entry
    inner = is_item and LINES[source.line(line + 1)][1]
    if inner:
        return source.line_starts[line] + inner // 2, _end(source, last)
    if line in source.long_values:
        return source.long_values[line]
    if below:
        text = source.line(below + 1)
        return source.line_starts[below] + len(text) - len(text.lstrip(" ")), _end(source, last)
    return _span_on_line(source, line)


def _end(source: Source, line: int) -> int:
    """Of the value that the line brings."""
    return (source.long_values[line] if line in source.long_values else _span_on_line(source, line))[1]


def _span_on_line(source: Source, line: int) -> Span:
    """Of a value that ends on its line; one that is not there stands right behind its colon or dash."""
    text, base = source.line(line + 1), source.line_starts[line]
    found = _matched(text)
    start = found.end()
    rest = text[start:]
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
