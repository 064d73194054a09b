"""JUnit's XML."""

from dataclasses import replace
from xml.etree import ElementTree

from format_readers import read_junit
from report_samples import SERVICE, UNMATCHED_PORT, at, finding, left_out, report

from podlint.finding import Failure, Report
from podlint.judging import all_rules
from podlint.report import RenderOptions, render


def suites(some: Report, options: RenderOptions | None = None) -> list[ElementTree.Element]:
    document = render(some, "junit", options or RenderOptions())
    read_junit(document)
    return list(ElementTree.fromstring(document.encode()))


def test_a_finding_is_a_failed_test() -> None:
    [suite] = suites(report(UNMATCHED_PORT))
    assert suite.attrib == {
        "name": "manifests/service.yaml",
        "tests": "1",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
        "time": "0",
        "file": "manifests/service.yaml",
    }
    [case] = suite
    assert case.attrib == {
        "name": "service-port-unmatched Service/shop/web",
        "classname": "podlint.manifests/service.yaml",
        "file": "manifests/service.yaml",
        "line": "11",
    }
    [failure] = case
    assert failure.tag == "failure"
    assert failure.attrib["type"] == "error"
    assert failure.attrib["message"] == UNMATCHED_PORT.message
    assert "11 |       targetPort: http\n" in (failure.text or "")
    assert "(3) the only named port they have" in (failure.text or "")


def test_tests_of_one_object_have_names_of_their_own() -> None:
    [suite] = suites(report(finding(at(SERVICE, "v1")), finding(at(SERVICE, "web"))))
    assert [case.attrib["name"] for case in suite] == ["some-rule", "some-rule (2)"]


def test_a_clean_file_is_a_passed_test() -> None:
    clean, guilty = suites(replace(report(UNMATCHED_PORT), sources=("manifests/service.yaml", "a.yaml")))
    assert (clean.attrib["name"], clean.attrib["tests"], clean.attrib["failures"]) == ("a.yaml", "1", "0")
    assert [(case.attrib["name"], len(case)) for case in clean] == [("no findings", 0)]
    assert guilty.attrib["name"] == "manifests/service.yaml"


def test_suppressed_findings_are_skipped_tests() -> None:
    some = replace(report(), left_out=left_out(1, 5))
    assert [suite.attrib["name"] for suite in suites(some)] == ["podlint"]
    [suite] = suites(some, RenderOptions(show_suppressed=True))
    [case] = suite
    [skipped] = case
    assert (skipped.tag, skipped.attrib) == ("skipped", {"message": "on purpose"})
    assert suite.attrib["skipped"] == "1"


def test_an_unreadable_file_is_an_error() -> None:
    unreadable = finding(at(SERVICE, "v1"), rule="unreadable-yaml", message="not YAML")
    [suite] = suites(report(unreadable), RenderOptions(rules=all_rules))
    [case] = suite
    [error] = case
    assert (error.tag, error.attrib["message"]) == ("error", "not YAML")
    assert (suite.attrib["errors"], suite.attrib["failures"]) == ("1", "0")


def test_trouble_of_the_run_itself() -> None:
    [suite] = suites(
        Report(failures=(Failure("some-rule", "a.yaml", "division by zero"),), errors=("no such file: b",))
    )
    assert [(case.attrib["name"], [child.tag for child in case]) for case in suite] == [
        ("read: no such file: b", ["error"]),
        ("rule some-rule on a.yaml: division by zero", ["error"]),
    ]


def test_an_empty_run_is_one_passed_test() -> None:
    [suite] = suites(Report())
    assert [case.attrib["name"] for case in suite] == ["no findings"]
