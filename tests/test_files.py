"""Which files are found, which are passed over and why, and that reading them never waits."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from podlint.files import Exclusion, FileTrouble, Found, find_files, read_bytes
from podlint.reading.budget import MAX_BYTES


def make(root: Path, files: Iterable[str]) -> None:
    """Writes files that hold their own name."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def found(root: Path, *paths: str, exclude: Iterable[str] = (), use_gitignore: bool = True) -> Found:
    return find_files(paths, [Exclusion(pattern) for pattern in exclude], use_gitignore, root)


def test_directory_is_walked_in_order(tmp_path: Path) -> None:
    make(tmp_path, ["m/b.yml", "m/a.yaml", "m/c.json", "m/z/y/d.yaml", "m/readme.md", "m/b/x.yaml", "other.yaml"])
    result = found(tmp_path, "m")
    assert result.files == ("m/a.yaml", "m/b.yml", "m/c.json", "m/b/x.yaml", "m/z/y/d.yaml")
    assert (result.skipped, result.errors) == ((), ())


@pytest.mark.parametrize("name", [".", "./"])
def test_current_directory(tmp_path: Path, name: str) -> None:
    make(tmp_path, ["a.yaml", "m/b.yaml"])
    assert found(tmp_path, name).files == ("a.yaml", "m/b.yaml")


def test_absolute_paths_stay_absolute(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml"])
    assert found(tmp_path, str(tmp_path / "m")).files == (str(tmp_path / "m/a.yaml"),)


def test_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, ["a.txt", ".hidden/b.yaml", "[x].yaml"])
    assert found(tmp_path, "a.txt", ".hidden", "[x].yaml").files == ("a.txt", ".hidden/b.yaml", "[x].yaml")


def test_standard_input(tmp_path: Path) -> None:
    assert found(tmp_path, "-", "-").files == ("-",)


def test_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, [".git/a.yaml", "m/.cache/b.yaml", "m/.c.yaml"])
    result = found(tmp_path, ".")
    assert result.files == ("m/.c.yaml",)
    assert result.skipped == ((".git/", "hidden"), ("m/.cache/", "hidden"))


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.yaml", ["a.yaml"]),
        ("m/*.yaml", ["m/b.yaml"]),
        ("**/*.yaml", ["a.yaml", "m/b.yaml", "m/n/c.yaml"]),
        ("m/**", ["m/b.yaml", "m/n/c.yaml"]),
        ("m/*", ["m/b.yaml", "m/n/c.yaml"]),
        ("m/?.yaml", ["m/b.yaml"]),
        ("m/[bc].*", ["m/b.txt", "m/b.yaml"]),
        ("./*.yaml", ["a.yaml"]),
    ],
)
def test_globs(tmp_path: Path, pattern: str, files: list[str]) -> None:
    make(tmp_path, ["a.yaml", "a.txt", "m/b.yaml", "m/b.txt", "m/n/c.yaml"])
    result = found(tmp_path, pattern)
    assert (list(result.files), result.errors) == (files, ())


def test_absolute_glob(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml"])
    assert found(tmp_path, f"{tmp_path}/*/a.yaml").files == (str(tmp_path / "m/a.yaml"),)


@pytest.mark.parametrize("name", ["nothing", "nothing.yaml", "*.nothing", "", "a\0b", "x" * 5000, "a.yaml/b"])
def test_what_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    make(tmp_path, ["a.yaml"])
    result = found(tmp_path, name, "a.yaml")
    assert result.files == ("a.yaml",)
    assert [trouble.name for trouble in result.errors] == [name]
    assert result.errors[0].message


def test_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml", "m/b.yaml"])
    assert found(tmp_path, "m/b.yaml", "m", "./m/a.yaml", str(tmp_path / "m"), "m/*.yaml").files == (
        "m/b.yaml",
        "m/a.yaml",
    )


def test_exclude(tmp_path: Path) -> None:
    make(tmp_path, ["a.yaml", "m/b.yaml", "m/keep.yaml", "vendor/x/c.yaml"])
    result = found(tmp_path, ".", exclude=["vendor/", "m/*.yaml", "!m/keep.yaml"])
    assert result.files == ("a.yaml", "m/keep.yaml")
    assert result.skipped == (("m/b.yaml", "excluded by `m/*.yaml`"), ("vendor/x/c.yaml", "excluded by `vendor/`"))


def test_a_file_that_is_named_is_excluded_by_force_alone(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml", "m/b.yaml"])
    paths, exclude = ["m", "m/b.yaml"], [Exclusion("/m/")]
    assert find_files(paths, exclude, cwd=tmp_path).files == ("m/b.yaml",)
    assert find_files(paths, exclude, cwd=tmp_path, force_exclude=True).files == ()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def repository(root: Path) -> None:
    make(
        root, ["a.yaml", "b.yaml", "out/c.yaml", "m/a.yaml", "m/b.yaml", "m/n/b.yaml", "m/n/private.yaml", "top/d.yaml"]
    )
    write(root / ".gitignore", "# built\n\nout/\nb.yaml\n/top\n")
    write(root / "m/.gitignore", "!b.yaml\n")
    write(root / "m/n/.gitignore", "b.yaml\n")
    write(root / ".git/info/exclude", "private.yaml\n")


def test_gitignore(tmp_path: Path) -> None:
    repository(tmp_path)
    result = found(tmp_path, ".")
    assert result.files == ("a.yaml", "m/a.yaml", "m/b.yaml")
    reasons = {name: why.removeprefix("ignored by ").replace(str(tmp_path) + "/", "") for name, why in result.skipped}
    assert {name: os.path.normpath(why) for name, why in reasons.items() if name != ".git/"}.keys() == {
        "b.yaml",
        "m/n/b.yaml",
        "m/n/private.yaml",
        "out/",
        "top/",
    }
    assert reasons["out/"].endswith(".gitignore:3")
    assert reasons["m/n/b.yaml"].endswith("m/n/.gitignore:1")
    assert reasons["m/n/private.yaml"].endswith("exclude:1")


def test_gitignore_of_the_directories_above(tmp_path: Path) -> None:
    repository(tmp_path)
    assert found(tmp_path / "m", ".").files == ("a.yaml", "b.yaml")
    assert found(tmp_path, "m/n").files == ()


def test_directory_that_is_named_is_walked_though_ignored(tmp_path: Path) -> None:
    repository(tmp_path)
    assert found(tmp_path, "out", "b.yaml").files == ("out/c.yaml", "b.yaml")


def test_gitignore_can_be_left_unused(tmp_path: Path) -> None:
    repository(tmp_path)
    assert len(found(tmp_path, ".", use_gitignore=False).files) == 8


def test_outside_a_repository_only_the_walked_directories_count(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml", "m/b.yaml"])
    write(tmp_path / ".gitignore", "a.yaml\n")
    write(tmp_path / "m/.gitignore", "b.yaml\n")
    assert found(tmp_path, "m").files == ("m/a.yaml",)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_gitignore_as_git_has_it(tmp_path: Path) -> None:
    make(
        tmp_path,
        ["a/b/c.yaml", "a/keep.yaml", "a/x.yaml", "d e.yaml", "#f.yaml", "g/h.yaml", "i/g/h.yaml", "k/l/m.yaml"],
    )
    write(tmp_path / ".gitignore", "/a/*\n!/a/keep.yaml\nd\\ e.yaml\n\\#f.yaml\n/g/\nk/**/m.yaml\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.yaml"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert sorted(found(tmp_path, ".").files) == sorted(listed.stdout.split("\0")[:-1])


def test_pathspec_is_loaded_only_for_patterns(tmp_path: Path) -> None:
    make(tmp_path, ["a.yaml"])
    code = (
        "import sys; from podlint.files import find_files; find_files(sys.argv[1:]); print('pathspec' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    result = subprocess.run(command, cwd=Path(__file__).parents[1], check=True, capture_output=True, text=True)
    assert result.stdout == "False\n"


def test_symbolic_links_make_no_circle(tmp_path: Path) -> None:
    make(tmp_path, ["m/a.yaml", "m/n/b.yaml", "outside/c.yaml"])
    (tmp_path / "m/n/up").symlink_to(tmp_path / "m")
    (tmp_path / "m/self").symlink_to(".")
    (tmp_path / "m/top").symlink_to("..")
    (tmp_path / "m/out").symlink_to(tmp_path / "outside")
    (tmp_path / "m/out2").symlink_to(tmp_path / "outside")
    (tmp_path / "outside/back").symlink_to(tmp_path / "m")
    result = found(tmp_path, "m")
    assert result.files == ("m/a.yaml", "m/n/b.yaml", "m/out/c.yaml")
    assert {name for name, _ in result.skipped} == {"m/n/up/", "m/self/", "m/top/", "m/out2/", "m/out/back/"}


def test_symbolic_link_to_a_file_is_read(tmp_path: Path) -> None:
    make(tmp_path, ["a.yaml"])
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    assert found(tmp_path, "b.yaml", ".").files == ("b.yaml", "a.yaml")
    assert read_bytes("b.yaml", tmp_path) == b"a.yaml"


def odd_files(root: Path) -> dict[str, str]:
    """Makes what can't be read, and says what is to be said of each."""
    (root / "broken.yaml").symlink_to("nowhere")
    (root / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(root / "pipe.yaml")
    (root / "null.yaml").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(root)
        listener.bind("socket.yaml")
        os.chdir(here)
    return {
        "broken.yaml": "nothing",
        "loop.yaml": "circle",
        "null.yaml": "device",
        "pipe.yaml": "pipe",
        "socket.yaml": "socket",
    }


def test_odd_files_found_by_walking(tmp_path: Path) -> None:
    expected = odd_files(tmp_path)
    make(tmp_path, ["a.yaml"])
    result = found(tmp_path, ".")
    assert result.files == ("a.yaml",)
    assert [trouble.name for trouble in result.errors] == sorted(expected)
    for trouble in result.errors:
        assert expected[trouble.name] in trouble.message


def test_odd_files_that_are_named(tmp_path: Path) -> None:
    expected = odd_files(tmp_path)
    result = found(tmp_path, *expected, "*.yaml")
    assert result.files == ()
    for trouble in result.errors:
        assert expected[trouble.name] in trouble.message


def test_odd_files_are_never_waited_for(tmp_path: Path) -> None:
    for name in odd_files(tmp_path):
        trouble = read_bytes(name, tmp_path)
        assert isinstance(trouble, FileTrouble)
        assert str(trouble).startswith(f"{name}: ")


def test_directory_is_no_file(tmp_path: Path) -> None:
    trouble = read_bytes(str(tmp_path))
    assert isinstance(trouble, FileTrouble)
    assert "directory" in trouble.message


@pytest.mark.parametrize("name", ["nothing", "a\0b"])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    assert isinstance(read_bytes(name, tmp_path), FileTrouble)


@pytest.mark.parametrize("text", [b"", b"a: 1\n", b"x" * 100_000])
def test_bytes(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(text)
    assert read_bytes("a.yaml", tmp_path) == text


def test_no_more_than_needed_is_read_of_a_large_file(tmp_path: Path) -> None:
    with open(tmp_path / "a.yaml", "wb") as file:
        file.truncate(10 * MAX_BYTES)
    data = read_bytes("a.yaml", tmp_path)
    assert isinstance(data, bytes)
    assert len(data) == MAX_BYTES + 1


def test_file_of_unknown_size() -> None:
    version = Path("/proc/version")
    if not version.exists():
        pytest.skip("there is no /proc here")
    assert read_bytes(str(version)) == version.read_bytes()


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file, and of a directory, as the system says it; root may read everything."""
    make(tmp_path, ["a.yaml", "m/b.yaml"])

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert read_bytes("a.yaml", tmp_path) == FileTrouble("a.yaml", "permission denied")
    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path, "m").errors == (FileTrouble("m", "permission denied"),)
