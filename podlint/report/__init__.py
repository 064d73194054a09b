"""Findings rendered, one module per format."""

from importlib import import_module

from podlint.finding import Report
from podlint.report.options import RenderOptions

__all__ = ["FORMATS", "RenderOptions", "render"]

FORMATS = {
    "text": "podlint.report.text",
    "concise": "podlint.report.concise",
    "json": "podlint.report.json_report",
    "jsonl": "podlint.report.jsonl",
    "sarif": "podlint.report.sarif",
    "github": "podlint.report.github",
    "gitlab": "podlint.report.gitlab",
    "junit": "podlint.report.junit",
    "checkstyle": "podlint.report.checkstyle",
    "rdjson": "podlint.report.rdjson",
    "rdjsonl": "podlint.report.rdjsonl",
    "markdown": "podlint.report.markdown",
}
"""The module of each format; its `render(report, options)` gives the whole document, ending in a line break."""


def render(report: Report, format_name: str, options: RenderOptions) -> str:
    """The report in one of FORMATS; only its module is imported. Of all formats, "text" alone ends with the summary."""
    rendered: str = import_module(FORMATS[format_name]).render(report, options)
    return rendered
