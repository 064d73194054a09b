"""Where things stand: a source is a text with a name, a place is a stretch of it."""

from array import array
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate, chain, count
from operator import add, attrgetter
from typing import TYPE_CHECKING, Any

from podlint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE_BREAK = pattern(r"\r\n|\n|\r")
_VALUES = attrgetter("source", "start", "end", "origin")


LARGE = 4 * 2**20
"""Characters above which a text is not cut into all its lines at once, for these take many times its memory."""


class Source:
    """A text and the name its user gave it. `text` is decoded, without a byte order mark.

    `again` gives a text that was let go, from its name and its hash; it is None as long as there is a text.
    `long_values` is filled by whoever reads the text line by line: the stretches of values that do not end on the line
    of their key or dash, by the number of that line, counted from 0.
    """

    text: str
    again: "Callable[[str, int], str] | None" = None
    _hash = 0

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.long_values: dict[int, tuple[int, int]] = {}

    def let_go(self, again: "Callable[[str, int], str]") -> None:
        """Drops the text until somebody asks for it: of most files nobody does once they are read."""
        self._hash = hash(self.text)
        self.again = again
        del self.text

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there, such as a text that was let go."""
        if name != "text" or self.again is None:
            raise AttributeError(name)
        self.text = self.again(self.name, self._hash)
        self.again = None
        return self.text

    @cached_property
    def line_starts(self) -> "array[int]":
        """Offset of the first character of each line, in code points. CR, LF and CRLF end a line."""
        if "\r" in self.text or len(self.text) > LARGE:
            return array("L", chain((0,), (found.end() for found in _LINE_BREAK.finditer(self.text))))
        lengths = accumulate(map(len, self.text.split("\n")[:-1]), initial=0)
        return array("L", map(add, lengths, count()))

    @property
    def lines(self) -> "list[str] | _Cut":
        """The lines, without their breaks, of a text in which only line feeds end lines."""
        return _lines(self)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based, the column in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line break; empty past the end."""
        start, end = self.line_span(number)
        return self.text[start:end].rstrip("\r\n")

    def line_span(self, number: int) -> tuple[int, int]:
        """The offsets of a 1-based line with its line break, the end exclusive; past the end an empty stretch."""
        starts, size = self.line_starts, len(self.text)
        if number > len(starts):
            return size, size
        return starts[number - 1], starts[number] if number < len(starts) else size

    def __repr__(self) -> str:
        return f"Source({self.name!r})"


@lru_cache(maxsize=16)
def _lines(source: Source) -> "list[str] | _Cut":
    """Those of the sources that were asked last: all of them would be as large as all texts."""
    return source.text.split("\n") if len(source.text) <= LARGE else _Cut(source)


class _Cut:
    """The lines of a large text, each cut out when it is asked for."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def __len__(self) -> int:
        return len(self.source.line_starts)

    def __getitem__(self, index: int) -> str:
        return self.source.line(index + 1)


class Place:
    """A stretch of a source: offsets in code points, `end` exclusive.

    `origin` is set where the stretch is an alias or a merge: the place at the anchor that the value comes from.
    """

    __slots__ = ("_find", "end", "origin", "source", "start")
    __match_args__ = ("source", "start", "end", "origin")

    source: Source
    start: int
    end: int
    origin: "Place | None"
    _find: "tuple[Any, ...]"

    def __init__(self, source: Source, start: int, end: int, origin: "Place | None" = None) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.origin = origin

    @classmethod
    def later(cls, source: Source, find: "Callable[..., Place]", *about: object) -> "Place":
        """The place in this source that `find(*about)` gives, worked out when somebody asks: of most nobody does."""
        place = cls.__new__(cls)
        place.source = source
        place._find = (find, *about)
        return place

    def __getattr__(self, name: str) -> Any:
        """Called for a slot that is still empty."""
        if name not in ("start", "end", "origin"):
            raise AttributeError(name)
        find, *about = self._find
        found = find(*about)
        self.start, self.end, self.origin = found.start, found.end, found.origin
        del self._find
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and _VALUES(self) == _VALUES(other)

    def __hash__(self) -> int:
        return hash(_VALUES(self))

    def __repr__(self) -> str:
        return f"Place({self.source!r}, {self.start}, {self.end}, {self.origin!r})"

    def __reduce__(self) -> "tuple[type, tuple[object, ...]]":
        return Place, _VALUES(self)

    @property
    def line(self) -> int:
        """1-based."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """1-based, in code points."""
        return self.source.position(self.start)[1]

    @property
    def end_position(self) -> tuple[int, int]:
        """Line and column (1-based) of the first character after the place."""
        return self.source.position(self.end)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}:{self.column}"
