"""Findings as lines that grep, editors and problem matchers read: one each."""

import os

from podlint.finding import SUPPRESSED, Evidence, Finding, Report
from podlint.reading.places import Place
from podlint.report.characters import harmless, visible
from podlint.report.options import RenderOptions
from podlint.report.order import shown
from podlint.report.style import Style, style_for

MOST_EVIDENCE = 8
"""How many evidence places a human format names."""


def render(report: Report, options: RenderOptions) -> str:
    style = style_for(options.color, options.links)
    return "".join(f"{one_line(finding, style)}\n" for finding in shown(report, options))


def one_line(finding: Finding, style: Style) -> str:
    severity = style.paint(finding.severity, finding.severity)
    message = f"{visible(finding.message)}{see(finding.evidence)}{excused(finding)}"
    place = linked(finding.place, harmless(where(finding.place)), style)
    return f"{place}: {severity} {finding.rule} {message}"


def excused(finding: Finding) -> str:
    """That a finding is suppressed and why, in brackets behind a message; empty where it counts."""
    if finding.status != SUPPRESSED:
        return ""
    return f" (suppressed: {visible(finding.excuse)})" if finding.excuse else " (suppressed)"


def linked(place: Place, shown: str, style: Style) -> str:
    """What is shown of a place, and a link to its file where the terminal has links."""
    text = style.paint("place", shown)
    return style.link(_uri(place.source.name), text) if style.links else text


def _uri(name: str) -> str:
    from pathlib import Path  # imported late: few terminals show links

    return Path(name).absolute().as_uri() if os.path.exists(name) else ""


def where(place: Place) -> str:
    """`file:line:column`, printable."""
    return visible(str(place))


def more(evidence: tuple[Evidence, ...]) -> str:
    """How many places are left unnamed; empty for none."""
    return f"(+{len(evidence) - MOST_EVIDENCE} more)" if len(evidence) > MOST_EVIDENCE else ""


def see(evidence: tuple[Evidence, ...]) -> str:
    """The other places, in brackets behind a message; empty for none."""
    if not evidence:
        return ""
    named = ", ".join(where(further.place) for further in evidence[:MOST_EVIDENCE])
    return f" (see {named}) {more(evidence)}".rstrip()
