"""The baseline: what it covers after which changes, which entries are gone, and files that are none."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from podlint.baseline import Entry, baseline_text, entry_of, read_baseline
from podlint.config import Config, Named
from podlint.data import schema_path
from podlint.finding import Report
from podlint.lint import lint
from podlint.problem import UserError

BASELINE = ".podlint-baseline.json"
RULES = ("undeclared-volume", "unmounted-volume", "service-port-unmatched", "unreadable-yaml", "suppression/*")
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  containers:
    - name: log
      image: example.com/log:1
      volumeMounts:
        - {name: logs, mountPath: /logs}
        - {name: logs, mountPath: /more}
    - name: web
      image: example.com/web:1
      ports: [{name: htpp, containerPort: 80}]
      volumeMounts: [{name: data, mountPath: /data}]
  volumes:
    - {name: date, emptyDir: {}}
    - {name: spare, emptyDir: {}}
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pod.yaml").write_text(POD, encoding="utf-8")
    (tmp_path / "service.yaml").write_text(SERVICE, encoding="utf-8")
    return tmp_path


def run(rules: Iterable[str] = RULES, paths: Iterable[str] = (".",), **more: Any) -> Report:
    return lint(Config(select=tuple(map(Named, rules)), paths=tuple(map(Named, paths)), **more))


def write_baseline(path: str = BASELINE) -> tuple[Entry, ...]:
    findings = run(no_baseline=True).findings
    Path(path).write_text(baseline_text(entry_of(one, str(Path(path).parent)) for one in findings), encoding="utf-8")
    return read_baseline(path)


def rewrite(name: str, change: Callable[[str], str]) -> None:
    Path(name).write_text(change(Path(name).read_text(encoding="utf-8")), encoding="utf-8")


def join(one: str, other: str) -> None:
    rewrite(other, lambda text: f"{text}---\n{Path(one).read_text(encoding='utf-8')}")
    Path(one).unlink()


def moved(text: str) -> str:
    """The second container and its volumes before the first ones."""
    head, containers = text.split("  containers:\n")
    containers, volumes = containers.split("  volumes:\n")
    first, second = containers.split("    - name: web\n")
    reversed_volumes = "".join(reversed(volumes.splitlines(keepends=True)))
    return f"{head}  volumes:\n{reversed_volumes}  containers:\n    - name: web\n{second}{first}"


def test_everything_is_covered() -> None:
    entries = write_baseline()
    report = run()
    assert (report.findings, len(report.left_out), report.stale) == ((), len(entries), ())
    assert {finding.status for finding in report.left_out} == {"baseline"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: rewrite("pod.yaml", lambda text: f"# a\n\n# b\n{text}"), id="lines move"),
        pytest.param(lambda: rewrite("pod.yaml", lambda text: text.replace("\n", "\r\n")), id="line breaks change"),
        pytest.param(
            lambda: rewrite("pod.yaml", lambda text: text.replace("name: data", "name:   'data'")), id="columns"
        ),
        pytest.param(lambda: rewrite("pod.yaml", moved), id="list items are reordered"),
        pytest.param(lambda: rewrite("pod.yaml", lambda text: text.replace(":1\n", ":2\n")), id="other fields change"),
        pytest.param(lambda: Path("pod.yaml").rename("web.yaml"), id="a file is renamed"),
        pytest.param(lambda: join("service.yaml", "pod.yaml"), id="files are joined"),
        pytest.param(
            lambda: rewrite(
                "pod.yaml", lambda text: text.replace("/more}", "/more}\n        - {name: spare, mountPath: /s}")
            ),
            id="one is mended",
        ),
    ],
)
def test_what_changes_nothing(change: Callable[[], object]) -> None:
    write_baseline()
    change()
    assert [finding.message for finding in run().findings] == []


def test_what_is_new_counts() -> None:
    write_baseline()
    rewrite("pod.yaml", lambda text: text.replace("/more}", "/more}\n        - {name: tmp, mountPath: /tmp}"))
    assert [finding.place.text for finding in run().findings] == ["tmp"]


def test_two_findings_that_are_alike_need_two_entries() -> None:
    """Both mounts lack the same volume, and here nothing tells them apart."""
    rewrite("pod.yaml", lambda text: text.replace("/more}", "/logs}"))
    entries = write_baseline()
    alike = [entry for entry in entries if "`logs`" in entry.message]
    assert (len(alike), len({entry.fingerprint for entry in alike})) == (2, 1)
    assert run().findings == ()
    Path(BASELINE).write_text(baseline_text([entry for entry in entries if entry != alike[0]]), encoding="utf-8")
    assert [finding.place.text for finding in run().findings] == ["logs"]


def test_copies_of_an_object_are_told_apart_by_their_files() -> None:
    """Of two overlays with the same object one is mended: its entry is the one that is gone."""
    Path("copy.yaml").write_text(POD, encoding="utf-8")
    write_baseline()
    rewrite("pod.yaml", lambda text: text.replace("name: data,", "name: date,"))
    report = run()
    entries = read_baseline(BASELINE)
    assert report.findings == ()
    assert {entries[number].file for number in report.stale} == {"pod.yaml"}


@pytest.mark.parametrize(
    ("more", "judged"),
    [
        pytest.param({}, True, id="the project"),
        pytest.param({"rules": ("undeclared-volume",)}, False, id="without the rule"),
        pytest.param({"paths": ("pod.yaml",)}, False, id="one file"),
        pytest.param({"exclude": (Named("pod.yaml"),)}, False, id="without the file"),
    ],
)
def test_entries_are_gone_only_where_they_would_have_been_found(more: dict[str, Any], judged: bool) -> None:
    write_baseline()
    rewrite("pod.yaml", lambda text: text.replace("    - {name: spare, emptyDir: {}}\n", ""))
    report = run(**more)
    assert len(report.stale) == judged
    assert any("podlint baseline prune" in note for note in report.notes) == judged


def test_a_file_that_can_not_be_read_hides_no_entry() -> None:
    write_baseline()
    rewrite("pod.yaml", lambda text: f"{text}\na: b: c\n")
    assert run().stale == ()


def test_entries_of_rules_and_files_that_are_no_more_are_gone() -> None:
    entry = Entry("gone.yaml", "", "", "undeclared-volume", "a", "0" * 64)
    text = baseline_text([*write_baseline(), entry, entry._replace(file="pod.yaml", rule="renamed")])
    Path(BASELINE).write_text(text, encoding="utf-8")
    entries = read_baseline(BASELINE)
    assert {entries[number].rule for number in run().stale} == {"undeclared-volume", "renamed"}


def test_what_a_comment_excuses_needs_no_entry() -> None:
    write_baseline()
    rewrite("pod.yaml", lambda text: text.replace("{name: spare,", "{name: spare,  # podlint: ignore[volume/*] a\n   "))
    report = run()
    assert (report.findings, len(report.stale), report.count_left_out("suppressed")) == ((), 1, 1)


def test_findings_outside_of_objects() -> None:
    for name in "ab":
        Path(f"{name}.yaml").write_text(f"{name}: {name}: c\n", encoding="utf-8")
    entries = write_baseline()
    assert len({entry.fingerprint for entry in entries if entry.rule == "unreadable-yaml"}) == 2
    rewrite("a.yaml", lambda text: f"# moved\n{text}")
    assert run().findings == ()


def test_the_file() -> None:
    """It is sorted, an entry a line, and fits its schema."""
    from jsonschema import Draft202012Validator

    entries = write_baseline()
    text = Path(BASELINE).read_text(encoding="utf-8")
    Draft202012Validator(json.loads(Path(schema_path("baseline")).read_text(encoding="utf-8"))).validate(
        json.loads(text)
    )
    assert list(entries) == sorted(entries)
    assert len(text.splitlines()) == len(entries) + 5
    assert baseline_text(reversed(entries)) == text
    assert json.loads(baseline_text([])) == {"podlint-baseline": 1, "findings": []}


def test_paths_start_at_its_folder() -> None:
    Path("deploy").mkdir()
    assert {entry.file for entry in write_baseline("deploy/base.json")} == {"../pod.yaml", "../service.yaml"}


ITEM = '{"file": "a", "object": "", "path": "", "rule": "r", "message": "m", "fingerprint": "f"}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", f"{BASELINE}:1:1: a baseline holds one JSON object"),
        ("[]", f"{BASELINE}:1:1: a baseline holds one JSON object"),
        ("{", f"{BASELINE}:1:1: the file ends too early"),
        ('{"podlint-baseline": 1}', f"{BASELINE}:1:2: `findings` is missing"),
        ('{"podlint-baseline": 2, "findings": []}', f"{BASELINE}:1:22: `podlint-baseline` is to be one of 1"),
        (
            '{"podlint-baseline": 1, "findings": [], "finding": 1}',
            f"{BASELINE}:1:41: unknown key `finding`; did you mean",
        ),
        (f'{{"podlint-baseline": 1, "findings": [{ITEM}, 1]}}', f"{BASELINE}:1:128: `findings[1]` is to be a mapping"),
        (
            f'{{"podlint-baseline": 1,\n"findings": [{ITEM.replace(chr(34) + "m" + chr(34), "1")}]}}',
            f"{BASELINE}:2:78: `message` is to be a text",
        ),
        ("podlint-baseline: 1\nfindings: []\n", f"{BASELINE}:1:1: a baseline is JSON, and this is YAML"),
        ("[" * 100_000, f"{BASELINE}:"),
    ],
)
def test_files_that_are_no_baseline(text: str, problem: str) -> None:
    Path(BASELINE).write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        run()
    assert str(error.value.problems[0]).startswith(problem)


def test_a_baseline_that_is_named_has_to_exist() -> None:
    with pytest.raises(UserError, match="can't read the baseline nope"):
        run(baseline="nope.json")
