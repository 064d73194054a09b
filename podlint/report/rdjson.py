"""Findings in the Reviewdog Diagnostic Format: one DiagnosticResult.

Facts: `proto/rdf/reviewdog.proto` of reviewdog. Columns count bytes of UTF-8 from 1, ends are exclusive.
"""

from collections.abc import Mapping
from typing import Any

from podlint.finding import Finding, Report
from podlint.reading.places import Place
from podlint.report.characters import visible
from podlint.report.json_text import dumps
from podlint.report.options import RenderOptions
from podlint.report.order import in_order

SOURCE = {"name": "podlint"}
SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report, options: RenderOptions) -> str:
    return f"{dumps({'source': SOURCE, 'diagnostics': diagnostics(report, options)}, indent=2)}\n"


def diagnostics(report: Report, options: RenderOptions) -> list[dict[str, Any]]:
    findings = in_order(report.findings)
    links = {rule.id: rule.node["references"][0] for rule in options.rules()} if findings else {}
    return [_diagnostic(finding, links) for finding in findings]


def _diagnostic(finding: Finding, links: Mapping[str, str]) -> dict[str, Any]:
    link = {"url": links[finding.rule]} if finding.rule in links else {}
    related = [
        {"message": visible(f"({one.step}) {one.note}").rstrip(), "location": _location(one.place)}
        for one in finding.evidence
    ]
    return {
        "message": visible(finding.message),
        "location": _location(finding.place),
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **link},
        **({"related_locations": related} if related else {}),
    }


def _location(place: Place) -> dict[str, Any]:
    return {
        "path": place.source.name,
        "range": {"start": _position(place, place.start), "end": _position(place, place.end)},
    }


def _position(place: Place, offset: int) -> dict[str, int]:
    line, column = place.source.position(offset)
    before = place.source.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
