"""One line a finding, for grep, editors and problem matchers."""

from report_samples import SERVICE, UNMATCHED_PORT, at, finding, report

from podlint.finding import Evidence
from podlint.reading.places import Source
from podlint.report import RenderOptions, render


def test_a_finding_with_evidence_names_every_place() -> None:
    assert render(report(UNMATCHED_PORT), "concise", RenderOptions()) == (
        "manifests/service.yaml:11:19: error service-port-unmatched "
        'Service sends port 80 to "http", but its pods have no port of that name '
        "(see manifests/service.yaml:8:5, manifests/deployment.yaml:19:21)\n"
    )


def test_a_finding_without_evidence_ends_with_its_message() -> None:
    assert render(report(finding(at(SERVICE, "v1"))), "concise", RenderOptions()) == (
        "manifests/service.yaml:1:13: error some-rule Something is wrong\n"
    )


def test_at_most_eight_evidence_places() -> None:
    source = Source("a.yaml", "".join(f"key{number:02}: 1\n" for number in range(13)))
    evidence = [Evidence(at(source, f"key{number:02}"), "") for number in range(1, 13)]
    line = render(report(finding(at(source, "key00"), "", *evidence)), "concise", RenderOptions())
    assert line.endswith("a.yaml:8:1, a.yaml:9:1) (+4 more)\n")
    assert line.count("a.yaml:") == 1 + 8


def test_manifests_and_file_names_neither_break_the_line_nor_speak_to_a_ci_runner() -> None:
    source = Source("::error::a\n.yaml", "a: 1\n")
    one = finding(at(source, "1"), message="two\r\nlines \x1b[2J")
    assert render(report(one), "concise", RenderOptions()) == (
        "\\u{3a}:error::a␊.yaml:1:4: error some-rule two␍␊lines ␛[2J\n"
    )


def test_colour() -> None:
    assert render(report(finding(at(SERVICE, "v1"))), "concise", RenderOptions(color=True)) == (
        "\x1b[1mmanifests/service.yaml:1:13\x1b[0m: \x1b[1;31merror\x1b[0m some-rule Something is wrong\n"
    )


def test_no_findings_no_lines() -> None:
    assert render(report(), "concise", RenderOptions()) == ""
