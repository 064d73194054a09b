"""The examples that tell stories: a broken form has the findings of its story and no other, a repaired one has none."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from podlint_runs import podlint

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "examples" / "notes"


class Expected(NamedTuple):
    """A finding: rule, file, line, and the token it points at."""

    rule: str
    file: str
    line: int
    token: str


STORIES = {
    "split-pod": [
        Expected("pod/host-path-data", "split-pod/broken/app.yaml", 36, "/var/log/app"),
        Expected("pod/split-codependent-containers", "split-pod/broken/log-collector.yaml", 38, "/var/log/app"),
    ],
    "shared-data": [
        Expected("volume/undeclared-volume", "shared-data/broken/manual.yaml", 32, "share-data"),
        Expected(
            "volume/sidecar-missing-volume", "shared-data/broken/site.yaml", 32, "/usr/share/nginx/html/index.html"
        ),
    ],
    "war": [Expected("packaging/war-from-host-path", "war/broken/tomcat.yaml", 30, "/srv/orders/webapps")],
    "client-ip": [Expected("service/client-ip-lost", "client-ip/broken/service.yaml", 8, "NodePort")],
    "selector": [Expected("service/service-selects-nothing", "selector/broken/service.yaml", 9, "app")],
}


def check(*paths: str) -> tuple[list[dict[str, Any]], int]:
    """The findings of `podlint check` and its exit code, run beside the configuration of the examples."""
    run = podlint("check", "--no-cache", "--output-format", "json", *paths, cwd=NOTES)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)["findings"], run.returncode


def in_short(findings: Iterable[dict[str, Any]]) -> list[Expected]:
    return [Expected(f"{one['topic']}/{one['rule']}", one["file"], one["line"], _token(one)) for one in findings]


def _token(finding: dict[str, Any]) -> str:
    line: str = (NOTES / finding["file"]).read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    return line[finding["column"] - 1 : finding["end_column"] - 1]


def test_every_story_has_both_forms() -> None:
    folders = {path.relative_to(NOTES).as_posix() for path in NOTES.glob("*/*") if path.is_dir()}
    assert folders == {f"{story}/{form}" for story in STORIES for form in ("broken", "repaired")}


@pytest.mark.parametrize("story", STORIES)
def test_broken(story: str) -> None:
    findings, code = check(f"{story}/broken")
    assert in_short(findings) == STORIES[story]
    assert code == 1


@pytest.mark.parametrize("story", STORIES)
def test_repaired(story: str) -> None:
    assert check(f"{story}/repaired") == ([], 0)


def test_folders_side_by_side_stay_apart() -> None:
    findings, code = check()
    assert sorted(in_short(findings)) == sorted(one for story in STORIES.values() for one in story)
    places = [place["file"] for finding in findings for place in finding["evidence"]]
    assert [file for file in places if "/repaired/" in file] == []
    assert code == 1


def test_nodes_of_the_configuration_are_evidence() -> None:
    findings, _ = check("split-pod/broken")
    places = [place for finding in findings for place in finding["evidence"]]
    nodes = [place["note"] for place in places if place["file"] == ".podlint.yaml"]
    assert nodes == [
        "node-a (1.25Gi) takes app (1Gi), and then has no room for log-collector (512Mi)",
        "node-b (2Gi) takes both app (1Gi) and log-collector (512Mi)",
    ]


def test_the_repaired_pod_fits_one_node_only() -> None:
    """Its containers ask for 1.5Gi together: less than node-b has, more than node-a has."""
    text = (NOTES / "split-pod/repaired/app.yaml").read_text(encoding="utf-8")
    requests = [line.split()[-1] for line in text.splitlines() if "memory:" in line]
    assert requests == ["512Mi", "512Mi", "1Gi", "1Gi"]
