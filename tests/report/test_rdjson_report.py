"""The Reviewdog Diagnostic Format."""

import json
from typing import Any

from report_samples import UNMATCHED_PORT, at, finding, report

from podlint.finding import Finding
from podlint.reading.places import Place, Source
from podlint.report import RenderOptions, render


def test_a_finding_with_evidence() -> None:
    read = json.loads(render(report(UNMATCHED_PORT), "rdjson", RenderOptions()))
    assert read["source"] == {"name": "podlint"}
    [one] = read["diagnostics"]
    assert one == {
        "message": 'Service sends port 80 to "http", but its pods have no port of that name',
        "location": {
            "path": "manifests/service.yaml",
            "range": {"start": {"line": 11, "column": 19}, "end": {"line": 11, "column": 23}},
        },
        "severity": "ERROR",
        "code": {"value": "service-port-unmatched"},
        "related_locations": [
            {
                "message": "(1) selects the 3 pods of Deployment shop/web",
                "location": {
                    "path": "manifests/service.yaml",
                    "range": {"start": {"line": 8, "column": 5}, "end": {"line": 8, "column": 13}},
                },
            },
            {
                "message": "(3) the only named port they have",
                "location": {
                    "path": "manifests/deployment.yaml",
                    "range": {"start": {"line": 19, "column": 21}, "end": {"line": 19, "column": 29}},
                },
            },
        ],
    }


def test_a_line_of_its_own_for_each_diagnostic() -> None:
    lines = render(report(UNMATCHED_PORT, UNMATCHED_PORT), "rdjsonl", RenderOptions()).splitlines()
    [one] = json.loads(render(report(UNMATCHED_PORT), "rdjson", RenderOptions()))["diagnostics"]
    assert [json.loads(line) for line in lines] == [{**one, "source": {"name": "podlint"}}] * 2


def ranges(*findings: Finding) -> list[Any]:
    read = json.loads(render(report(*findings), "rdjson", RenderOptions()))
    return [one["location"]["range"] for one in read["diagnostics"]]


def test_columns_count_bytes() -> None:
    """`a𐐀b` is the example of the format's definition: b stands in column 6."""
    source = Source("a.yaml", "x: 1\na𐐀b: é店\n")
    assert ranges(finding(at(source, "b")), finding(at(source, "店"))) == [
        {"start": {"line": 2, "column": 6}, "end": {"line": 2, "column": 7}},
        {"start": {"line": 2, "column": 11}, "end": {"line": 2, "column": 14}},
    ]


def test_an_empty_place_is_an_insertion() -> None:
    place = Place(Source("a", "é\n"), 1, 1)
    assert ranges(finding(place)) == [{"start": {"line": 1, "column": 3}, "end": {"line": 1, "column": 3}}]


def test_no_findings() -> None:
    assert json.loads(render(report(), "rdjson", RenderOptions())) == {"source": {"name": "podlint"}, "diagnostics": []}
    assert render(report(), "rdjsonl", RenderOptions()) == ""
