"""The values a manifest is made of: dicts and lists that know the place of themselves, their keys and their items."""

from typing import Any

from podlint.reading.line_positions import (
    FlowLine,
    mapping_positions,
    mapping_start,
    sequence_positions,
    sequence_start,
)
from podlint.reading.places import Place, Source
from podlint.reading.positions import Duplicate, MappingPositions, PairSpan, SequencePositions, Span


class Mapping(dict[str, Any]):
    """A YAML mapping or JSON object.

    Whoever makes one sets `source` and `where`: its positions, or the line from which they are worked out when somebody
    asks, which is the line of its first key. `spans`, `origins` and `duplicates` are those of its positions.
    """

    __slots__ = ("source", "where")
    source: Source
    where: MappingPositions | FlowLine | int

    @property
    def positions(self) -> MappingPositions:
        where = self.where
        if isinstance(where, MappingPositions):
            return where
        self.where = positions = mapping_positions(self.source, self, where)
        return positions

    @property
    def start(self) -> int:
        where = self.where
        return where.start if isinstance(where, MappingPositions) else mapping_start(self.source, where)

    @property
    def end(self) -> int:
        return self.positions.end

    @property
    def spans(self) -> dict[str, PairSpan]:
        return self.positions.spans

    @property
    def origins(self) -> dict[str, Span] | None:
        return self.positions.origins

    @property
    def duplicates(self) -> tuple[Duplicate, ...]:
        return self.where.duplicates if isinstance(self.where, MappingPositions) else ()

    @property
    def place(self) -> Place:
        return Place(self.source, self.start, self.end)

    def key_place(self, key: str) -> Place:
        """Where the key stands. Raises KeyError if there is none."""
        if key not in self:
            raise KeyError(key)
        return Place.later(self.source, _key_place, self, key)

    def value_place(self, key: str) -> Place:
        """Where the value of the key stands. Raises KeyError if there is none."""
        if key not in self:
            raise KeyError(key)
        return Place.later(self.source, _value_place, self, key)


class Sequence(list[Any]):
    """A YAML sequence or JSON array; all as in a mapping, by index."""

    __slots__ = ("source", "where")
    source: Source
    where: SequencePositions | FlowLine | int

    @property
    def positions(self) -> SequencePositions:
        where = self.where
        if isinstance(where, SequencePositions):
            return where
        self.where = positions = sequence_positions(self.source, where)
        return positions

    @property
    def start(self) -> int:
        where = self.where
        return where.start if isinstance(where, SequencePositions) else sequence_start(self.source, where)

    @property
    def end(self) -> int:
        return self.positions.end

    @property
    def spans(self) -> list[Span]:
        return self.positions.spans

    @property
    def origins(self) -> dict[int, Span] | None:
        return self.positions.origins

    @property
    def place(self) -> Place:
        return Place(self.source, self.start, self.end)

    def value_place(self, index: int) -> Place:
        """Where the item stands. Raises IndexError if there is none."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        return Place.later(self.source, _item_place, self, index)


def _key_place(node: Mapping, key: str) -> Place:
    return Place(node.source, *node.spans[key][:2])


def _value_place(node: Mapping, key: str) -> Place:
    return Place(node.source, *node.spans[key][2:], _origin(node.source, node.origins, key))


def _item_place(node: Sequence, index: int) -> Place:
    return Place(node.source, *node.spans[index], _origin(node.source, node.origins, index))


def _origin(source: Source, origins: dict[Any, Span] | None, key: str | int) -> Place | None:
    if origins is None or key not in origins:
        return None
    return Place(source, *origins[key])
