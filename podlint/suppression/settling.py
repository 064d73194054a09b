"""Findings and suppressions brought together: which findings count, and which suppressions did something."""

from collections import Counter
from collections.abc import Iterable

from podlint.dataclass import replace
from podlint.facts.suppressions import Suppression
from podlint.finding import SUPPRESSED, Finding
from podlint.namedtuple import NamedTuple
from podlint.suppression.covering import Coverage
from podlint.suppression.standing import TOPIC, RunRules


class Settled(NamedTuple):
    """The findings that count, those that are suppressed, and the suppressions with what became of them."""

    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


def settle(findings: Iterable[Finding], suppressions: Iterable[Suppression], run: RunRules) -> Settled:
    """What the suppressions make of the findings; both stay in their order."""
    suppressions = tuple(suppressions)
    if not suppressions:
        return Settled(tuple(findings), (), ())
    coverage = Coverage(one for one in suppressions if not run.is_expired(one))
    counting: list[Finding] = []
    left_out: list[Finding] = []
    silenced: Counter[int] = Counter()
    for finding in findings:
        covering = coverage.of(finding) if finding.topic != TOPIC else None
        if covering is None:
            counting.append(finding)
        else:
            silenced[id(covering)] += 1
            left_out.append(replace(finding, status=SUPPRESSED, excuse=covering.directive.reason))
    settled = tuple(_settled(one, silenced[id(one)], run) for one in suppressions)
    return Settled(tuple(counting), tuple(left_out), settled)


def _settled(suppression: Suppression, silenced: int, run: RunRules) -> Suppression:
    standing = run.standing(suppression, silenced)
    near = run.near(suppression, standing)
    return replace(suppression, standing=standing, silenced=silenced, near=near)
