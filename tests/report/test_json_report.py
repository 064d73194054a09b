"""The JSON document: its fields, and that it keeps to the published schema."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from report_samples import SERVICE, UNMATCHED_PORT, at, finding, left_out, report

from podlint.finding import Failure, Report
from podlint.reading.places import Place, Source
from podlint.report import RenderOptions, render

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def document(some: Report, options: RenderOptions | None = None) -> dict[str, Any]:
    text = render(some, "json", options or RenderOptions())
    assert text.endswith("}\n")
    assert text.isascii()
    read: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(read)
    return read


def test_schema_is_itself_valid_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *(part for part in SCHEMA["$defs"].values() if "properties" in part)]
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(set(part["required"]) == set(part["properties"]) for part in objects)


def test_a_finding_with_evidence_in_another_file() -> None:
    one = document(report(UNMATCHED_PORT))["findings"][0]
    evidence = one.pop("evidence")
    assert one == {
        "rule": "service-port-unmatched",
        "topic": "topic",
        "severity": "error",
        "confidence": "high",
        "message": 'Service sends port 80 to "http", but its pods have no port of that name',
        "step": 2,
        "note": 'looks for a container port named "http"',
        "file": "manifests/service.yaml",
        "line": 11,
        "column": 19,
        "end_line": 11,
        "end_column": 23,
        "object": {"apiVersion": "v1", "kind": "Service", "namespace": "shop", "name": "web"},
        "path": "/spec",
        "why": "connections to shop/web:80 are refused; the API server logs nothing",
        "help": "did you mean `web-http`?",
        "suggestion": None,
        "fingerprint": "f" * 64,
        "status": "new",
        "excuse": "",
        "fix": None,
        "versions": None,
    }
    assert [(place["step"], place["file"], place["line"]) for place in evidence] == [
        (1, "manifests/service.yaml", 8),
        (3, "manifests/deployment.yaml", 19),
    ]
    assert evidence[1] == {
        "step": 3,
        "note": "the only named port they have",
        "file": "manifests/deployment.yaml",
        "line": 19,
        "column": 21,
        "end_line": 19,
        "end_column": 29,
        "object": {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web"},
    }


def test_summary() -> None:
    findings = (finding(at(SERVICE, "v1")), finding(at(SERVICE, "web"), severity="info"))
    options = RenderOptions(fail_on="never")
    some = replace(report(*findings), left_out=left_out(3, 12))
    assert document(some, options)["summary"] == {
        "files": 14,
        "objects": 31,
        "rules": 48,
        "errors": 1,
        "warnings": 0,
        "infos": 1,
        "hidden": 0,
        "suppressed": 3,
        "baseline": 12,
        "exit": 0,
        "seconds": 0.123,
    }


def test_trouble_of_the_run_itself() -> None:
    failures = (Failure("some-rule", "a.yaml", "division by zero"),)
    read = document(Report(failures=failures, errors=("no such file: b.yaml",), notes=("1 file unreadable",)))
    assert read["failures"] == [{"rule": "some-rule", "file": "a.yaml", "problem": "division by zero"}]
    assert read["errors"] == ["no such file: b.yaml"]
    assert read["notes"] == ["1 file unreadable"]
    assert read["summary"]["exit"] == 2


def test_no_findings_are_an_empty_list() -> None:
    assert document(report())["findings"] == []


def test_columns_count_code_points() -> None:
    source = Source("a.yaml", "🐳: 商店\n")
    one = document(report(finding(at(source, "商店"))))["findings"][0]
    assert (one["column"], one["end_column"]) == (4, 6)


def test_an_empty_place_at_the_end_of_the_file() -> None:
    one = document(report(finding(Place(Source("a.yaml", "a: 1\n"), 5, 5))))["findings"][0]
    assert (one["line"], one["column"], one["end_line"], one["end_column"]) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("caf\udce9.yaml", "caf\\udce9.yaml"),
        ("\ud800", "\\ud800"),
        ("\\ud800", "\\ud800"),
        ("🐳\udcff🐳", "🐳\\udcff🐳"),
        ("商店/a.yaml", "商店/a.yaml"),
    ],
)
def test_what_is_no_unicode_is_spelt_out(name: str, read: str) -> None:
    source = Source(name, "a: 1\n")
    shown = document(report(finding(at(source, "1"))))["findings"][0]["file"]
    assert shown == read
    assert shown.encode("utf-8")


def test_schema_refuses_what_the_report_never_says() -> None:
    read = document(report(UNMATCHED_PORT))
    read["findings"][0]["line"] = 0
    with pytest.raises(ValidationError, match="0 is less than the minimum of 1"):
        VALIDATOR.validate(read)
