"""Findings as Checkstyle's XML, which many CI servers and review bots read."""

from itertools import groupby
from xml.etree.ElementTree import Element

from podlint.finding import Finding, Report
from podlint.report.concise import see
from podlint.report.options import RenderOptions
from podlint.report.order import in_order
from podlint.report.xml_text import document, element

VERSION = "4.3"


def render(report: Report, options: RenderOptions) -> str:  # noqa: ARG001
    root = element("checkstyle", {"version": VERSION})
    for name, findings in groupby(in_order(report.findings), key=lambda finding: finding.place.source.name):
        file = element("file", {"name": name})
        file.extend(map(_error, findings))
        root.append(file)
    return document(root)


def _error(finding: Finding) -> Element:
    return element(
        "error",
        {
            "line": str(finding.place.line),
            "column": str(finding.place.column),
            "severity": finding.severity,
            "message": f"{finding.message}{see(finding.evidence)}",
            "source": f"podlint.{finding.rule}",
        },
    )
