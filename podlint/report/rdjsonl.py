"""Findings in the Reviewdog Diagnostic Format: one Diagnostic a line."""

from podlint.finding import Report
from podlint.report.json_text import dumps
from podlint.report.options import RenderOptions
from podlint.report.rdjson import SOURCE, diagnostics


def render(report: Report, options: RenderOptions) -> str:
    return "".join(f"{dumps(diagnostic | {'source': SOURCE})}\n" for diagnostic in diagnostics(report, options))
