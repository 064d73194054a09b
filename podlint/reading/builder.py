"""Events of the parser to values that know their place, without recursion."""

from itertools import repeat
from typing import Any

from podlint.namedtuple import NamedTuple
from podlint.reading.budget import MAX_NESTING, Budget
from podlint.reading.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NextEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from podlint.reading.mappings import Entry, MappingFiller
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.places import Source
from podlint.reading.positions import MappingPositions, PairSpan, SequencePositions, Span
from podlint.reading.refusal import Refused
from podlint.reading.scalars import MERGE, PLAIN_SCALARS, NoValue, tagged_scalar
from podlint.reading.spans import after_properties, block_scalar_end
from podlint.reading.syntax import refuse_escaped_slash


class Frame(NamedTuple):
    """A mapping or sequence whose end has not come yet."""

    siblings: list[Entry]
    start: int
    anchor: str | None
    nodes_left: int


class Anchored(NamedTuple):
    """What an alias stands for; `nodes` counts it and all inside it, aliases written out."""

    value: Any
    start: int
    end: int
    nodes: int


class Builder:
    """Builds the first document of a stream.

    `base` is where the stream begins in the source, `depth` in how many collections the whole of it lies.
    """

    def __init__(self, source: Source, base: int, budget: Budget, depth: int = 0) -> None:
        self.source = source
        self.text = source.text
        self.base = base
        self.budget = budget
        self.most_levels = MAX_NESTING - depth
        self.entries: list[Entry] = []
        self.stack: list[Frame] = []
        self.anchors: dict[str, Anchored | Frame] = {}
        self.aliased: dict[int, Span] = {}
        self.has_duplicates = False

    def build(self, next_event: NextEvent) -> Entry | None:
        """The value of the document and its stretch, or None if there is none.

        Raises Refused for what Kubernetes does not accept, YAMLError for what is no YAML.
        """
        handlers = {
            AliasEvent: self.alias,
            DocumentStartEvent: _pass,
            MappingEndEvent: self.end_mapping,
            MappingStartEvent: self.start_collection,
            ScalarEvent: self.scalar,
            SequenceEndEvent: self.end_sequence,
            SequenceStartEvent: self.start_collection,
            StreamStartEvent: _pass,
        }
        base = self.base
        remembered = PLAIN_SCALARS.get
        # Every node is an event at least, so that many are the last that can be within the budget.
        for _ in repeat(None, self.budget.nodes + 8):
            event = next_event()
            kind = event.__class__
            if (
                kind is ScalarEvent
                and event.implicit == _PLAIN
                and event.anchor is None
                and (value := remembered(event.value, _UNKNOWN)) is not _UNKNOWN
            ):
                self.entries.append((value, event.start_mark.index + base, event.end_mark.index + base))
            elif kind is DocumentEndEvent or kind is StreamEndEvent:
                return self.entries[0] if self.entries else None
            else:
                handlers[kind](event)
        end = event.end_mark.index + base
        self.budget.spend_nodes(self.budget.nodes + 1, end, end)
        return None

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
        tag, anchor, style = event.ctag, event.anchor, event.style
        if tag is not None or anchor is not None:
            is_empty = not style and not event.value
            start = end if is_empty else after_properties(self.text, start, end, _properties(event))
        if style == "|" or style == ">":
            end = block_scalar_end(self.text, start, end)
        try:
            if tag is not None:
                value = tagged_scalar(str(tag), event.value)
            else:
                value = event.value if style else PLAIN_SCALARS[event.value]
        except NoValue as error:
            start = start if start < end else event.start_mark.index + self.base
            raise Refused(start, end, error.reason, str(error)) from None
        if style == '"' and "/" in event.value:
            refuse_escaped_slash(self.text, start, end)
        if anchor is not None:
            self.anchors[anchor] = Anchored(value, start, end, 1)
        self.entries.append((value, start, end))

    def alias(self, event: Any) -> None:
        name = event.anchor
        start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
        anchored = self.anchors.get(name)
        if anchored is None:
            raise Refused(start, end, "aliases", f"this document has no anchor `&{name}` before this alias")
        if isinstance(anchored, Frame):
            raise Refused(start, end, "aliases", f"`*{name}` stands inside what it stands for, so it would never end")
        self.budget.spend_expanded(anchored.nodes - 1, start, end)
        self.aliased[start] = (anchored.start, anchored.end)
        self.entries.append((anchored.value, start, end))

    def start_collection(self, event: Any) -> None:
        start = event.start_mark.index + self.base
        if len(self.stack) >= self.most_levels:
            raise Refused(start, start + 1, "nesting", f"more than {MAX_NESTING} levels deep; podlint reads no deeper")
        if event.anchor is not None or event.ctag is not None:
            start = after_properties(self.text, start, len(self.text), _properties(event))
        frame = Frame(self.entries, start, event.anchor, self.budget.nodes)
        if event.anchor is not None:
            self.anchors[event.anchor] = frame
        self.stack.append(frame)
        self.entries = []

    def end_mapping(self, event: Any) -> None:
        frame = self.stack.pop()
        start, end = frame.start, self.end_of(event, frame)
        entries = self.entries
        self.budget.spend_keys(len(entries) // 2, start, end)
        mapping = Mapping()
        mapping.source = self.source
        spans = None if self.aliased else _fill(mapping, entries)
        if spans is not None:
            mapping.where = MappingPositions(start, end, spans)
        else:
            mapping.where = positions = self.fill(mapping, start, end if _is_flow(event) else None)
            end = positions.end
        self.close(frame, mapping, start, end)

    def fill(self, mapping: Mapping, start: int, end: int | None) -> MappingPositions:
        """Fills a mapping that is out of the ordinary."""
        mapping.clear()
        pairs = iter(self.entries)
        positions = MappingFiller(mapping, self.aliased, self.budget).fill(zip(pairs, pairs, strict=True), start, end)
        self.has_duplicates = self.has_duplicates or bool(positions.duplicates)
        return positions

    def end_sequence(self, event: Any) -> None:
        frame = self.stack.pop()
        start, end = frame.start, self.end_of(event, frame)
        sequence = Sequence([entry[0] for entry in self.entries])
        sequence.source = self.source
        spans = [entry[1:] for entry in self.entries]
        origins = None
        if self.aliased:
            origins = {index: self.aliased[at] for index, (at, _) in enumerate(spans) if at in self.aliased}
        sequence.where = SequencePositions(start, end, spans, origins or None)
        self.close(frame, sequence, start, end)

    def end_of(self, event: Any, frame: Frame) -> int:
        """Of a flow collection behind its bracket, of a block one behind its last child."""
        if _is_flow(event):
            return int(event.end_mark.index) + self.base
        return self.entries[-1][2] if self.entries else frame.start

    def close(self, frame: Frame, collection: Mapping | Sequence, start: int, end: int) -> None:
        self.budget.spend_nodes(len(self.entries), start, end)
        if frame.anchor is not None and self.anchors[frame.anchor] is frame:
            nodes = frame.nodes_left - self.budget.nodes + 1
            self.anchors[frame.anchor] = Anchored(collection, start, end, nodes)
        self.entries = frame.siblings
        self.entries.append((collection, start, end))


_PLAIN = (True, False)
_UNKNOWN = object()


def _pass(_event: Any) -> None:
    """The event says nothing about the value."""


def _properties(event: Any) -> int:
    return (event.anchor is not None) + (event.ctag is not None)


def _is_flow(end_event: Any) -> bool:
    """Whether a bracket closes the collection; the end of a block takes no room."""
    return bool(end_event.start_mark.index < end_event.end_mark.index)


def _fill(mapping: Mapping, entries: list[Entry]) -> dict[str, PairSpan] | None:
    """Fills an ordinary mapping and returns the spans; None, half filled, at the first entry that is not."""
    spans: dict[str, PairSpan] = {}
    pairs = iter(entries)
    for (key, key_start, key_end), (value, start, end) in zip(pairs, pairs, strict=True):
        if key.__class__ is not str or key in mapping or value is None or key is MERGE:
            return None
        mapping[key] = value
        spans[key] = (key_start, key_end, start, end)
    return spans
