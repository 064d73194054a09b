"""Where collections, their keys and their values stand, in offsets."""

from podlint.namedtuple import NamedTuple

Span = tuple[int, int]
"""Start and end offset in the source, in code points, the end exclusive."""
PairSpan = tuple[int, int, int, int]
"""The span of a key, then that of its value."""


class Duplicate(NamedTuple):
    """A key written again in one mapping; the last one counts."""

    key: str
    first: Span
    again: Span


class MappingPositions(NamedTuple):
    """Of a mapping.

    `spans` holds for each key the stretch of the key and of the value, at the place of use: for an alias the `*name`,
    for a merged key the `<<` and the alias behind it. `origins` holds, for those keys only, the value's stretch at the
    anchor.
    """

    start: int
    end: int
    spans: dict[str, PairSpan]
    origins: dict[str, Span] | None = None
    duplicates: tuple[Duplicate, ...] = ()


class SequencePositions(NamedTuple):
    """Of a sequence; `spans` and `origins` as in a mapping, by index."""

    start: int
    end: int
    spans: list[Span]
    origins: dict[int, Span] | None = None
