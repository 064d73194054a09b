"""Runs over more manifests than memory is to hold: texts are let go once they are read, and read again on demand."""

from pathlib import Path

import pytest

from podlint import judging
from podlint.config import Config, Named
from podlint.dataclass import replace
from podlint.finding import Report
from podlint.inputs import read_inputs
from podlint.lint import lint
from podlint.problem import UserError
from podlint.report import RenderOptions, render

APPLICATIONS = Path(__file__).parent / "applications"
PODS = """\
apiVersion: v1
kind: Pod
metadata: {name: web-NUMBER}
spec:
  containers: [{name: web, imge: nginx}]
  nodeName: 1
"""


@pytest.fixture(autouse=True)
def _no_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "KEPT_TEXTS", 0)


@pytest.fixture
def pods(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(PODS.replace("NUMBER", str(number)))
    return tmp_path


def run(path: Path, jobs: int = 1) -> Report:
    return lint(Config(paths=(Named(str(path)),), jobs=jobs))


def texts(report: Report) -> list[str]:
    timeless = replace(report, seconds=0.0)
    return [render(timeless, form, RenderOptions()) for form in ("text", "sarif")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_report_is_the_same(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    without = run(APPLICATIONS, jobs)
    monkeypatch.setattr(judging, "KEPT_TEXTS", 1 << 40)
    assert texts(without) == texts(run(APPLICATIONS, jobs))
    assert without.left_out, "suppressions are found in texts"


def test_texts_of_files_without_findings_are_not_asked_for(pods: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pods / "clean.yaml").write_text("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n")
    asked: list[str] = []

    def read(name: str) -> bytes:
        asked.append(name)
        return Path(name).read_bytes()

    monkeypatch.setattr(judging, "read_bytes", read)
    run(pods)
    assert sorted(asked) == [str(pods / f"{number}.yaml") for number in range(3)]


def test_a_file_that_changes_meanwhile_is_told(pods: Path) -> None:
    config = Config(paths=(Named(str(pods)),), jobs=1)
    inputs = read_inputs(config)
    (pods / "1.yaml").write_text("# another line\n" + PODS)
    report = judging.judged(inputs, config)
    assert any("1.yaml: changed while it was checked" in failure.problem for failure in report.failures)


def test_a_file_that_is_gone_when_it_is_shown_is_told(pods: Path) -> None:
    config = Config(paths=(Named(str(pods)),), jobs=1)
    readings = list(judging.parsed(read_inputs(config).contents, again=True))
    (pods / "0.yaml").unlink()
    assert readings[1].source.text == PODS.replace("NUMBER", "1")
    with pytest.raises(UserError, match=r"0\.yaml: changed while it was checked"):
        _ = readings[0].source.text
