"""Several processes: the same report as from one, whatever becomes of them."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from podlint import workers
from podlint.choosing import choose
from podlint.config import Config, Named
from podlint.dataclass import replace
from podlint.engine import Selected
from podlint.engine import outcomes_of as outcomes_of_rule
from podlint.finding import Report
from podlint.judging import all_rules
from podlint.lint import lint
from podlint.processes import can_fork
from podlint.report import RenderOptions, render
from podlint.suppression.rounds import first_round
from podlint.watch import Watch, silent
from podlint.workers import shared_out

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("applications/*/expected.yaml"))
PODS = """\
apiVersion: v1
kind: Pod
metadata: {name: misspelt-NUMBER}
spec:
  containers: [{name: nginx, imge: nginx}]
---
apiVersion: v1
kind: Pod
metadata: {name: undeclared-NUMBER}
spec:
  containers: [{name: nginx, image: nginx, volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: date, emptyDir: {}}]
"""

pytestmark = pytest.mark.skipif(not can_fork(), reason="needs os.fork, and no other threads")


@pytest.fixture
def pods(tmp_path: Path) -> Path:
    """Pods with an unknown field, and pods with a volume that is not declared: what is found is longer than a pipe."""
    path = tmp_path / "pods.yaml"
    path.write_text("---\n".join(PODS.replace("NUMBER", str(number)) for number in range(200)), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def run(path: Path, jobs: int, watch: Watch = silent, **settings: Any) -> Report:
    return lint(Config(paths=(Named(str(path)),), jobs=jobs, **settings), watch=watch)


def documents(report: Report) -> list[str]:
    report = replace(report, seconds=0.0)
    return [render(report, form, RenderOptions(show_suppressed=True)) for form in ("json", "text", "sarif")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_applications_get_the_same_from_every_number(folder: Path) -> None:
    one, two, eight = (run(folder, jobs, select=(Named("all"),)) for jobs in (1, 2, 8))
    assert documents(one) == documents(two) == documents(eight)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_a_corpus_gets_the_same_from_every_number() -> None:
    folder = CORPUS / "kubernetes+examples"
    one, two, eight = (run(folder, jobs) for jobs in (1, 2, 8))
    assert one.findings
    assert documents(one) == documents(two) == documents(eight)


def test_more_than_a_pipe_holds(pods: Path) -> None:
    one, two = (run(pods, jobs) for jobs in (1, 2))
    assert len(one.findings) >= 400
    assert documents(one) == documents(two)


def test_the_parts_hold_every_rule_once_and_the_parent_has_work() -> None:
    rules = [selected for selected in _rules() if selected.rule.topic in ("api", "volume", "pod")]
    for jobs, count in ((1, 0), (2, 1), (3, 2), (8, 2)):
        own, parts = shared_out(rules, jobs)
        assert len(parts) == count
        assert own
        assert sorted(one.rule.id for part in (own, *parts) for one in part) == sorted(one.rule.id for one in rules)
    api = [selected for selected in rules if selected.rule.topic == "api"]
    assert shared_out(api, 2) == (api, [])


def _rules() -> list[Selected]:
    return choose(all_rules(), Config())


def in_workers(monkeypatch: pytest.MonkeyPatch, rule: str, act: Any) -> None:
    """Has every worker do something when it comes to a rule, at its second row."""
    parent = os.getpid()

    def judged(selected: Selected, facts: Any, locator: Any, through: Any = iter) -> Any:
        def rows(those: Sequence[Any]) -> Iterator[Any]:
            for number, row in enumerate(through(those)):
                if number and os.getpid() != parent and selected.rule.id == rule:
                    act()
                yield row

        return outcomes_of_rule(selected, facts, locator, rows)

    monkeypatch.setattr(workers, "outcomes_of", judged)


def _raise_something() -> None:
    raise SystemExit("which nobody is to read")


@pytest.mark.parametrize(
    ("act", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "was killed by signal 9"),
        (lambda: os._exit(3), "ended with 3"),
        (_raise_something, "ended with 1"),
    ],
    ids=["killed", "ended", "broken"],
)
def test_a_process_that_dies_is_told_with_its_rules_and_file(
    pods: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], act: Any, how: str
) -> None:
    in_workers(monkeypatch, "unknown-field", act)
    report = run(pods, 2)
    told = {failure.rule: failure for failure in report.failures}
    assert told["unknown-field"].file == str(pods)
    assert told["unknown-field"].problem == f"not judged: the process that was to judge it {how}"
    topics = {selected.rule.id: selected.rule.topic for selected in _rules()}
    assert {topics[rule] for rule in told} <= {"api", "service"}
    assert [failure.file for failure in report.failures if failure.rule != "unknown-field"] == [""] * (len(told) - 1)
    assert {finding.rule for finding in report.findings} == {"undeclared-volume"}
    assert capfd.readouterr() == ("", "")


def test_without_a_process_to_be_had_the_parent_judges_all(pods: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    one = run(pods, 1)
    monkeypatch.setattr(os, "fork", refused)
    assert documents(run(pods, 8)) == documents(one)


def test_beside_threads_there_is_one_process(pods: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert not can_fork()
        assert run(pods, 2).findings
    finally:
        over.set()
        thread.join()


def test_a_run_that_is_broken_off_leaves_no_process(pods: Path) -> None:
    def broken(_: str, items: Sequence[Any], /) -> Iterable[Any]:
        yield items[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(pods, 2, broken)


def test_progress_counts_the_rules_of_all(pods: Path) -> None:
    done: list[Any] = []

    def watch(stage: str, items: Sequence[Any], /) -> Iterable[Any]:
        for item in items:
            yield item
            if stage == "judging by rules":
                done.append(item)

    run(pods, 2, watch)
    assert [one.rule.id for one in done] == [one.rule.id for one in first_round(_rules())]
