"""Findings as lines that grep, editors and problem matchers read: one each."""

from podlint.finding import Evidence, Finding, Report
from podlint.reading.places import Place
from podlint.report.characters import harmless, visible
from podlint.report.options import RenderOptions
from podlint.report.style import Style, style_for

MOST_EVIDENCE = 8
"""How many evidence places a human format names."""


def render(report: Report, options: RenderOptions) -> str:
    style = style_for(options.color)
    return "".join(f"{one_line(finding, style)}\n" for finding in in_order(report))


def in_order(report: Report) -> list[Finding]:
    """By path, line, column and rule."""
    return sorted(report.findings, key=lambda finding: finding.sort_key)


def one_line(finding: Finding, style: Style) -> str:
    place = style.paint("place", harmless(where(finding.place)))
    severity = style.paint(finding.severity, finding.severity)
    return f"{place}: {severity} {finding.rule} {visible(finding.message)}{_see(finding.evidence)}"


def where(place: Place) -> str:
    """`file:line:column`, printable."""
    return visible(str(place))


def more(evidence: tuple[Evidence, ...]) -> str:
    """How many places are left unnamed; empty for none."""
    return f"(+{len(evidence) - MOST_EVIDENCE} more)" if len(evidence) > MOST_EVIDENCE else ""


def _see(evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return ""
    named = ", ".join(where(further.place) for further in evidence[:MOST_EVIDENCE])
    return f" (see {named}) {more(evidence)}".rstrip()
