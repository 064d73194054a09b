"""Mappings with anything out of the ordinary: merges, aliases, duplicate keys, keys that are no strings.

Source of the merge's rules: decode.go of go.yaml.in/yaml/v2 (an explicit key before `<<` is overwritten by it).
"""

from collections.abc import Iterable
from typing import Any

from podlint.reading.budget import Budget
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.positions import Duplicate, MappingPositions, PairSpan, Span
from podlint.reading.refusal import Refused
from podlint.reading.scalars import MERGE, key_of

Entry = tuple[Any, int, int]
"""A value and its stretch in the source."""


class MappingFiller:
    """Fills one mapping. `aliased` holds, by the offset of each alias, the stretch of what it stands for."""

    def __init__(self, mapping: Mapping, aliased: dict[int, Span], budget: Budget) -> None:
        self.mapping = mapping
        self.aliased = aliased
        self.budget = budget
        self.text = mapping.source.text
        self.spans: dict[str, PairSpan] = {}
        self.origins: dict[str, Span] = {}
        self.first_keys: dict[str, Span] = {}
        self.duplicates: list[Duplicate] = []
        self.end = 0

    def fill(self, pairs: Iterable[tuple[Entry, Entry]], start: int, end: int | None) -> MappingPositions:
        """The positions in the mapping, which ends with its last value where no `end` is given.

        Raises Refused for a key or a merge that Kubernetes does not accept.
        """
        self.end = start
        for key, value in pairs:
            if key[0] is MERGE and key[1] not in self.aliased:
                self.merge(key, value)
                self.end = value[2]
            else:
                self.add(key, value)
        end = self.end if end is None else end
        return MappingPositions(start, end, self.spans, self.origins or None, tuple(self.duplicates))

    def add(self, key: Entry, value: Entry) -> None:
        name = self.name_of(key)
        span = key[1:]
        if name in self.first_keys:
            self.duplicates.append(Duplicate(name, self.first_keys[name], span))
        else:
            self.first_keys[name] = span
        start, self.end = self.value_span(key, value)
        self.put(name, value[0], (*span, start, self.end), self.aliased.get(start))

    def put(self, name: str, value: Any, spans: PairSpan, origin: Span | None) -> None:
        self.mapping[name] = value
        self.spans[name] = spans
        if origin is not None:
            self.origins[name] = origin
        else:
            self.origins.pop(name, None)

    def name_of(self, key: Entry) -> str:
        value, start, end = key
        if isinstance(value, str):
            return value
        name = None
        if not isinstance(value, (Mapping, Sequence)):
            first, last = self.aliased.get(start, (start, end))
            name = key_of(value, self.text[first:last])
        if name is None:
            raise Refused(start, end, "key", f"{_described(value)} can't be a key in Kubernetes, only text can")
        return name

    def value_span(self, key: Entry, value: Entry) -> Span:
        """An empty value stands behind its colon, or its key; the parser may put it at the next token."""
        content, start, end = value
        if content is not None or start < end:
            return start, end
        key_end = key[2]
        between = self.text[key_end:start].partition("#")[0]
        if between.strip() == ":":
            start = key_end + between.index(":") + 1
        elif not between.strip():
            start = key_end
        return start, start

    def merge(self, key: Entry, value: Entry) -> None:
        content, start, end = value
        if isinstance(content, Mapping):
            self.merge_mapping(content, key, (start, end))
        elif isinstance(content, Sequence) and start not in self.aliased:
            # The first one wins, so it comes last.
            for item, span in zip(reversed(content), reversed(content.spans), strict=True):
                self.merge_mapping(item, key, span)
        else:
            raise _no_merge(*((start, end) if start < end else key[1:]))

    def merge_mapping(self, merged: Any, key: Entry, span: Span) -> None:
        if not isinstance(merged, Mapping):
            raise _no_merge(*span)
        _, key_start, key_end = key
        self.budget.spend_keys(len(merged), key_start, key_end)
        origins, merged_spans = merged.origins or {}, merged.spans
        spans = (key_start, key_end, *span)
        for name, value in merged.items():
            self.put(name, value, spans, origins.get(name) or merged_spans[name][2:])


def _no_merge(start: int, end: int) -> Refused:
    return Refused(start, end, "merge", "`<<` merges a mapping or a list of mappings, and this is neither")


def _described(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Sequence) else "so large a number"
