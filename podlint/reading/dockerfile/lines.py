"""A Dockerfile cut into instructions: lines that go on, comments within them, here-documents.

https://docs.docker.com/reference/dockerfile/
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading.places import Place, Source

_DIRECTIVE = pattern(r"#[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(\S.*?)[ \t]*\Z")
_KEYWORD = pattern(r"[ \t]*([A-Za-z]+)(?:[ \t]+|\Z)")
_HEREDOC = pattern(r"<<(-?)(['\"]?)([A-Za-z_][\w.]*)\2(?=\s|\Z|[;|&)>])")
_WITH_HEREDOCS = frozenset({"RUN", "COPY", "ADD"})


class Heredoc(NamedTuple):
    """The text between `<<NAME` and NAME, and its stretch of the source. `expands`: NAME is not quoted."""

    name: str
    text: str
    start: int
    end: int
    expands: bool


class Instruction(NamedTuple):
    """One instruction. `text` is what follows the keyword, its lines joined as Docker joins them.

    `pieces` are the beginnings of the pieces of `text`: in it and in the source.
    """

    source: Source
    keyword: str
    keyword_start: int
    text: str
    pieces: tuple[tuple[int, int], ...]
    heredocs: tuple[Heredoc, ...]

    @property
    def place(self) -> Place:
        """The keyword."""
        return Place(self.source, self.keyword_start, self.keyword_start + len(self.keyword))

    @property
    def end(self) -> int:
        """The end of its last line, here-documents included."""
        at, offset = self.pieces[-1]
        return max(offset + len(self.text) - at, *(heredoc.end for heredoc in self.heredocs), 0)

    def within(self, start: int, length: int) -> Place:
        """Where a stretch of the text stands."""
        return Place(self.source, self._offset(start), self._offset(max(start, start + length - 1)) + (length > 0))

    def _offset(self, index: int) -> int:
        piece = max(bisect_right(self.pieces, index, key=lambda pair: pair[0]) - 1, 0)
        at, offset = self.pieces[piece]
        return offset + index - at


class _Line(NamedTuple):
    text: str
    start: int


def instructions(source: Source) -> Iterator[Instruction]:
    """The instructions in the order of the text; lines that are none are passed over."""
    lines = list(_lines(source.text))
    escape = _escape(lines)
    number = 0
    while number < len(lines):
        joined, pieces, number = _joined(lines, number, escape)
        found = _KEYWORD.match(joined)
        if found is None:
            continue
        keyword = found.group(1).upper()
        names = list(_HEREDOC.finditer(joined)) if keyword in _WITH_HEREDOCS else []
        heredocs, number = _heredocs(lines, number, names)
        head = Instruction(source, keyword, 0, joined, pieces, ())
        start = head.within(found.start(1), 1).start
        rest = found.end()
        shifted = tuple((max(at - rest, 0), offset + max(rest - at, 0)) for at, offset in _from(pieces, rest))
        yield Instruction(source, keyword, start, joined[rest:], shifted, heredocs)


def _from(pieces: tuple[tuple[int, int], ...], start: int) -> tuple[tuple[int, int], ...]:
    """The pieces from the one on in which `start` lies."""
    first = max(bisect_right(pieces, start, key=lambda pair: pair[0]) - 1, 0)
    return pieces[first:]


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(line.rstrip("\r"), start)
        start += len(line) + 1


def _escape(lines: list[_Line]) -> str:
    """The character that lets a line go on: the `escape` directive at the top of the file may change it."""
    for line in lines:
        directive = _DIRECTIVE.match(line.text)
        if directive is None:
            break
        if directive.group(1).lower() == "escape" and directive.group(2) in ("\\", "`"):
            return directive.group(2)
    return "\\"


def _joined(lines: list[_Line], number: int, escape: str) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The instruction that begins in a line, as one line; comments and empty lines within it do not count."""
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length, goes_on = 0, True
    while goes_on and number < len(lines):
        line = lines[number]
        number += 1
        stripped = line.text.strip()
        if not stripped or stripped.startswith("#"):
            if not texts:
                return "", (), number
            continue
        content = line.text.rstrip()
        goes_on = content.endswith(escape)
        content = content[:-1] if goes_on else line.text
        pieces.append((length, line.start))
        texts.append(content)
        length += len(content)
    return "".join(texts), tuple(pieces), number


def _heredocs(lines: list[_Line], number: int, names: list[re.Match[str]]) -> tuple[tuple[Heredoc, ...], int]:
    """The here-documents behind an instruction, one after the other, and the number of the line after them."""
    found = []
    for name in names:
        first = number
        while number < len(lines) and _end(lines[number].text, name) != name.group(3):
            number += 1
        texts = [_end(line.text, name) for line in lines[first:number]]
        start, end = (_start_of(lines, line) for line in (first, number))
        found.append(Heredoc(name.group(3), "\n".join(texts), start, end, expands=not name.group(2)))
        number += 1
    return tuple(found), number


def _start_of(lines: list[_Line], number: int) -> int:
    """Where a line begins; of one past the end where the last one ends."""
    return lines[number].start if number < len(lines) else lines[-1].start + len(lines[-1].text)


def _end(line: str, name: re.Match[str]) -> str:
    """The line without its tabs, where `<<-` asks for that."""
    return line.lstrip("\t") if name.group(1) else line
