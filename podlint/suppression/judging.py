"""What the suppressions make of a judgement, and what the rules that waited for it say about them."""

import time
from collections.abc import Callable, Iterable

from podlint.engine import Judgement, Selected, judge
from podlint.facts import Facts
from podlint.facts.suppressions import Suppression
from podlint.finding import Failure, Finding
from podlint.namedtuple import NamedTuple
from podlint.rule import Rule
from podlint.suppression.rounds import waits
from podlint.suppression.settling import Settled, settle
from podlint.suppression.standing import RunRules


class Verdict(NamedTuple):
    """What all rules find, in the order of files and lines, and what of it is suppressed."""

    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def with_suppressions(
    first: Judgement, rules: Iterable[Selected], facts: Facts, known: Iterable[Rule], whole: Callable[[], bool]
) -> Verdict:
    """What the suppressions make of the first round's judgement, and what the waiting rules say about them.

    `rules` are those of the run, `known` all there are; `whole` says whether the run saw the project and not a part.
    """
    rules = tuple(rules)
    settled = settled_judgement(first, rules, facts, known, whole)
    second = _second_round(rules, facts, settled.suppressions)
    findings = sorted((*settled.findings, *second.findings), key=lambda finding: finding.sort_key)
    return Verdict(tuple(findings), settled.left_out, first.failures + second.failures)


def settled_judgement(
    first: Judgement, rules: Iterable[Selected], facts: Facts, known: Iterable[Rule], whole: Callable[[], bool]
) -> Settled:
    """What the suppressions make of the first round's judgement, and what becomes of them; the rest as above."""
    failed = {failure.rule for failure in first.failures}
    finished = frozenset(selected.rule.id for selected in rules) - failed
    run = RunRules(tuple(known), finished, whole=whole, today=time.strftime("%Y-%m-%d"))
    return settle(first.findings, facts.all(Suppression), run)


def _second_round(rules: Iterable[Selected], facts: Facts, suppressions: tuple[Suppression, ...]) -> Judgement:
    waiting = [selected for selected in rules if waits(selected)]
    if not (waiting and suppressions):
        return Judgement((), ())
    return judge(waiting, facts.with_extractor(Suppression, lambda _: suppressions))
