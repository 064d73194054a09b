"""Findings for the Code Quality widget of GitLab merge requests."""

from hashlib import sha256
from typing import Any

from podlint.finding import SECURITY, Finding, Report
from podlint.report.characters import visible
from podlint.report.json_text import dumps
from podlint.report.options import RenderOptions
from podlint.report.order import in_order
from podlint.report.paths import Paths

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, options: RenderOptions) -> str:
    paths = Paths(options.root)
    taken: set[str] = set()
    return f"{dumps([_issue(finding, paths, taken) for finding in in_order(report.findings)], indent=2)}\n"


def _issue(finding: Finding, paths: Paths, taken: set[str]) -> dict[str, Any]:
    """GitLab doesn't show the name of the check, so the description starts with it."""
    path = paths.of(finding.place.source)
    return {
        "description": f"{finding.rule}: {visible(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": _unique(finding, path, taken),
        "severity": _severity(finding),
        "location": {"path": path, "lines": {"begin": finding.place.line, "end": finding.place.end_position[0]}},
    }


def _severity(finding: Finding) -> str:
    if finding.topic == SECURITY and finding.severity == "error":
        return "critical"
    return SEVERITIES[finding.severity]


def _unique(finding: Finding, path: str, taken: set[str]) -> str:
    """Stable while lines move, and unique: the widget shows findings of one fingerprint as one."""
    parts = (finding.fingerprint, path)
    number = 0
    while (name := _digest(*parts, str(number))) in taken:
        number += 1
    taken.add(name)
    return name


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
