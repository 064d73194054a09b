"""Every rule that podlint brings: its examples, what they notice, and the form of its file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from podlint.cel import parse
from podlint.cel.syntax import Ident, Literal, Node, Select, children
from podlint.data import rules_folder
from podlint.engine import Judgement, judge, selected
from podlint.examples import check_example, facts_of, run_example
from podlint.facts import KINDS, Facts
from podlint.finding import SEVERITIES
from podlint.problem import UserError
from podlint.reading import Mapping, Sequence
from podlint.rule import Rule, load_rules
from podlint.rule.examples import Example, example_problems, examples
from podlint.rule.files import rule_files
from podlint.rule.model import CONFIDENCES, compile_rule
from podlint.rule.templates import split
from podlint.schema import problems_in

RULES = load_rules(rules_folder(), KINDS, trusted=True)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}/{example.name}") for rule in RULES for example in examples(rule.node)
]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    assert [f"{one.file}:{one.line}: {one.message}" for one in check_example(rule, example)] == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_only_bad_examples_have_findings(rule: Rule, example: Example) -> None:
    assert bool(run_example(rule, example).findings) == example.bad


@each_rule
def test_file_fits_the_schema(rule: Rule) -> None:
    """podlint trusts its own rules and checks none of this in a run."""
    problems = [*problems_in(rule.node, "rule"), *example_problems(rule)]
    assert [str(problem) for problem in problems] == []
    assert rule.node.duplicates == ()


@each_rule
def test_every_expression_compiles(rule: Rule) -> None:
    """A run compiles what it needs; here it is all."""
    rule.compile()


@each_rule
def test_levels_are_known(rule: Rule) -> None:
    found = [finding for example in examples(rule.node) for finding in run_example(rule, example).findings]
    assert {finding.severity for finding in found} <= set(SEVERITIES)
    assert {finding.confidence for finding in found} <= set(CONFIDENCES)
    assert set(rule.severity.levels) <= {finding.severity for finding in found}


@each_rule
def test_file_lies_in_the_folder_of_its_topic(rule: Rule) -> None:
    path = os.path.relpath(rule.node.source.name, rules_folder())
    assert path == os.path.join(rule.topic, f"{rule.id}.yaml")


def test_every_file_of_the_folder_is_a_rule() -> None:
    files = [os.path.join(folder, name) for folder, _, names in os.walk(rules_folder()) for name in names]
    assert sorted(files) == list(rule_files(rules_folder()))


def test_no_two_rules_say_the_same() -> None:
    texts = [rule.node["summary"].strip() for rule in RULES]
    assert len(texts) == len(set(texts))


def test_ids_are_told_apart_without_their_topic() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


class Expression(NamedTuple):
    """An expression of a rule file: it stands at `offset` in the text of `key` in `holder`."""

    holder: Any
    key: str | int
    offset: int
    source: str


class Word(NamedTuple):
    """A name or a string of an expression: `text[start:end]` of the text of `key` in `holder`."""

    holder: Any
    key: str | int
    start: int
    end: int

    def __str__(self) -> str:
        text: str = self.holder[self.key]
        before = text[max(self.start - 30, 0) : self.start]
        return f"{self.key}, at {self.start}: {before}>{text[self.start : self.end]}<"


TEMPLATES = ("message", "why", "fix", "note", "suggestion")


def expressions(rule: Rule) -> Iterator[Expression]:
    """All but the kind of fact that the rule looks at, and levels that are given by name."""
    node = rule.node
    yield from _texts(node, ("when", "require", "severity", "confidence", "at"), TEMPLATES)
    for see in node.get("see", ()):
        yield from _texts(see, ("each", "at"), TEMPLATES)


def _texts(node: Mapping, keys: tuple[str, ...], templates: tuple[str, ...]) -> Iterator[Expression]:
    for key in keys:
        value = node.get(key)
        if isinstance(value, Sequence):
            yield from (Expression(value, index, 0, path) for index, path in enumerate(value))
        elif value is not None and value not in (*SEVERITIES, *CONFIDENCES):
            yield Expression(node, key, 0, value)
    for key in templates:
        pieces = split(node.get(key, ""))
        yield from (Expression(node, key, offset, piece) for piece, offset, is_expression in pieces if is_expression)


def words(expression: Expression) -> Iterator[Word]:
    """The names and the strings of an expression."""
    for node in words_below(parse(expression.source)):
        quoted = isinstance(node, Literal)
        start, end = expression.offset + node.offset, expression.offset + node.offset + node.length
        yield Word(expression.holder, expression.key, start + quoted, end - quoted)


def words_below(node: Node) -> Iterator[Node]:
    if isinstance(node, Ident | Select) or (isinstance(node, Literal) and isinstance(node.value, str)):
        yield node
    for child in children(node):
        yield from words_below(child)


@contextmanager
def misspelt(word: Word) -> Iterator[None]:
    text = word.holder[word.key]
    word.holder[word.key] = f"{text[: word.end]}x{text[word.end :]}"
    try:
        yield
    finally:
        word.holder[word.key] = text


class Outcome(NamedTuple):
    """What the examples of a rule notice: marked lines, and what readers are told."""

    lines: tuple[object, ...]
    texts: tuple[object, ...]


def outcome(rule: Rule, runs: list[tuple[Example, Facts]]) -> list[Outcome]:
    return [_seen(_judged(rule, example, facts)) for example, facts in runs]


def _judged(rule: Rule, example: Example, facts: Facts) -> Judgement:
    return judge([selected(rule, example.params)], facts)


def _seen(judgement: Judgement) -> Outcome:
    lines: list[object] = [failure.problem for failure in judgement.failures]
    texts: list[object] = []
    for one in judgement.findings:
        lines += [str(one.place).rpartition(":")[0], *(str(see.place).rpartition(":")[0] for see in one.evidence)]
        texts += [one.severity, one.confidence, one.message, one.note, one.why, one.fix, one.suggestion]
        texts += [see.note for see in one.evidence]
    return Outcome(tuple(lines), tuple(texts))


def noticed(rule: Rule, runs: list[tuple[Example, Facts]], before: list[Outcome]) -> bool:
    """Whether the rule, as its file now is, fails to load or has other findings in its examples."""
    try:
        changed = compile_rule(rule.node, rule.topic, rule.id, KINDS)
    except UserError:
        return True
    return outcome(changed, runs) != before


def prepared(rule: Rule) -> list[tuple[Example, Facts]]:
    """The examples with their facts, which no change of the rule changes."""
    return [(example, facts_of(example)) for example in examples(rule.node)]


@each_rule
def test_examples_notice_every_word(rule: Rule) -> None:
    runs = prepared(rule)
    before = outcome(rule, runs)
    unnoticed = []
    for word in [word for expression in expressions(rule) for word in words(expression)]:
        with misspelt(word):
            if not noticed(rule, runs, before):
                unnoticed.append(word)
    assert [str(word) for word in unnoticed] == []
