"""Whole applications, laid out as teams do: podlint finds what their expected.yaml says and nothing else."""

import json
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from podlint.config.file import parse_config
from podlint.data import rules_folder
from podlint.facts import KINDS
from podlint.finding import Report
from podlint.lint import lint
from podlint.reading import Place, read_source
from podlint.rule import load_rules

EXPECTED = "expected.yaml"
APPLICATIONS = sorted(path.parent for path in Path(__file__).parent.glob(f"applications/*/{EXPECTED}"))
each_application = pytest.mark.parametrize("application", APPLICATIONS, ids=lambda path: path.name)


@cache
def expected(application: Path) -> dict[str, Any]:
    """What expected.yaml says; a misspelt key in it would be an expectation that nobody checks."""
    document = read_source(EXPECTED, (application / EXPECTED).read_bytes()).documents[0].value
    assert isinstance(document, dict)
    assert document.keys() <= {"story", "nodes", "select", "findings"}
    assert all(one.keys() <= {"rule", "severity", "at", "see"} for one in document["findings"])
    return document


@cache
def report(application: Path) -> Report:
    """What podlint says of the files beside expected.yaml, with the nodes and the further rules it asks for."""
    wanted = expected(application)
    select = ["default", *wanted.get("select", ())]
    settings = {"exclude": [EXPECTED], "nodes": wanted.get("nodes", []), "select": select}
    with chdir(application):
        return lint(parse_config(EXPECTED, json.dumps(settings).encode()))


def line(place: Place) -> str:
    return f"{place.source.name}:{place.line}"


def test_there_are_applications_of_both_sorts() -> None:
    sound = [application for application in APPLICATIONS if not expected(application)["findings"]]
    assert len(APPLICATIONS) >= 60
    assert len(sound) >= 25


def test_every_default_rule_is_expected_somewhere() -> None:
    rules = {rule.id for rule in load_rules(rules_folder(), KINDS, trusted=True) if rule.enabled}
    assert rules - {one["rule"] for application in APPLICATIONS for one in expected(application)["findings"]} == set()


@each_application
def test_size(application: Path) -> None:
    assert report(application).files >= 2
    assert 5 <= report(application).objects <= 20


@each_application
def test_findings(application: Path) -> None:
    found = report(application)
    wanted = expected(application)["findings"]
    assert (found.failures, found.errors) == ((), ())
    assert sorted((one.rule, one.severity, line(one.place)) for one in found.findings) == sorted(
        (one["rule"], one["severity"], one["at"]) for one in wanted
    )


@each_application
def test_evidence(application: Path) -> None:
    shown = {
        (finding.rule, line(finding.place), line(evidence.place))
        for finding in report(application).findings
        for evidence in finding.evidence
    }
    wanted = {(one["rule"], one["at"], see) for one in expected(application)["findings"] for see in one.get("see", ())}
    assert wanted - shown == set()
