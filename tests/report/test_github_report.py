"""Workflow commands of GitHub Actions, within its limits."""

from dataclasses import replace

import pytest
from report_samples import DEPLOYMENT, SERVICE, UNMATCHED_PORT, at, finding, report
from runner_commands import Command, commands

from podlint.finding import Evidence, Finding, Report
from podlint.reading.places import Place, Source
from podlint.report import RenderOptions, render
from podlint.report.github import MOST, MOST_TEXT


def shown(*findings: Finding) -> list[Command]:
    return commands(render(report(*findings), "github", RenderOptions()))


def many(count: int, rule: str = "some-rule", name: str = "a.yaml", severity: str = "error") -> list[Finding]:
    source = Source(name, "".join(f"key{number:03}: 1\n" for number in range(count)))
    places = [at(source, f"key{number:03}") for number in range(count)]
    return [finding(place, rule=rule, severity=severity, message=f"{place.text} is wrong") for place in places]


def test_a_finding_with_evidence_in_two_files() -> None:
    assert render(report(UNMATCHED_PORT), "github", RenderOptions()) == (
        "::error file=manifests/service.yaml,line=11,endLine=11,col=19,endColumn=23,"
        "title=service-port-unmatched%3A Service shop/web::"
        "manifests/service.yaml:11:19: service-port-unmatched: "
        'Service sends port 80 to "http", but its pods have no port of that name'
        "%0A  manifests/service.yaml:8:5: (1) selects the 3 pods of Deployment shop/web"
        "%0A  manifests/deployment.yaml:19:21: (3) the only named port they have"
        "%0Aeffect: connections to shop/web:80 are refused; the API server logs nothing"
        "%0Ahelp: did you mean `web-http`?\n"
    )


@pytest.mark.parametrize(("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_severity(severity: str, name: str) -> None:
    [one] = shown(finding(at(SERVICE, "v1"), severity=severity))
    assert one.name == name


def test_columns_only_on_one_line() -> None:
    """Else the runner drops the annotation."""
    [one] = shown(finding(Place(SERVICE, SERVICE.text.index("spec"), SERVICE.text.index("ports"))))
    assert {name for name in one.properties if name != "title"} == {"file", "line", "endLine"}
    assert (one.properties["line"], one.properties["endLine"]) == ("6", "9")


def test_at_most_eight_lines_of_evidence() -> None:
    first, *others = many(13)
    [one] = shown(replace(first, evidence=tuple(Evidence(other.place, "see", step=2) for other in others)))
    assert one.data.split("\n")[9:] == ["  (+4 more)"]


def test_the_gravest_come_first() -> None:
    found = [
        finding(at(SERVICE, "v1"), severity="warning"),
        finding(at(SERVICE, "Service"), confidence="low"),
        finding(at(DEPLOYMENT, "web"), confidence="high"),
        finding(at(SERVICE, "web"), confidence="low"),
    ]
    assert [(one.name, one.properties["file"], one.properties["line"]) for one in shown(*found)] == [
        ("error", "manifests/deployment.yaml", "15"),
        ("error", "manifests/service.yaml", "2"),
        ("error", "manifests/service.yaml", "4"),
        ("warning", "manifests/service.yaml", "1"),
    ]


def test_ten_are_not_merged() -> None:
    assert len(shown(*many(MOST))) == MOST


def test_above_the_limit_a_rule_has_one_annotation_in_a_file() -> None:
    """Only as many as it takes: the other rule keeps its own."""
    read = shown(*many(8, rule="often"), *many(5, rule="seldom"))
    assert len(read) == 1 + 5
    assert read[0].data.split("\n") == [f"a.yaml:{number + 1}:1: often: key{number:03} is wrong" for number in range(8)]


def test_what_is_beyond_the_limit_is_in_the_log() -> None:
    found = [one for number in range(13) for one in many(2, name=f"{number:02}.yaml")]
    document = render(report(*found), "github", RenderOptions())
    read = commands(document)
    assert len(read) == MOST
    assert read[-1].data.split("\n")[-1] == "6 more in the log"
    assert document.splitlines()[MOST:] == [
        f"{number}.yaml:{line}:1: error some-rule key00{line - 1} is wrong"
        for number in (10, 11, 12)
        for line in (1, 2)
    ]


def test_every_severity_has_a_limit_of_its_own() -> None:
    found = [
        one
        for severity in ("error", "warning")
        for number in range(12)
        for one in many(1, name=f"{number}", severity=severity)
    ]
    names = [one.name for one in shown(*found)]
    assert names == ["error"] * MOST + ["warning"] * MOST


def test_a_long_message_is_cut_where_the_runner_would_cut_it() -> None:
    """It counts UTF-16 units; an emoji has two."""
    [one] = shown(finding(at(SERVICE, "v1"), message="🐳" * MOST_TEXT))
    assert len(one.data.encode("utf-16-le")) // 2 in range(MOST_TEXT - 2, MOST_TEXT + 1)
    assert one.data.endswith("🐳…")


def test_no_findings_no_commands() -> None:
    assert render(Report(), "github", RenderOptions()) == ""
