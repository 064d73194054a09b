"""Which findings a report shows, and in which order."""

from collections.abc import Iterable

from podlint.finding import CONFIDENCES, SEVERITIES, SUPPRESSED, Finding, Report
from podlint.report.options import RenderOptions


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By path, line, column and rule."""
    return sorted(findings, key=lambda finding: finding.sort_key)


def shown(report: Report, options: RenderOptions) -> list[Finding]:
    """What a format shows that can mark a finding as suppressed, in order."""
    excused = [finding for finding in report.left_out if finding.status == SUPPRESSED]
    return in_order([*report.findings, *(excused if options.show_suppressed else ())])


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, then confidence, then in order: what to keep where there isn't room for all."""
    return sorted(in_order(findings), key=_gravity, reverse=True)


def _gravity(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), CONFIDENCES.index(finding.confidence)
