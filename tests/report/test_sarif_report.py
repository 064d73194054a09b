"""SARIF as GitHub code scanning takes it in. The document's schema is checked by its reader."""

import json
from dataclasses import replace
from typing import Any

import pytest
from format_readers import read_sarif
from report_samples import DEPLOYMENT, SERVICE, UNMATCHED_PORT, at, finding, left_out, report

from podlint import __version__
from podlint.examples import sample
from podlint.finding import Evidence, Failure, Finding, Report
from podlint.judging import all_rules
from podlint.reading.places import Place, Source
from podlint.report import RenderOptions, render
from podlint.report.line_hash import line_hashes
from podlint.report.sarif import MOST_LOCATIONS, MOST_RESULTS

WITH_RULES = RenderOptions(rules=all_rules, sample=sample)


def run(some: Report, options: RenderOptions | None = None) -> dict[str, Any]:
    text = render(some, "sarif", options or RenderOptions())
    read_sarif(text)
    document = json.loads(text)
    assert document["$schema"] == "https://json.schemastore.org/sarif-2.1.0.json"
    assert document["version"] == "2.1.0"
    [only] = document["runs"]
    found: dict[str, Any] = only
    return found


def results(*findings: Finding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(report(*findings))["results"]
    return found


def located(uri: str, start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return {"artifactLocation": {"uri": uri}, "region": dict(zip(names, (*start, *end), strict=True))}


def test_a_finding_with_evidence_in_two_files() -> None:
    service, deployment = "manifests/service.yaml", "manifests/deployment.yaml"
    selector, port, name = (
        located(service, (8, 5), (8, 13)),
        located(service, (11, 19), (11, 23)),
        located(deployment, (19, 21), (19, 29)),
    )
    [result] = results(UNMATCHED_PORT)
    assert result == {
        "ruleId": "service-port-unmatched",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": 'Service sends port 80 to "http", but its pods have no port of that name '
            "([(1) selects the 3 pods of Deployment shop/web](1), [(3) the only named port they have](3))"
        },
        "locations": [
            {
                "physicalLocation": port,
                "logicalLocations": [{"fullyQualifiedName": "v1/Service/shop/web", "kind": "object"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": selector,
                "message": {"text": "(1) selects the 3 pods of Deployment shop/web"},
            },
            {"id": 3, "physicalLocation": name, "message": {"text": "(3) the only named port they have"}},
        ],
        "codeFlows": [
            {
                "threadFlows": [
                    {
                        "locations": [
                            {
                                "location": {
                                    "physicalLocation": selector,
                                    "message": {"text": "selects the 3 pods of Deployment shop/web"},
                                }
                            },
                            {
                                "location": {
                                    "physicalLocation": port,
                                    "message": {"text": 'looks for a container port named "http"'},
                                }
                            },
                            {
                                "location": {
                                    "physicalLocation": name,
                                    "message": {"text": "the only named port they have"},
                                }
                            },
                        ]
                    }
                ]
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": line_hashes(SERVICE.text)[10],
            "podlint/v1": "f" * 64,
        },
    }


def test_a_run_without_findings() -> None:
    found = run(report())
    assert found["results"] == []
    assert found["tool"]["driver"] == {"name": "podlint", "semanticVersion": __version__, "rules": []}
    assert found["automationDetails"] == {"id": "podlint/"}
    assert found["columnKind"] == "unicodeCodePoints"
    [invocation] = found["invocations"]
    assert invocation == {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}


def test_columns_are_code_points() -> None:
    source = Source("a.yaml", "🐳: 商店\n")
    [result] = results(finding(at(source, "商店")))
    assert result["locations"][0]["physicalLocation"] == located("a.yaml", (1, 4), (1, 6))


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_level(severity: str, level: str) -> None:
    [result] = results(finding(at(SERVICE, "v1"), severity=severity))
    assert result["level"] == level


def test_evidence_without_a_note_is_named_by_its_line() -> None:
    [result] = results(finding(at(SERVICE, "v1"), "", Evidence(at(DEPLOYMENT, "web"), "")))
    assert result["message"]["text"] == "Something is wrong ([(2) line 15](2))"
    [flow] = result["codeFlows"][0]["threadFlows"]
    assert [step["location"]["message"]["text"] for step in flow["locations"]] == ["Something is wrong", "line 15"]


def test_brackets_of_a_message_are_no_links() -> None:
    [result] = results(finding(at(SERVICE, "v1"), message=r"a [b](1) \ c"))
    assert result["message"]["text"] == r"a \[b\](1) \\ c"


def test_suppressed_findings_are_left_out_unless_asked_for() -> None:
    some = replace(report(UNMATCHED_PORT), left_out=left_out(1, 1))
    assert len(run(some)["results"]) == 1
    told = run(some, RenderOptions(show_suppressed=True))["results"]
    assert [result.get("suppressions") for result in told] == [
        None,
        [{"kind": "inSource", "justification": "on purpose"}],
    ]


def test_at_most_as_many_locations_as_an_upload_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_LOCATIONS == 1_000
    monkeypatch.setattr("podlint.report.sarif.MOST_LOCATIONS", 3)
    source = Source("a.yaml", "key\n" * 5)
    others = [Evidence(Place(source, 4 * line, 4 * line + 3), "see") for line in range(1, 5)]
    [result] = results(finding(Place(source, 0, 3), "", *others))
    assert [location["id"] for location in result["relatedLocations"]] == [2, 3, 4]
    [flow] = result["codeFlows"][0]["threadFlows"]
    assert len(flow["locations"]) == 3


def test_the_gravest_of_too_many_results_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_RESULTS == 25_000
    monkeypatch.setattr("podlint.report.sarif.MOST_RESULTS", 2)
    severities = ("info", "warning", "info", "error")
    source = Source("a.yaml", "0123")
    found = [finding(at(source, str(column)), severity=severity) for column, severity in enumerate(severities)]
    told = run(report(*found))
    assert [result["level"] for result in told["results"]] == ["warning", "error"]
    [notice] = told["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "2 further findings are left out: a run may have 2 results"


def test_trouble_of_the_run_itself() -> None:
    failure = Failure("some-rule", "a.yaml", "division by zero")
    [invocation] = run(Report(failures=(failure,), errors=("no such file: b",), notes=("templates",)))["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["exitCode"] == 2
    assert [(notice["level"], notice["message"]["text"]) for notice in invocation["toolExecutionNotifications"]] == [
        ("note", "templates"),
        ("error", "no such file: b"),
        ("error", "rule some-rule failed on a.yaml: division by zero"),
    ]


def test_an_unreadable_file_is_a_result_and_a_notification() -> None:
    unreadable = finding(at(SERVICE, "v1"), rule="unreadable-yaml", message="not YAML")
    found = run(report(unreadable), RenderOptions(rules=all_rules))
    assert len(found["results"]) == 1
    [invocation] = found["invocations"]
    assert invocation["executionSuccessful"]
    [notice] = invocation["toolExecutionNotifications"]
    assert (notice["level"], notice["message"]["text"]) == ("warning", "not YAML")
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "manifests/service.yaml"


def test_rules_are_described() -> None:
    """What GitHub requires of every rule, and the bounds that it sets."""
    rules = run(report(UNMATCHED_PORT), WITH_RULES)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in all_rules()]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert "{" not in rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert "**Fix:**" in rule["help"]["markdown"]
        assert "```yaml\n" in rule["help"]["markdown"]
        assert "**When to ignore it:**" in rule["help"]["markdown"]
        assert rule["helpUri"].startswith("https://")
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert rule["properties"]["precision"] in {"high", "medium", "low"}
        assert len(set(rule["properties"]["tags"])) == len(rule["properties"]["tags"])
        assert ("security-severity" in rule["properties"]) == ("security" in rule["properties"]["tags"])
        assert ("problem.severity" in rule["properties"]) != ("security" in rule["properties"]["tags"])


def test_results_point_at_their_rules() -> None:
    found = run(report(UNMATCHED_PORT, finding(at(SERVICE, "v1"))), WITH_RULES)
    rules = found["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in found["results"]] == ["some-rule", "service-port-unmatched"]


@pytest.mark.parametrize(("severity", "number"), [("error", 8.0), ("warning", 5.5), ("info", 2.0)])
def test_only_security_rules_become_security_alerts(severity: str, number: float) -> None:
    one = replace(finding(at(SERVICE, "v1"), severity=severity), topic="security")
    [rule] = run(report(one))["tool"]["driver"]["rules"]
    assert float(rule["properties"]["security-severity"]) == number
    assert "problem.severity" not in rule["properties"]
    [other] = run(report(UNMATCHED_PORT))["tool"]["driver"]["rules"]
    assert other["properties"] == {"tags": ["kubernetes", "topic"], "precision": "high", "problem.severity": "error"}
