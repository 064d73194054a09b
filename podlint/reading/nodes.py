"""The values a manifest is made of: dicts and lists that know the place of themselves, their keys and their items."""

from typing import Any, NamedTuple

from podlint.reading.places import Place, Source

Span = tuple[int, int]
"""Start and end offset in the source, in code points, the end exclusive."""

NO_DUPLICATES: tuple["Duplicate", ...] = ()


class Duplicate(NamedTuple):
    """A key written again in one mapping; the last one counts."""

    key: str
    first: Span
    again: Span


class Mapping(dict[str, Any]):
    """A YAML mapping or JSON object.

    `spans` holds for each key the stretch of the key and of the value, at the place of use: for an alias the `*name`,
    for a merged key the `<<` and the alias behind it. `origins` holds, for those keys only, the value's stretch at the
    anchor.
    """

    __slots__ = ("duplicates", "end", "origins", "source", "spans", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.spans: dict[str, tuple[int, int, int, int]] = {}
        self.origins: dict[str, Span] | None = None
        self.duplicates: tuple[Duplicate, ...] = NO_DUPLICATES

    @property
    def place(self) -> Place:
        return Place(self.source, self.start, self.end)

    def key_place(self, key: str) -> Place:
        """Where the key stands. Raises KeyError if there is none."""
        start, end, _, _ = self.spans[key]
        return Place(self.source, start, end)

    def value_place(self, key: str) -> Place:
        """Where the value of the key stands. Raises KeyError if there is none."""
        _, _, start, end = self.spans[key]
        return Place(self.source, start, end, _origin(self.source, self.origins, key))


class Sequence(list[Any]):
    """A YAML sequence or JSON array; `spans` and `origins` as in Mapping, by index."""

    __slots__ = ("end", "origins", "source", "spans", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.spans: list[Span] = []
        self.origins: dict[int, Span] | None = None

    @property
    def place(self) -> Place:
        return Place(self.source, self.start, self.end)

    def value_place(self, index: int) -> Place:
        """Where the item stands. Raises IndexError if there is none."""
        start, end = self.spans[index]
        return Place(self.source, start, end, _origin(self.source, self.origins, index))


def _origin(source: Source, origins: dict[Any, Span] | None, key: str | int) -> Place | None:
    if origins is None or key not in origins:
        return None
    return Place(source, *origins[key])
