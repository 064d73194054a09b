"""The lines that git says have changed, in real repositories."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from podlint.files.changes import WHOLE, Lines, changed_in_index, changed_since, contents_in_index
from podlint.problem import UserError

TEN = "".join(f"line {number}\n" for number in range(1, 11))
Git = Callable[..., str]


def run_git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """git in a repository with one commit, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    run_git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "old.yaml").write_text(TEN)
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "--quiet", "--message=first")
    return lambda *arguments: run_git(tmp_path, *arguments)


def named(lines: Lines) -> dict[str, list[int]]:
    """The changed lines by file, relative to the working directory; a whole file as line 0."""
    return {
        os.path.relpath(name): [0] if changed == [WHOLE] else [line for some in changed for line in some]
        for name, changed in sorted(lines.items())
    }


def replaced(number: int, text: str) -> str:
    return TEN.replace(f"line {number}\n", text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (TEN, {}),
        (replaced(3, "new\n"), {"old.yaml": [3]}),
        (replaced(3, "one\ntwo\nthree\n"), {"old.yaml": [3, 4, 5]}),
        (f"zero\n{TEN}last", {"old.yaml": [1, 12]}),
        # Of what has gone, the neighbours tell.
        (replaced(3, ""), {"old.yaml": [2, 3]}),
        (replaced(1, ""), {"old.yaml": [0, 1]}),
        (TEN.rstrip("\n"), {"old.yaml": [10]}),
        # Text that looks like a diff.
        (replaced(5, "++ b/other.yaml\n@@ -1 +1 @@\n-- a/x\n"), {"old.yaml": [5, 6, 7]}),
        (replaced(5, "").replace("line 7\n", "-- a\n"), {"old.yaml": [4, 5, 6]}),
    ],
)
def test_a_changed_file(git: Git, text: str, lines: dict[str, list[int]]) -> None:
    Path("old.yaml").write_text(text)
    assert named(changed_since("HEAD")) == lines
    assert named(changed_in_index()) == {}
    git("add", ".")
    assert named(changed_in_index()) == lines


@pytest.mark.parametrize(
    "name", ["new.yaml", "with space.yaml", 'quo"te.yaml', "tab\there.yaml", "ümlaut.yaml", "a\nb.yaml"]
)
def test_a_new_file_is_new_as_a_whole(git: Git, name: str) -> None:
    Path(name).write_text(TEN)
    assert named(changed_since("HEAD")) == {name: [0]}
    git("add", ".")
    assert named(changed_since("HEAD")) == {name: list(range(1, 11))} == named(changed_in_index())


def test_ignored_and_deleted_files_have_no_lines(git: Git) -> None:
    Path(".gitignore").write_text("*.tmp.yaml\n")
    Path("x.tmp.yaml").write_text(TEN)
    Path("old.yaml").unlink()
    assert named(changed_since("HEAD")) == {".gitignore": [0]}
    git("add", ".")
    assert named(changed_in_index()) == {".gitignore": [1]}


def test_a_renamed_file_has_only_its_changed_lines(git: Git) -> None:
    git("mv", "old.yaml", "renamed.yaml")
    assert named(changed_since("HEAD")) == {}
    Path("renamed.yaml").write_text(replaced(8, "eight\n"))
    assert named(changed_since("HEAD")) == {"renamed.yaml": [8]}


def test_commits_of_this_branch_count_and_those_of_the_other_do_not(git: Git) -> None:
    git("switch", "--quiet", "--create", "feature")
    Path("old.yaml").write_text(replaced(2, "two\n"))
    git("commit", "--quiet", "--all", "--message=feature")
    git("switch", "--quiet", "main")
    Path("old.yaml").write_text(replaced(9, "nine\n"))
    git("commit", "--quiet", "--all", "--message=main")
    git("switch", "--quiet", "feature")
    assert named(changed_since("main")) == {"old.yaml": [2]}


def test_from_a_folder_below(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "diff.relative", "true")
    git("config", "diff.noprefix", "true")
    Path("below").mkdir()
    Path("old.yaml").write_text(replaced(4, "four\n"))
    Path("below/new.yaml").write_text(TEN)
    monkeypatch.chdir("below")
    assert named(changed_since("HEAD")) == {"../old.yaml": [4], "new.yaml": [0]}


def test_staged_contents(git: Git) -> None:
    Path("old.yaml").write_text(replaced(4, "staged\n"))
    Path("same.yaml").write_text("as staged\n")
    git("add", ".")
    Path("old.yaml").write_text(replaced(4, "later\n"))
    real = os.path.realpath("old.yaml")
    assert contents_in_index() == {real: replaced(4, "staged\n").encode()}


def test_nothing_of_the_users_is_executed(git: Git, tmp_path: Path) -> None:
    """A repository may name programs to show differences with."""
    marker = tmp_path / "ran"
    git("config", "diff.external", f"touch {marker}")
    git("config", "diff.x.textconv", f"touch {marker}")
    Path(".gitattributes").write_text("*.yaml diff=x\n")
    Path("old.yaml").write_text(replaced(4, "four\n"))
    assert "old.yaml" in named(changed_since("HEAD"))
    assert not marker.exists()


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("mian", "--since: `mian` names no commit here; did you mean `main`?"),
        ("0123456789", "--since: `0123456789` names no commit here; a shallow clone has to fetch it first"),
        ("--output=x", "--since: `--output=x` names no commit here; a shallow clone has to fetch it first"),
        ("", "--since: `` names no commit here; a shallow clone has to fetch it first"),
    ],
)
@pytest.mark.usefixtures("git")
def test_what_names_no_commit(ref: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        changed_since(ref)
    assert str(caught.value) == message
    assert not Path("x").exists()


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UserError, match="--since needs a git repository"):
        changed_since("HEAD")
    with pytest.raises(UserError, match="--staged needs a git repository"):
        changed_in_index()


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="can't run git: no such file or directory"):
        changed_since("HEAD")
