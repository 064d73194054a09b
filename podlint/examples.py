"""Running the examples of rule files: the findings and the evidence must lie on exactly the marked lines."""

from collections.abc import Iterable, Iterator
from functools import cache

from podlint.config import FILE_NAME
from podlint.config.file import parse_config
from podlint.dataclass import dataclass, replace
from podlint.engine import Judgement, judge, selected
from podlint.facts import Facts
from podlint.facts.directives import MENTION
from podlint.facts.suppressions import Suppression
from podlint.finding import Finding
from podlint.judging import all_rules, gather
from podlint.reading import read_source
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.report.options import Sample
from podlint.rule import Rule
from podlint.rule.examples import Example, Marks, examples, without_marks
from podlint.suppression.judging import settled_judgement
from podlint.suppression.rounds import first_round


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of an example where something else was found than its marks say."""

    example: Example
    file: str
    line: int
    message: str


def run_example(rule: Rule, example: Example) -> Judgement:
    """What the rule alone finds in the example. Raises UserError for a configuration among its files that is wrong."""
    return judge([selected(rule, example.params)], facts_of(example))


def sample(rule: Rule) -> Sample:
    """The first bad example as a reader sees it, without the marks that are for the tests, and what the rule says."""
    marked = next(example for example in examples(rule.node) if example.bad)
    example = replace(marked, files={name: without_marks(text) for name, text in marked.files.items()})
    return Sample(example, run_example(rule, example).findings)


def facts_of(example: Example) -> Facts:
    """The facts about the files of an example, with the configuration that may be among them. Raises UserError.

    Of its suppressions they tell what became of them, given all of podlint's own rules.
    """
    manifests = [(name, _plain(name, text).encode()) for name, text in example.files.items() if name != FILE_NAME]
    config = parse_config(FILE_NAME, example.files.get(FILE_NAME, "").encode())
    facts = gather([read_source(name, data) for name, data in manifests], config)
    return facts.with_extractor(Suppression, lambda _: _suppressions(facts))


def _suppressions(facts: Facts) -> tuple[Suppression, ...]:
    rules = _own_rules()
    chosen = first_round(selected(rule) for rule in rules if rule.enabled)
    return settled_judgement(judge(chosen, facts), chosen, facts, rules, lambda: True).suppressions


@cache
def _own_rules() -> tuple[Rule, ...]:
    return tuple(all_rules())


def _plain(name: str, text: str) -> str:
    """The text as it is read: in a Dockerfile a mark would be an argument, in a directive a part of its reason."""
    return without_marks(text) if is_dockerfile(name) or MENTION in text else text


def check_examples(rule: Rule) -> Iterator[Difference]:
    """Where the examples of a rule are not what they say."""
    for example in examples(rule.node):
        yield from check_example(rule, example)


def check_example(rule: Rule, example: Example) -> Iterator[Difference]:
    judgement = run_example(rule, example)
    for failure in judgement.failures:
        yield Difference(example, failure.file, 1, f"the rule failed: {failure.problem}")
    yield from _compare(example, "finding", _primary_lines(judgement.findings))
    yield from _compare(example, "see", _evidence_lines(judgement.findings))


def _compare(example: Example, word: str, found: Marks) -> Iterator[Difference]:
    marked = example.marked(word)
    for file, line in sorted(marked - found):
        yield Difference(example, file, line, f"marked `# {word}`, but nothing points here")
    for file, line in sorted(found - marked):
        yield Difference(example, file, line, f"not marked `# {word}`, but a finding points here")


def _primary_lines(findings: Iterable[Finding]) -> Marks:
    return frozenset((finding.place.source.name, finding.place.line) for finding in findings)


def _evidence_lines(findings: Iterable[Finding]) -> Marks:
    places = [evidence.place for finding in findings for evidence in finding.evidence]
    return frozenset((place.source.name, place.line) for place in places)
