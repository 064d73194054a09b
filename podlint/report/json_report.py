"""A report as one JSON document, as schemas/findings.schema.json describes it."""

from typing import Any

from podlint.finding import BASELINE, SUPPRESSED, Evidence, Failure, Finding, ObjectId, Report
from podlint.reading.places import Place
from podlint.report.json_text import dumps
from podlint.report.options import RenderOptions
from podlint.report.order import shown
from podlint.report.summary import exit_code

SCHEMA = "podlint/1"


def render(report: Report, options: RenderOptions) -> str:
    return f"{dumps(document(report, options), indent=2)}\n"


def document(report: Report, options: RenderOptions) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "column_unit": "codepoint",
        "findings": [finding_fields(finding) for finding in shown(report, options)],
        "failures": [_failure(failure) for failure in report.failures],
        "errors": list(report.errors),
        "notes": list(report.notes),
        "summary": _summary(report, options),
    }


def finding_fields(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "step": finding.step,
        "note": finding.note,
        **_place(finding.place),
        "object": _object(finding.object),
        "path": finding.path,
        "evidence": [_evidence(further) for further in finding.evidence],
        "why": finding.why,
        "help": finding.fix,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "excuse": finding.excuse,
        "fix": None,
        "versions": list(finding.versions) or None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "step": evidence.step,
        "note": evidence.note,
        **_place(evidence.place),
        "object": _object(evidence.object),
    }


def _place(place: Place) -> dict[str, Any]:
    end_line, end_column = place.end_position
    return {
        "file": place.source.name,
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _object(identity: ObjectId | None) -> dict[str, Any] | None:
    if identity is None:
        return None
    return {
        "apiVersion": identity.api_version,
        "kind": identity.kind,
        "namespace": identity.namespace,
        "name": identity.name,
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {"rule": failure.rule, "file": failure.file, "problem": failure.problem}


def _summary(report: Report, options: RenderOptions) -> dict[str, Any]:
    return {
        "files": report.files,
        "objects": report.objects,
        "rules": report.rules,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "hidden": len(report.hidden),
        "suppressed": report.count_left_out(SUPPRESSED),
        "baseline": report.count_left_out(BASELINE),
        "exit": exit_code(report, options),
        "seconds": round(report.seconds, 3),
    }
