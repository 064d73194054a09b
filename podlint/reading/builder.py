"""Events of the parser to values that know their place, without recursion."""

from itertools import repeat
from typing import Any, NamedTuple

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
from podlint.reading.nodes import Mapping, Sequence, Span
from podlint.reading.places import Source
from podlint.reading.refusal import Refused
from podlint.reading.scalars import MERGE, PLAIN_SCALARS, NoValue, tagged_scalar
from podlint.reading.spans import after_properties, block_scalar_end


class Frame(NamedTuple):
    """A mapping or sequence whose end has not come yet."""

    siblings: list[Entry]
    start: int
    nodes_left: int


class Anchored(NamedTuple):
    value: Any
    start: int
    end: int
    nodes: int


class Builder:
    """Builds the first document of a stream; `base` is where the stream begins in the source."""

    def __init__(self, source: Source, base: int, budget: Budget) -> None:
        self.source = source
        self.base = base
        self.budget = budget
        self.entries: list[Entry] = []
        self.stack: list[Frame] = []
        self.anchors: dict[str, Anchored | Frame] = {}
        self.open_anchors: dict[Frame, str] = {}
        self.aliased: dict[int, Span] = {}

    def build(self, next_event: NextEvent) -> Entry | None:
        """The value of the document and its stretch, or None if there is none.

        Raises Refused for what Kubernetes does not accept, YAMLError for what is no YAML.
        """
        handlers = {
            AliasEvent: self.alias,
            DocumentStartEvent: _pass,
            MappingEndEvent: self.end_mapping,
            MappingStartEvent: self.start_collection,
            SequenceEndEvent: self.end_sequence,
            SequenceStartEvent: self.start_collection,
            StreamStartEvent: _pass,
        }
        base = self.base
        values = PLAIN_SCALARS
        # Each value makes at most two events, so this many are the last that can be within the budget.
        for _ in repeat(None, 2 * self.budget.nodes + 8):
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                if event.style or event.ctag is not None or event.anchor is not None or event.value not in values:
                    self.scalar(event)
                else:
                    start = event.start_mark.index + base
                    self.entries.append((values[event.value], start, event.end_mark.index + base))
            elif kind is DocumentEndEvent or kind is StreamEndEvent:
                return self.entries[0] if self.entries else None
            else:
                handlers[kind](event)
        return self.too_many()
