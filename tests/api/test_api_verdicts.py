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

# Where we say something else, and why.
DISAGREEMENTS = {
    "1124-brace-template.yaml": (
        "`image: {{ .Values.image }}` in an else plain manifest: kubectl finds a mapping as a key. We take the file "
        "for an unrendered template, as charts have many, and say so in a note."
    ),
}

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="no recorded verdicts here")


class Share(NamedTuple):
    part: int
    total: int

    @property
    def value(self) -> float:
        return self.part / self.total

    def __str__(self) -> str:
        return f"{self.part} of {self.total} ({self.value:.4f})"


class Score(NamedTuple):
    agreeing: Share
    right_lines: Share
    disagreements: list[str]


@pytest.fixture(scope="module")
def score() -> Score:
    found = lines_by_file()
    verdicts = [json.loads(line) for line in (FOLDER / "verdicts.jsonl").read_text().splitlines()]
    agreeing = [one for one in verdicts if (one["file"] in found) != one["accepted"]]
    rejected = [one for one in agreeing if not one["accepted"]]
    right = [one for one in rejected if is_near(found[one["file"]], one)]
    others = [one["file"] for one in verdicts if one not in agreeing]
    return Score(Share(len(agreeing), len(verdicts)), Share(len(right), len(rejected)), others)


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


def test_verdicts_agree(score: Score, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nverdicts of Kubernetes 1.37: {score.agreeing} agree, {score.right_lines} point at the right line")
    assert score.agreeing.value >= MIN_AGREEMENT
    assert score.right_lines.value >= MIN_RIGHT_LINES


def test_disagreements_are_known(score: Score) -> None:
    assert score.disagreements == list(DISAGREEMENTS)
