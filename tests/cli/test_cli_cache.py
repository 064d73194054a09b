"""podlint cache, and that nothing which was kept is ever told of files as they are no more."""

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from podlint_runs import BAD, GOOD, WARNING, podlint, write

FILES = ["a.yaml", "b.yaml", "shop/web.yaml", "shop/service.yaml", "shop/deep/x.yaml"]
TEXTS = [
    BAD,
    GOOD,
    WARNING,
    WARNING.replace("wbe", "web"),
    WARNING.partition("---\n")[0],
    WARNING.partition("---\n")[2],
    BAD.replace("nginx:1.27", "nginx:1.27 # podlint: ignore[undeclared-volume] not at this line"),
    BAD.replace("- name: data", "- name: data # podlint: ignore[undeclared-volume] on purpose"),
    "a: [\n",
    "values: 1\n",
]
OPTIONS: list[list[str]] = [
    [],
    ["--select", "all"],
    ["--ignore", "undeclared-volume"],
    ["--min-severity", "error"],
    ["--kubernetes-version", "1.30"],
    ["--exclude", "shop/"],
    ["shop", "a.yaml"],
]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("pod.yaml", BAD)
    return tmp_path


def report(*arguments: str, cwd: str | os.PathLike[str] = ".") -> tuple[Any, str, int]:
    """What a run says, but for the time it took."""
    run = podlint("check", "--output-format", "json", *arguments, cwd=cwd)
    document = json.loads(run.stdout) if run.stdout else None
    if document:
        document["summary"].pop("seconds")
    return document, run.stderr.partition(", 0.")[0], run.returncode


def entries() -> list[str]:
    return [line.split()[0].partition("-")[0] for line in podlint("cache", "show").stdout.splitlines()[:-1]]


def test_show_and_clear() -> None:
    assert podlint("cache", "show").stdout == ".podlint_cache: 0 entries, 0 bytes\n"
    podlint("check")
    assert sorted(entries()) == ["findings", "rules"]
    assert podlint("cache", "clear") == (".podlint_cache: 2 entries removed\n", "", 0)
    assert entries() == []


def test_clear_leaves_what_it_did_not_make() -> None:
    podlint("check")
    write(".podlint_cache/notes.txt", "mine")
    podlint("cache", "clear")
    assert sorted(os.listdir(".podlint_cache")) == [".gitignore", "notes.txt"]


def test_a_file_in_the_place_of_the_folder() -> None:
    write(".podlint_cache", "a file")
    assert podlint("check").returncode == 1
    assert podlint("cache", "show").returncode == 0


def test_the_second_run_judges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = report()
    monkeypatch.setattr("podlint.judging.judged", None)
    assert report() == first
    write("pod.yaml", GOOD)
    assert "'NoneType' object is not callable" in podlint("check").stderr


@pytest.mark.parametrize("damage", ["", "{}", "garbage", "x" * 100])
def test_damaged_entries_are_written_anew(damage: str) -> None:
    first = report()
    for path in Path(".podlint_cache").glob("*.json"):
        path.write_text(damage)
    assert report() == first
    assert all(path.read_text() != damage for path in Path(".podlint_cache").glob("*.json"))


def test_findings_of_another_user_are_not_believed(project: Path) -> None:
    """The folder of somebody else's clean run, brought along by a pull request."""
    write("pod.yaml", GOOD)
    environment = {"XDG_CACHE_HOME": str(project / "theirs")}
    from podlint_runs import environment as plain
    from podlint_runs import run_with

    assert run_with(["check"], ".", plain(**environment)).returncode == 0
    [kept] = Path(".podlint_cache").glob("findings-*.json")
    clean = kept.read_bytes()
    write("pod.yaml", BAD)
    kept.write_bytes(clean)
    assert podlint("check").returncode == 1


def test_rules_of_the_user_are_judged_by_as_they_are() -> None:
    podlint("new", "mine/untagged", "--rules", "rules")
    write("pod.yaml", GOOD.replace("nginx:1.27", "nginx"))
    arguments = ("--rules", "rules", "--select", "untagged")
    assert report(*arguments)[2] == 1
    path = Path("rules/mine/untagged.yaml")
    path.write_text(path.read_text().replace("severity: warning", "severity: info   "))
    assert report(*arguments)[2] == 0


class Edits(RuleBasedStateMachine):
    """Files are edited, added, removed and renamed at random: a run that remembers says what one that does not says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()

    @initialize(text=st.sampled_from(TEXTS))
    def begin(self, text: str) -> None:
        write(os.path.join(self.folder, FILES[0]), text)

    @rule(name=st.sampled_from(FILES), text=st.sampled_from(TEXTS))
    def edit_or_add(self, name: str, text: str) -> None:
        write(os.path.join(self.folder, name), text)

    @rule(name=st.sampled_from(FILES))
    def remove(self, name: str) -> None:
        Path(self.folder, name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(FILES), other=st.sampled_from(FILES))
    def rename(self, name: str, other: str) -> None:
        if Path(self.folder, name).exists():
            Path(self.folder, other).parent.mkdir(parents=True, exist_ok=True)
            Path(self.folder, name).rename(Path(self.folder, other))

    @rule(text=st.sampled_from(["", "fail-on: never\n", "ignore: [service/*]\n", "select: [api/*]\n"]))
    def configure(self, text: str) -> None:
        write(os.path.join(self.folder, ".podlint.yaml"), text)

    @rule(options=st.sampled_from(OPTIONS))
    def check(self, options: list[str]) -> None:
        told = report(*options, cwd=self.folder)
        assert told == report(*options, cwd=self.folder)
        assert told == report(*options, "--no-cache", cwd=self.folder)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Edits.TestCase.settings = settings(
    max_examples=5, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestEdits = Edits.TestCase
