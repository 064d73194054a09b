"""Source lines with labels under their tokens."""

from collections.abc import Iterator
from itertools import pairwise

from podlint.dataclass import dataclass
from podlint.reading.places import Place, Source
from podlint.report.characters import source_width, visible, visible_source
from podlint.report.style import Style

ELLIPSIS = "…"
NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Label:
    """A note at a place; `role` is a severity for the primary place, "evidence" for the others."""

    place: Place
    note: str
    step: int
    role: str

    @property
    def caption(self) -> str:
        return " ".join(part for part in (f"({self.step})" if self.step else "", visible(self.note)) if part)


@dataclass(frozen=True, slots=True)
class Span:
    """A label's part of its first line: columns in code points, 0-based, `end` exclusive."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Gutter:
    """The columns left of the source: line numbers of at most `digits` digits, and a bar."""

    digits: int
    style: Style

    def line(self, number: int | None, text: str) -> str:
        head = self.style.paint("gutter", f"{'' if number is None else number:>{self.digits}} |")
        return f"{head} {text}" if text else head


def snippet(labels: list[Label], gutter: Gutter, columns: int, context: int) -> Iterator[str]:
    """The lines of one source that `labels` stand in, `context` lines around each; only captions exceed `columns`."""
    source = labels[0].place.source
    room = max(columns - gutter.digits - 3, NARROWEST)
    numbers = shown_lines(labels, context)
    for before, number in pairwise([numbers[0] - 1, *numbers]):
        if number != before + 1:
            yield gutter.style.paint("gutter", "...")
        yield from _annotated(source, number, labels, gutter, room)


def shown_lines(labels: list[Label], context: int) -> list[int]:
    """The 1-based numbers of the lines shown for `labels`, all of one source."""
    source = labels[0].place.source
    starts = source.line_starts
    last = len(starts) - (starts[-1] == len(source.text))
    marked = {label.place.line for label in labels}
    around = {near for line in marked for near in range(line - context, line + context + 1) if 1 <= near <= last}
    return sorted(marked | around)


def _annotated(source: Source, number: int, labels: list[Label], gutter: Gutter, room: int) -> Iterator[str]:
    text = source.line(number)
    spans = sorted((_span(label, number, text) for label in labels if label.place.line == number), key=_reading_order)
    if not _fits(text, 0, len(text), room):
        room -= 2 * len(ELLIPSIS)
    for group in _groups(spans, text, room):
        low, high = _window(text, group, room)
        cut = (ELLIPSIS if low else "") + visible_source(text[low:high]) + (ELLIPSIS if high < len(text) else "")
        yield gutter.line(number, cut.rstrip())
        for span in group:
            yield gutter.line(None, _marker(span, text, low, high, gutter.style))


def _reading_order(span: Span) -> tuple[int, int, int]:
    return span.start, span.label.step, span.end


def _span(label: Label, number: int, text: str) -> Span:
    start = min(label.place.column - 1, len(text))
    line, column = label.place.end_position
    end = column - 1 if line == number else len(text)
    return Span(start, max(start, min(end, len(text))), label)


def _groups(spans: list[Span], text: str, room: int) -> list[list[Span]]:
    """The spans that are shown together: a long line is shown once for each group of them that fits the room."""
    groups: list[list[Span]] = [[]]
    for span in spans:
        if groups[-1] and not _fits(text, groups[-1][0].start, span.end, room):
            groups.append([])
        groups[-1].append(span)
    return groups


def _fits(text: str, start: int, end: int, room: int) -> bool:
    return end - start <= room and source_width(text[start:end]) <= room


def _window(text: str, group: list[Span], room: int) -> tuple[int, int]:
    """The part of a line to show, in code points: as much as the room takes, the spans about its middle."""
    if _fits(text, 0, len(text), room):
        return 0, len(text)
    start = group[0].start if group else 0
    end = max((span.end for span in group), default=0)
    stop = _advance(text, start, end, room)
    spare = room - source_width(text[start:stop])
    low = _retreat(text, start, spare // 2)
    high = _advance(text, stop, len(text), spare - source_width(text[low:start]))
    spare = room - source_width(text[low:high])
    return _retreat(text, low, spare), high


def _advance(text: str, start: int, end: int, room: int) -> int:
    """How far right of `start` the room reaches, at most to `end`."""
    for at in range(start, end):
        room -= source_width(text[at])
        if room < 0:
            return at
    return end


def _retreat(text: str, start: int, room: int) -> int:
    """How far left of `start` the room reaches."""
    for at in range(start, 0, -1):
        room -= source_width(text[at - 1])
        if room < 0:
            return at
    return 0


def _marker(span: Span, text: str, low: int, high: int, style: Style) -> str:
    sign = "-" if span.label.role == "evidence" else "^"
    indent = len(ELLIPSIS if low else "") + source_width(text[low : span.start])
    length = max(source_width(text[span.start : min(span.end, high)]), 1)
    marks = sign * length
    return " " * indent + style.paint(span.label.role, f"{marks} {span.label.caption}".rstrip())
