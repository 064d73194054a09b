"""Code Quality reports of GitLab."""

import json
from dataclasses import replace
from typing import Any

import pytest
from report_samples import SERVICE, UNMATCHED_PORT, at, finding, report

from podlint.finding import Finding
from podlint.reading.places import Source
from podlint.report import RenderOptions, render


def issues(*findings: Finding) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(render(report(*findings), "gitlab", RenderOptions()))
    return read


def test_an_issue() -> None:
    [issue] = issues(UNMATCHED_PORT)
    fingerprint = issue.pop("fingerprint")
    assert len(fingerprint) == 64
    assert issue == {
        "description": "service-port-unmatched: "
        'Service sends port 80 to "http", but its pods have no port of that name',
        "check_name": "service-port-unmatched",
        "severity": "major",
        "location": {"path": "manifests/service.yaml", "lines": {"begin": 11, "end": 11}},
    }


@pytest.mark.parametrize(
    ("severity", "topic", "shown"),
    [
        ("error", "pod", "major"),
        ("error", "security", "critical"),
        ("warning", "security", "minor"),
        ("warning", "pod", "minor"),
        ("info", "pod", "info"),
    ],
)
def test_severity(severity: str, topic: str, shown: str) -> None:
    [issue] = issues(replace(finding(at(SERVICE, "v1"), severity=severity), topic=topic))
    assert issue["severity"] == shown


def test_fingerprints_are_unique() -> None:
    one = finding(at(SERVICE, "v1"))
    same = issues(one, finding(at(SERVICE, "web")), finding(at(Source("b.yaml", SERVICE.text), "v1")))
    assert len({issue["fingerprint"] for issue in same}) == 3


def test_fingerprints_stay_when_lines_move() -> None:
    moved = Source(SERVICE.name, f"# a comment\n\n{SERVICE.text}")
    before = issues(finding(at(SERVICE, "v1")), finding(at(SERVICE, "shop")))
    after = issues(finding(at(moved, "v1"), message="in other words"), finding(at(moved, "shop")))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["location"]["lines"]["begin"] for one in after] == [3, 7]


def test_no_findings_no_issues() -> None:
    assert render(report(), "gitlab", RenderOptions()) == "[]\n"
