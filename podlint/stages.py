"""What happens to the findings between judging and rendering: each stage makes one report of another."""

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from podlint.config import Config, sees_project
from podlint.dataclass import replace
from podlint.engine import Judgement, Selected
from podlint.facts import Facts
from podlint.facts.suppressions import Suppression
from podlint.files.changes import Lines
from podlint.finding import CONFIDENCES, SEVERITIES, Finding, Hidden, Report, weighs
from podlint.focus import touching
from podlint.rule import Rule


class Run(NamedTuple):
    """What a stage may look at besides the report: the settings, what was read, the rules that run, and all rules.

    `lines` are those that the run is about, None if it is about everything.
    """

    config: Config
    facts: Facts
    rules: tuple[Selected, ...]
    known: tuple[Rule, ...]
    lines: Lines | None = None


Stage = Callable[[Report, Run], Report]


def staged(report: Report, run: Run) -> Report:
    """The report after all stages."""
    for stage in STAGES:
        report = stage(report, run)
    return report


def with_overrides(report: Report, run: Run) -> Report:
    """Leaves out findings of rules that do not run where they point, and gives others their severity there."""
    if not run.config.overrides:
        return report
    from podlint.overriding import overridden  # imported late: few configurations have overrides

    return overridden(report, run.config, {rule.id: rule for rule in run.known}, run.facts)


def without_suppressed(report: Report, run: Run) -> Report:
    """Leaves out what a comment or an annotation excuses, and adds what there is to say about these."""
    if not run.facts.all(Suppression):
        return report
    from podlint.suppression.judging import with_suppressions  # imported late: most runs meet none

    first = Judgement(report.findings, report.failures)
    verdict = with_suppressions(first, run.rules, run.facts, run.known, lambda: _sees_all(report, run))
    left_out = report.left_out + verdict.left_out
    return replace(report, findings=verdict.findings, left_out=left_out, failures=verdict.failures)


def without_baseline(report: Report, run: Run) -> Report:
    """Leaves out what the baseline has, and tells of entries whose findings are gone."""
    path = run.config.baseline_file
    if run.config.no_baseline or not (run.config.baseline or os.path.lexists(path)):
        return report
    from podlint.baseline import matched, read_baseline, stale, stale_note  # imported late: not every project has one

    entries, folder = read_baseline(path), os.path.dirname(path)
    found = matched(report.findings, entries, folder)
    gone: tuple[int, ...] = ()
    if found.spare and _sees_all(report, run):
        gone = stale(found.spare, entries, folder, _ran(report, run), report.sources)
    notes = (*report.notes, stale_note(path, [entries[number] for number in gone])) if gone else report.notes
    return replace(report, findings=found.findings, left_out=report.left_out + found.left_out, stale=gone, notes=notes)


def _ran(report: Report, run: Run) -> Callable[[str], bool]:
    """Whether a rule ran to its end, or exists no more."""
    idle = {rule.id for rule in run.known} - {selected.rule.id for selected in run.rules}
    idle |= {failure.rule for failure in report.failures}
    return lambda rule: rule not in idle


def _sees_all(report: Report, run: Run) -> bool:
    """Whether all of the project was read: else what was not found may be there all the same."""
    return not report.errors and not any(run.facts.unreadable) and sees_project(run.config)


def in_question(report: Report, run: Run) -> Report:
    """Leaves out what has nothing to do with the files of --focus, or the lines of --since or --staged."""
    return report if run.lines is None else touching(report, run.lines)


def from_min_severity(report: Report, run: Run) -> Report:
    """Hides what is less serious than --min-severity."""
    below = [finding for finding in report.findings if not weighs(finding, run.config.min_severity)]
    return without(report, below, f"--min-severity={run.config.min_severity}")


def from_min_confidence(report: Report, run: Run) -> Report:
    """Hides what is less certain than --min-confidence."""
    lowest = CONFIDENCES.index(run.config.min_confidence)
    below = [finding for finding in report.findings if CONFIDENCES.index(finding.confidence) < lowest]
    return without(report, below, f"--min-confidence={run.config.min_confidence}")


def up_to_max_findings(report: Report, run: Run) -> Report:
    """Hides the findings beyond --max-findings, the most serious being shown first."""
    most = run.config.max_findings
    if not most:
        return report
    by_weight = sorted(report.findings, key=lambda finding: (-SEVERITIES.index(finding.severity), finding.sort_key))
    return without(report, by_weight[most:], f"--max-findings={most}")


def without(report: Report, hidden: Iterable[Finding], why: str) -> Report:
    """The report in which these findings are hidden; they count all the same."""
    unseen = set(hidden)
    shown = tuple(finding for finding in report.findings if finding not in unseen)
    newly = tuple(Hidden(finding, why) for finding in report.findings if finding in unseen)
    return replace(report, findings=shown, hidden=report.hidden + newly)


STAGES: tuple[Stage, ...] = (
    with_overrides,
    without_suppressed,
    without_baseline,
    in_question,
    from_min_severity,
    from_min_confidence,
    up_to_max_findings,
)
"""In this order: what runs where, what is excused, what was there before, what is asked for, what of it is shown."""
