"""Where the characters of a script lie in what the user wrote: bytes to code points, nested scripts to their word."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from time import thread_time
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass
from podlint.pattern import pattern
from podlint.shell.syntax import Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node, Parser, Tree

    from podlint.shell.words import Value

HERE_DOCUMENT = pattern(r"<<-?[ \t]*(['\"\\]?)(\w+)\1")
MAX_GAP = 20
MAX_PIPES = 2_000
MAX_OPEN = 500
"""How many brackets or `case` more than are closed: of each the grammar keeps what it tried, and never lets go."""

MAX_SECONDS = 2
SHORT = 4_096
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """A script text. `anchor` is the word that holds it; `shift` is None where its characters are not found there.

    `file` is the path of the script file that the text, or the word that holds it, stands in.
    """

    text: str
    continuations: tuple[int, ...]
    item: int = 0
    shift: int | None = 0
    anchor: Word | None = None
    file: str = ""

    def slice(self, start: int, end: int) -> str:
        if not self.continuations:
            return self.text[start:end]
        return self.text[self.characters(start) : self.characters(end)]

    def characters(self, offset: int) -> int:
        """Code points before byte `offset`."""
        return offset - bisect_left(self.continuations, offset) if self.continuations else offset

    def spans(self, nodes: Iterable[Node]) -> list[tuple[int, int]]:
        """The byte ranges of the words that `nodes` make up: nodes with nothing but escaped blanks between are one."""
        found: list[tuple[int, int]] = []
        floor = 0
        for node in nodes:
            start, end = node.start_byte, node.end_byte
            gap = self._escaped_gap(floor, start)
            if found and len(gap) == start - floor:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start if "\n" in gap else start - len(gap), end))
            floor = end
        return found

    def _escaped_gap(self, floor: int, start: int) -> str:
        """The blanks with a backslash in front of byte `start`, which the grammar takes for blanks."""
        sign = self.characters(start) - 2
        if sign < 0 or self.text[sign] != "\\":
            return ""
        gap = self.slice(max(floor, start - MAX_GAP), start)
        end = len(gap)
        while gap[max(end - 2, 0) : end] in ("\\ ", "\\\t", "\\\n"):
            end -= 2
        return gap[end:]

    def word(self, start: int, raw: str, value: Value) -> Word:
        """The word with this value that is written as `raw` at byte `start`."""
        text, prefix = value
        if self.shift is None and self.anchor:
            return Word(text, self.anchor.offset, self.anchor.length, raw, prefix, self.item, self.file)
        return Word(text, self.characters(start) + (self.shift or 0), len(raw), raw, prefix, self.item, self.file)


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def source_of(text: str) -> Source:
    return Source(text, continuation_bytes(text))


def source_in(word: Word, text: str) -> Source:
    """The script `text` that is the value of `word`."""
    found = word.raw.find(text) if len(word.raw) == word.length else -1
    shift = word.offset + found if found >= 0 else None
    return Source(text, continuation_bytes(text), word.item, shift, word, word.file)


def source_of_file(word: Word, path: str, text: str) -> Source:
    """The script file at `path`, which `word` names."""
    return Source(text, continuation_bytes(text), word.item, file=path)


def continuation_bytes(text: str) -> tuple[int, ...]:
    """The offsets of the bytes that continue a character of several bytes."""
    return () if text.isascii() else tuple(i for i, byte in enumerate(encode(text)) if byte & 0xC0 == 0x80)


@lru_cache(maxsize=1)
def parser() -> Parser:
    from tree_sitter import Language, Parser

    return Parser(Language(_grammar()))


def _grammar() -> object:
    """What `tree_sitter_bash.language` gives, without the package, which imports most of the standard library first."""
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    package = PathFinder.find_spec("tree_sitter_bash")
    folders = package.submodule_search_locations if package else None
    found = PathFinder.find_spec("tree_sitter_bash._binding", folders) if folders else None
    if found is None or found.loader is None:
        from tree_sitter_bash import language

        return language()
    binding = module_from_spec(found)
    found.loader.exec_module(binding)
    return binding.language()


@lru_cache(maxsize=256)
def tree_of(text: str) -> Tree | None:
    """The syntax tree, None of a text that is too much for the grammar.

    The grammar knows few things that may follow `<<EOF`: failing that, parse without its body.
    """
    tree = _parsed(text)
    if tree and tree.root_node.has_error and "<<" in text:
        without = _parsed(without_here_documents(text))
        return tree if without is None or without.root_node.has_error else without
    return tree


def _parsed(text: str) -> Tree | None:
    """An unfinished pipeline takes memory by the square of its length, and some other unfinished texts time."""
    if text.count("|") > MAX_PIPES or _open(text) > MAX_OPEN:
        return None
    data = encode(text)
    if len(data) <= SHORT:
        return parser().parse(data)
    return _parsed_in_time(data)


def _open(text: str) -> int:
    pairs = (("(", ")"), ("[", "]"), ("{", "}"), ("case", "esac"))
    return max(text.count(opening) - text.count(closing) for opening, closing in pairs)


def _parsed_in_time(data: bytes) -> Tree | None:
    end = thread_time() + MAX_SECONDS
    try:
        return parser().parse(
            lambda offset, _: data[offset : offset + CHUNK], progress_callback=lambda *_: thread_time() > end
        )
    except ValueError:  # it was stopped, and would go on where it was
        parser().reset()
        return None


def without_here_documents(text: str) -> str:
    """`text` with its here-documents replaced by as many blanks, in bytes, so that every offset stays true."""
    lines, ends = [], list[str]()
    for line in text.split("\n"):
        if ends:
            if line.strip("\t ") == ends[0]:
                del ends[0]
            lines.append(blank(line))
            continue
        ends = [match[2] for match in HERE_DOCUMENT.finditer(line)]
        lines.append(HERE_DOCUMENT.sub(lambda match: blank(match[0]), line))
    return "\n".join(lines)


def blank(text: str) -> str:
    return " " * len(encode(text))
