"""Findings as JSON Lines: one object a line, each as `json` has it in its list."""

from podlint.finding import Report
from podlint.report.json_report import finding_fields
from podlint.report.json_text import dumps
from podlint.report.options import RenderOptions
from podlint.report.order import shown


def render(report: Report, options: RenderOptions) -> str:
    return "".join(f"{dumps(finding_fields(finding))}\n" for finding in shown(report, options))
