"""A second reader of one YAML document, slow and plain, to compare with: ruamel's events composed by recursion.

It yields rows: the way to each value, the value, and the text at the places of its key, of itself, and at its anchor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, MappingStartEvent, NodeEvent, ScalarEvent

from podlint.reading import Mapping, Sequence
from podlint.reading.scalars import PLAIN_SCALARS, key_of, tagged_scalar

Span = tuple[int, int]
Row = tuple[tuple[str | int, ...], Any, Span | None, Span, Span | None]


@dataclass
class Node:
    """A node of the document: where it is used, and where it stands, which differs for an alias."""

    used: Span
    stands: Span
    kind: str
    value: Any = None
    is_merge: bool = False
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)
    is_alias: bool = False
    has_properties: bool = False

    @property
    def origin(self) -> Span | None:
        return self.stands if self.is_alias else None


class Composer:
    def __init__(self, text: str) -> None:
        self.text = text
        yaml = YAML(typ="safe", pure=True)
        yaml.version = "1.1"
        self.events: list[Any] = [
            event for event in yaml.parse(text) if isinstance(event, (NodeEvent, CollectionEndEvent))
        ]
        self.anchors: dict[str, Node] = {}

    def compose(self) -> Node:
        event = self.events.pop(0)
        if isinstance(event, AliasEvent):
            node = self.anchors[event.anchor]
            used = (event.start_mark.index, event.end_mark.index)
            return Node(used, node.stands, node.kind, node.value, False, node.pairs, node.items, is_alias=True)
        start = self.start_of(event)
        node = Node((start, start), (start, start), "scalar", has_properties=bool(event.anchor or event.ctag))
        if event.anchor:
            self.anchors[event.anchor] = node
        end = self.fill(node, event, start)
        node.used = node.stands = (start, end)
        return node

    def fill(self, node: Node, event: Any, start: int) -> int:
        if isinstance(event, ScalarEvent):
            node.value, node.is_merge = scalar_value(event)
            return self.scalar_end(event, start)
        node.kind = "mapping" if isinstance(event, MappingStartEvent) else "sequence"
        inner: list[Node] = []
        while not isinstance(self.events[0], CollectionEndEvent):
            inner.append(self.compose())
        if node.kind == "mapping":
            node.pairs = list(zip(inner[::2], inner[1::2], strict=True))
        else:
            node.items = inner
        closing = self.events.pop(0).end_mark.index
        is_bracketed = self.text[start : start + 1] in ("{", "[") and event.flow_style
        return closing if is_bracketed else end_of_last(node, self.text)

    def start_of(self, event: Any) -> int:
        """Behind anchor and tag, word by word. The event starts at the first of them, or at the second."""
        start = int(event.start_mark.index)
        for _ in range((event.anchor is not None) + (event.ctag is not None)):
            if self.text[start] not in "&!":
                break
            start = re.compile(r"[^\s]*").match(self.text, start).end()  # type: ignore[union-attr]
            while start < len(self.text) and (self.text[start].isspace() or self.text[start] == "#"):
                if self.text[start] == "#":
                    start = self.text.find("\n", start)
                start += 1
        return min(start, event.end_mark.index) if isinstance(event, ScalarEvent) else start

    def scalar_end(self, event: ScalarEvent, start: int) -> int:
        end = int(event.end_mark.index)
        if event.style not in ("|", ">"):
            return max(end, start)
        lines = self.text[start:end].split("\n")
        while not lines[-1].strip():
            lines.pop()
        header = re.match(r"[|>][-+0-9]*", lines[0])
        assert header
        return start + (len("\n".join(lines)) if len(lines) > 1 else header.end())


def scalar_value(event: ScalarEvent) -> tuple[Any, bool]:
    if event.ctag is not None:
        return tagged_scalar(str(event.ctag), event.value), False
    if event.style:
        return event.value, False
    return PLAIN_SCALARS[event.value], event.value == "<<"


def plain_rows(text: str) -> list[Row]:
    """The rows of the one document in the text. Raises YAMLError."""
    return list(rows_of_node(Composer(text).compose(), text, ()))


def rows_of_node(node: Node, text: str, way: tuple[str | int, ...]) -> Iterator[Row]:
    if node.kind == "sequence":
        yield from rows_of_items(node, text, way)
    if node.kind == "mapping":
        for key, (key_span, value_span, origin, value) in members(node, text).items():
            yield (*way, key), shown(value), key_span, value_span, origin
            yield from rows_of_node(value, text, (*way, key))


def rows_of_items(node: Node, text: str, way: tuple[str | int, ...]) -> Iterator[Row]:
    for index, (item, span) in enumerate(zip(node.items, item_spans(node, text), strict=True)):
        yield (*way, index), shown(item), None, span, item.origin
        yield from rows_of_node(item, text, (*way, index))


def item_spans(node: Node, text: str) -> list[Span]:
    """Of each item. One that is empty stands behind its dash."""
    spans: list[Span] = []
    for item in node.items:
        end = spans[-1][1] if spans else node.stands[0]
        is_empty = item.used[0] == item.used[1] and item.value is None and not item.has_properties
        dash = text.find("-", end) + 1
        spans.append((dash, dash) if is_empty else item.used)
    return spans


def end_of_last(node: Node, text: str) -> int:
    if node.kind == "sequence":
        return item_spans(node, text)[-1][1]
    return value_span(*node.pairs[-1], text)[1]


Member = tuple[Span, Span, Span | None, Node]


def members(node: Node, text: str) -> dict[str, Member]:
    """The keys of a mapping as Kubernetes has them, merges written out."""
    found: dict[str, Member] = {}
    for key, value in node.pairs:
        if not key.is_merge:
            found[key_name(key, text)] = (key.used, value_span(key, value, text), value.origin, value)
        elif value.kind == "mapping":
            merge(found, key, value, text)
        else:
            assert value.kind == "sequence"
            for item in reversed(value.items):
                merge(found, key, item, text)
    return found


def merge(found: dict[str, Member], key: Node, merged: Node, text: str) -> None:
    for name, (_, span, origin, value) in members(merged, text).items():
        found[name] = (key.used, merged.used, origin or span, value)


def value_span(key: Node, value: Node, text: str) -> Span:
    start, end = value.used
    if start < end or value.value is not None or value.kind != "scalar" or value.has_properties:
        return start, end
    colon = re.compile(r"\s*:").match(text, key.used[1], start)
    start = colon.end() if colon else key.used[1]
    return start, start


def key_name(key: Node, text: str) -> str:
    if isinstance(key.value, str):
        return key.value
    name = key_of(key.value, text[slice(*key.stands)])
    assert name is not None
    return name


def shown(node: Node) -> Any:
    return node.value if node.kind == "scalar" else node.kind


def rows_of_value(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[Row]:
    """The same rows of what podlint read."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            key_place, place = value.key_place(key), value.value_place(key)
            origin = (place.origin.start, place.origin.end) if place.origin else None
            yield (*way, key), kind_or_value(inner), (key_place.start, key_place.end), (place.start, place.end), origin
            yield from rows_of_value(inner, (*way, key))
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            place = value.value_place(index)
            origin = (place.origin.start, place.origin.end) if place.origin else None
            yield (*way, index), kind_or_value(inner), None, (place.start, place.end), origin
            yield from rows_of_value(inner, (*way, index))


def kind_or_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return "mapping"
    return "sequence" if isinstance(value, Sequence) else value
