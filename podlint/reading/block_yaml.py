"""Plain block YAML read line by line, several times faster than by events; what is unusual is left to libyaml.

What is read here is what the events would give, to the last offset. A value that goes on over several lines, or has
brackets in brackets, is read by events where its lines stand further in than its key, for then it is whole. Whatever
else a line does not say for certain (anchors, tags, keys written again, what is no YAML) leaves the document to events.
"""

from itertools import count, islice
from typing import Any

from podlint.reading.block_scalars import read_block
from podlint.reading.budget import Budget
from podlint.reading.documents import Document
from podlint.reading.line_positions import FlowLine, value_column
from podlint.reading.lines import BLOCK, EMPTY_MAPPING, FAR, LINES, OPEN, SKIPPED
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.places import LARGE, Source

_OUTSIDE = -1
"""The level of what is outside of the document's value."""
_DEEP = 60
_ROOM = _DEEP + 4
"""Deeper values are read by events."""
_NUMBERS = tuple(range(4096))
"""Of lines: nodes keep theirs, and Python has one object alone for each number up to 256."""


class Unusual(Exception):  # noqa: N818 - no error: the events are asked
    """The text is not plain block YAML."""


class BlockReader:
    """Reads the documents of a source that are plain, in their order."""

    def __init__(self, source: Source, budget: Budget) -> None:
        self.source = source
        self.budget = budget
        self.has_line_feeds_only = "\r" not in source.text
        self.end = self.line = 0
        """Where the last document ended, and the number of the line after it."""

    def document(self, start: int, end: int) -> Document | None:
        """The document in this stretch; None if it is empty, or null. Raises Unusual, and then nothing is spent."""
        if not self.has_line_feeds_only or end - start > LARGE:
            raise Unusual
        text, budget = self.source.text, self.budget
        self.begin(text[start:end].split("\n"), self.line + text.count("\n", self.end, start), start)
        self.line, self.end = self.first + len(self.lines), end
        nodes, keys = budget.nodes, budget.keys
        try:
            value = self.read()
        except Unusual:
            budget.nodes, budget.keys = nodes, keys
            raise
        return None if value is None else Document(self.source, value, start, end, (0, 0), self.has_duplicates)

    def begin(self, lines: list[str], first: int, offset: int) -> None:
        """Takes up a document, `first` being the number of its first line and `offset` where that begins."""
        if not lines[-1]:
            lines.pop()
        self.lines = lines
        self.first = first
        last = first + len(lines)
        self.numbers = iter(_NUMBERS[first:last]) if last <= len(_NUMBERS) else count(first)
        self.rest = iter(lines)
        self.passed = self.depth = self.counted = 0
        self.offset = offset
        self.has_duplicates = False

    def read(self) -> Any:
        """The value of the document, None if there is none. Raises Unusual."""
        source = self.source
        root: list[Any] = [None]
        node: Any = root
        level, depth = _OUTSIDE, 0
        hole: str | int | None = -1
        levels, nodes = [level] * _ROOM, [node] * _ROOM  # those that are open, by depth; quicker than a stack of pairs
        made: list[Any] = []
        inners = items = 0
        said = map(LINES.__getitem__, self.rest)
        for number, (at, inner, key, value, hole_here, form) in zip(self.numbers, said, strict=False):
            if at < level:
                if at < _OUTSIDE:
                    self.passed += 1
                    continue
                while at < level:
                    depth -= 1
                    level = levels[depth]
                node, hole = nodes[depth], None
            if at > level:
                if hole is None or at == FAR or depth > _DEEP:
                    self.depth = depth
                    self.go_on(node, hole, number, level)
                    hole = None
                    continue
                depth += 1
                node[hole] = node = Sequence() if at & 1 else Mapping()
                made.append(node)
                node.source, node.where = source, number
                levels[depth] = level = at
                nodes[depth] = node
            if form:
                self.depth = depth
                value = self.formed(form, value, number, (inner or at) // 2)
            if inner:
                node.append(mapping := Mapping())
                made.append(mapping)
                mapping.source, mapping.where = source, number
                depth += 1
                levels[depth] = level = inner
                nodes[depth] = node = mapping
                inners += 1
            if key is None:
                node.append(value)
                items += 1
            else:
                node[key] = value
            hole = hole_here
        self.spend(made, inners, items)
        return root[0]

    def go_on(self, node: Any, hole: str | int | None, number: int, level: int) -> None:
        """A line that is further in than what is open: the last value goes on there, or begins in an unusual way."""
        self.passed += 1
        here = number - self.first
        begin = here - 1
        while begin >= 0 and LINES[self.lines[begin]] is SKIPPED:
            begin -= 1
        at, inner, *_ = LINES[self.lines[begin]]
        if begin < 0 or level != (inner or at) or begin + self.first in self.source.long_values:
            raise Unusual
        slot = next(reversed(node)) if isinstance(node, dict) else -1
        if hole is not None:
            node[slot] = self.island(begin, (here, 0), here, level // 2)
        else:
            node[slot] = self.island(begin, (begin, value_column(self.lines[begin])), here, level // 2)

    def formed(self, form: str, written: Any, number: int, column: int) -> Any:
        """A value that the line alone does not give; `column` is that of the collection around it."""
        index = number - self.first
        if form == OPEN:
            return self.island(index, (index, len(self.lines[index]) - written), index, column)
        if form == BLOCK:
            return self.block(index, written, column + 1)
        value = Mapping() if form == EMPTY_MAPPING else Sequence(written)
        value.source, value.where = self.source, FlowLine(number)
        self.budget.nodes -= len(value)
        return value

    def block(self, index: int, length: int, column: int) -> str:
        """The text below a `|` or `>`, which begins the last `length` characters of the line."""
        header = self.lines[index][-length:]
        block = read_block(header, self.lines, index + 1, column)
        if block is None:
            raise Unusual
        self.skip(block.after - index - 1)
        start = self.offset_of(index) + len(self.lines[index]) - length
        self.source.long_values[self.first + index] = start, self.offset_of(block.last + 1) - 1
        return block.value

    def island(self, entry: int, begin: tuple[int, int], here: int, column: int) -> Any:
        """A value by events: that of the entry on this line, in a collection at `column`.

        It begins in a line at a column, goes on to line `here`, and ends before a line that is no further in.
        """
        from podlint.reading.event_yaml import read_value  # imported late: most files need no parser

        lines = self.lines
        after = here if here > entry else here + 1
        first = lines[begin[0]][begin[1] :].lstrip(" ")
        closing = ("]", "}") if first.startswith(("[", "{")) else ()
        while after < len(lines) and _is_within(lines[after], column, closing):
            after += 1
        if after <= here or not all(map(str.isprintable, lines[begin[0] : after])):
            raise Unusual
        span = self.offset_of(begin[0]) + begin[1], self.offset_of(after) - 1
        read = read_value(self.source, span, self.budget, self.depth + 2)
        if read is None or (begin[1] and isinstance(read[0][0], (dict, list)) and not closing):
            raise Unusual  # a block that begins beside a dash may not go on further out than it begins
        (value, *found), has_duplicates = read
        self.skip(after - here - 1)
        self.has_duplicates = self.has_duplicates or has_duplicates
        self.source.long_values[self.first + entry] = (found[0], found[1])
        return value

    def offset_of(self, index: int) -> int:
        """Of a line; asked for in the order of the lines."""
        self.offset += sum(map(len, self.lines[self.counted : index])) + index - self.counted
        self.counted = index
        return self.offset

    def skip(self, number: int) -> None:
        """Passes over lines that are read."""
        self.passed += number
        next(islice(self.numbers, number, number), None)
        next(islice(self.rest, number, number), None)

    def spend(self, made: list[Any], inners: int, others: int) -> None:
        """Takes from the budget what the events would have taken, given the items that are mappings and the others.

        Raises Unusual where the budget is too small, and where a key is written again, for then one is missing.
        """
        entries = len(self.lines) - self.passed
        if sum(map(len, made)) != entries + inners:
            raise Unusual
        keys, items = entries - others, inners + others
        self.budget.keys -= keys
        self.budget.nodes -= 2 * keys + items
        if self.budget.keys < 0 or self.budget.nodes < keys + items:
            raise Unusual  # or nearly so, for the events count the ends of collections as well


def _is_within(line: str, column: int, closing: tuple[str, ...]) -> bool:
    """Whether a line belongs to a value in a collection at `column`: further in, blank, or a bracket below its key."""
    return not line[: column + 1].strip(" ") or line[: column + 1].lstrip(" ") in closing
