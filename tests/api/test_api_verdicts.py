"""The verdicts of Kubernetes 1.37 on small manifests, where they are at hand: we say the same."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from podlint.config import Config, Named
from podlint.lint import lint

FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "verdicts" / "create"
MIN_AGREEMENT = 0.99
MIN_RIGHT_LINES = 0.99

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="no recorded verdicts here")


class Score(NamedTuple):
    agreement: float
    right_lines: float
    false_rejects: list[str]


@pytest.fixture(scope="module")
def score() -> Score:
    found = lines_by_file()
    verdicts = [json.loads(line) for line in (FOLDER / "verdicts.jsonl").read_text().splitlines()]
    agreeing = [one for one in verdicts if (one["file"] in found) != one["accepted"]]
    rejected = [one for one in agreeing if not one["accepted"]]
    right = [one for one in rejected if is_near(found[one["file"]], one)]
    wrong = [one["file"] for one in verdicts if one["accepted"] and one["file"] in found]
    return Score(len(agreeing) / len(verdicts), len(right) / len(rejected), wrong)


def lines_by_file() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    report = lint(Config(paths=(Named(str(FOLDER)),), select=(Named("api/*"),)))
    assert report.failures == ()
    for finding in report.findings:
        if finding.severity == "error":
            found.setdefault(Path(finding.place.source.name).name, set()).add(finding.place.line)
    return found


def is_near(lines: set[int], verdict: dict[str, Any]) -> bool:
    wanted = {verdict["line"], *(error["line"] for error in verdict["errors"])} - {None}
    return not wanted or any(abs(line - other) <= 1 for line in lines for other in wanted)


def test_verdicts_agree(score: Score) -> None:
    print(f"agreement {score.agreement:.4f}, right lines {score.right_lines:.4f}")
    assert score.false_rejects == []
    assert score.agreement >= MIN_AGREEMENT


def test_lines_are_right(score: Score) -> None:
    assert score.right_lines >= MIN_RIGHT_LINES
