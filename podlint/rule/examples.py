"""The examples of a rule file: manifests whose comments say where findings and evidence are expected."""

from collections.abc import Iterator
from typing import Any

from podlint.dataclass import dataclass
from podlint.pattern import pattern
from podlint.problem import Problem
from podlint.reading import Mapping, Place, Sequence, read_source, within
from podlint.rule.model import Rule
from podlint.rule.parameters import setting_problems

_MARK = pattern(r"#\s*(finding|see)(?:\s*,\s*(finding|see))?\s*$")
DEFAULT_NAME = "manifest.yaml"
Marks = frozenset[tuple[str, int]]
"""File names and 1-based line numbers."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its files and the parameters of the rule in it. `place` is where it begins in the rule file.

    A file `.podlint.yaml` among them is the configuration.
    """

    bad: bool
    number: int
    files: dict[str, str]
    params: dict[str, Any]
    place: Place

    @property
    def name(self) -> str:
        return f"{'bad' if self.bad else 'good'}[{self.number}]"

    def marked(self, word: str) -> Marks:
        """The lines that carry `# finding`, or `# see`."""
        return frozenset(
            (file, number)
            for file, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            if word in marks_of(line)
        )


def marks_of(line: str) -> tuple[str, ...]:
    """The marks at the end of a line: `# finding`, `# see`, or both with a comma between."""
    found = _MARK.search(line)
    return tuple(word for word in found.groups() if word) if found else ()


def without_marks(text: str) -> str:
    """The text as a manifest would have it, without the marks at the ends of its lines."""
    return "\n".join(_MARK.sub("", line).rstrip() if marks_of(line) else line for line in text.splitlines()) + "\n"


def examples(node: Mapping) -> Iterator[Example]:
    """The bad examples of a rule file, then the good ones."""
    for key in ("bad", "good"):
        items = node.get(key, ())
        for index, item in enumerate(items):
            place = items.value_place(index) if isinstance(items, Sequence) else node.place
            yield _example(key == "bad", index, item, place)


def looks_across(rule: Rule) -> bool:
    """Whether the evidence of the rule can lie in other documents than the finding, as its examples show."""
    return any(_crosses(example) for example in examples(rule.node) if example.bad)


def _crosses(example: Example) -> bool:
    found, seen = (
        {(name, number) for name, text in example.files.items() for number in _documents_with(word, text)}
        for word in ("finding", "see")
    )
    return bool(seen - found)


def _documents_with(word: str, text: str) -> Iterator[int]:
    """The numbers of the documents in which a line has that mark."""
    document = 0
    for line in text.splitlines():
        document += line.startswith("---")
        if word in marks_of(line):
            yield document


def _example(bad: bool, number: int, item: Any, place: Place) -> Example:
    if isinstance(item, str):
        return Example(bad, number, {DEFAULT_NAME: item}, {}, place)
    return Example(bad, number, item["files"], item.get("params", {}), place)


def example_problems(rule: Rule) -> Iterator[Problem]:
    """What can be seen to be wrong with the examples of a rule without running them."""
    for example in examples(rule.node):
        yield from setting_problems(rule.id, rule.parameters, example.params)
        marked = example.marked("finding")
        if example.bad and not marked:
            yield Problem("a bad example marks the guilty line with `# finding`", example.place)
        if not example.bad and marked:
            yield Problem("a good example has no `# finding`", example.place)
        for name, text in example.files.items():
            yield from _unreadable(example, name, text)


def _unreadable(example: Example, name: str, text: str) -> Iterator[Problem]:
    """Examples of bad YAML are marked where it is bad; anything else in an example must be readable."""
    place = example.files.value_place(name) if isinstance(example.files, Mapping) else example.place
    expected = {line for file, line in example.marked("finding") if file == name}
    for trouble in read_source(name, text.encode()).unreadable:
        if trouble.place.line not in expected:
            spot = within(place, text, trouble.place.start, 1)
            yield Problem(f"example {example.name} can't be read: {trouble.message}", spot)
