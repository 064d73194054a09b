"""What of a command is the same whenever it is read: where its words stand, those that expand nothing, its parts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field
from podlint.namedtuple import NamedTuple
from podlint.shell.parts import substitutions_in
from podlint.shell.source import tree_of
from podlint.shell.syntax import Word
from podlint.shell.words import constant, stretch_at
from podlint.shell.wrappers import Peeled, peel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node, Tree

    from podlint.shell.parts import Parts
    from podlint.shell.source import Source
    from podlint.shell.words import Stretch


class AssignmentLayout(NamedTuple):
    name: str
    value: Word | Stretch


class RedirectLayout(NamedTuple):
    operator: str
    descriptor: int | None
    target: tuple[Word | Stretch, ...]


class Layout(NamedTuple):
    """`peeled` are the words where none of them depends on variables, and `length` is that of their values."""

    words: tuple[Word | Stretch, ...]
    assignments: tuple[AssignmentLayout, ...]
    redirects: tuple[RedirectLayout, ...]
    substitutions: tuple[Node, ...]
    peeled: Peeled | None
    length: int


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tree of a script, if it can be had, and by the ids of its nodes what was worked out so far.

    `layouts` are those of commands, `assigned` the variables that loops and functions assign.
    """

    tree: Tree | None = None
    layouts: dict[tuple[int, ...], Layout] = field(default_factory=dict)
    assigned: dict[int, set[str]] = field(default_factory=dict)


@lru_cache(maxsize=256)
def syntax_of(source: Source) -> Syntax:
    """Containers run the same script files, and each of them with variables of its own."""
    return Syntax(tree_of(source.text))


def layout_of(source: Source, parts: Parts) -> Layout:
    words = words_in(source, parts.words)
    known = [word for word in words if isinstance(word, Word)]
    is_known = len(known) == len(words)
    redirects = [RedirectLayout(one.operator, one.descriptor, words_in(source, one.target)) for one in parts.redirects]
    return Layout(
        words,
        tuple([assignment_in(source, node) for node in parts.assignments]),
        tuple(redirects),
        tuple(substitutions_in(parts.nodes())),
        peel(known) if is_known else None,
        length_of(known) if is_known else 0,
    )


def length_of(words: Iterable[Word]) -> int:
    """How many characters are known of words."""
    return sum([len(word.prefix) for word in words])


def words_in(source: Source, nodes: Iterable[Node]) -> tuple[Word | Stretch, ...]:
    return tuple([word_at(source, start, end) for start, end in source.spans(nodes)])


def word_at(source: Source, start: int, end: int) -> Word | Stretch:
    raw = source.slice(start, end)
    if "$" in raw or "`" in raw or raw.startswith("~"):
        return stretch_at(start, raw)
    return source.word(start, raw, constant(raw))


def assignment_in(source: Source, node: Node) -> AssignmentLayout:
    name = node.child_by_field_name("name")
    value = node.child_by_field_name("value")
    start = value.start_byte if value else node.end_byte
    identifier = source.slice(name.start_byte, name.end_byte) if name else ""
    if (value is not None and value.type == "array") or any(child.type == "+=" for child in node.children):
        raw = source.slice(start, node.end_byte)
        return AssignmentLayout(identifier, source.word(start, raw, (None, "")))
    return AssignmentLayout(identifier, word_at(source, start, node.end_byte))
