"""What happens to the findings between judging and rendering: each stage makes one report of another."""

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from podlint.config import Config
from podlint.dataclass import replace
from podlint.finding import CONFIDENCES, SEVERITIES, Finding, Hidden, Report, weighs
from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from podlint.files.changes import Lines


class Run(NamedTuple):
    """What a stage may look at besides the report: the settings, and the lines that the run is about.

    `lines` is None if it is about everything.
    """

    config: Config
    lines: "Lines | None" = None


Stage = Callable[[Report, Run], Report]


def staged(report: Report, run: Run) -> Report:
    """The report after all stages."""
    for stage in STAGES:
        report = stage(report, run)
    return report


def without_baseline(report: Report, run: Run) -> Report:
    """Leaves out what the baseline has, and tells of entries whose findings are gone."""
    path = run.config.baseline_file
    if run.config.no_baseline or not (run.config.baseline or os.path.lexists(path)):
        return report
    from podlint.baseline import matched, read_baseline, stale, stale_note  # imported late: not every project has one
    from podlint.config.file import sees_project

    entries, folder = read_baseline(path), os.path.dirname(path)
    found = matched(report.findings, entries, folder)
    gone: tuple[int, ...] = ()
    if found.spare and report.whole and sees_project(run.config):
        gone = stale(found.spare, entries, folder, _ran(report), report.sources)
    notes = (*report.notes, stale_note(path, [entries[number] for number in gone])) if gone else report.notes
    return replace(report, findings=found.findings, left_out=report.left_out + found.left_out, stale=gone, notes=notes)


def _ran(report: Report) -> Callable[[str], bool]:
    """Whether a rule ran to its end, or exists no more."""
    idle = {*report.idle, *(failure.rule for failure in report.failures)}
    return lambda rule: rule not in idle


def in_question(report: Report, run: Run) -> Report:
    """Leaves out what has nothing to do with the files of --focus, or the lines of --since or --staged."""
    if run.lines is None:
        return report
    from podlint.focus import touching  # imported late: most runs are about everything

    return touching(report, run.lines)


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
    if not unseen:
        return report
    shown = tuple(finding for finding in report.findings if finding not in unseen)
    newly = tuple(Hidden(finding, why) for finding in report.findings if finding in unseen)
    return replace(report, findings=shown, hidden=report.hidden + newly)


STAGES: tuple[Stage, ...] = (
    without_baseline,
    in_question,
    from_min_severity,
    from_min_confidence,
    up_to_max_findings,
)
"""In this order: what was there before, what is asked for, and then what of it is shown."""
