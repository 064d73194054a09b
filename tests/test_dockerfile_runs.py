"""Dockerfiles among the inputs of a run: found by a walk, judged where a rule asks for them, no manifests otherwise."""

from contextlib import chdir
from pathlib import Path

from podlint.config import Config, Named
from podlint.files import find_files
from podlint.finding import Report
from podlint.lint import lint

BAKED = "FROM tomcat:10.1\nCOPY shop.war /usr/local/tomcat/webapps/\n"
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: c}]}\n"


def run(folder: Path, *select: str, path: str = ".") -> Report:
    with chdir(folder):
        return lint(Config(paths=(Named(path),), select=tuple(Named(name) for name in select or ["default"])))


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_a_walk_finds_them(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile=BAKED, Containerfile=BAKED, Makefile="x")
    for name in ("Dockerfile.prod", "web.Dockerfile", "Dockerfile.dockerignore", "pod.yaml"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "Dockerfile.d").mkdir()
    with chdir(tmp_path):
        found = find_files(["."]).files
    assert sorted(found) == ["Containerfile", "Dockerfile", "Dockerfile.prod", "pod.yaml", "web.Dockerfile"]


def test_alone_they_are_nothing_to_lint(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile=BAKED)
    report = run(tmp_path)
    assert report.findings == ()
    assert [error.partition(":")[0] for error in report.errors] == ["nothing to lint"]


def test_unless_a_rule_asks_for_them(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile=BAKED)
    report = run(tmp_path, "war-baked-into-image")
    assert [str(one.place) for one in report.findings] == ["Dockerfile:2:6"]
    assert report.errors == ()


def test_a_sound_one_is_enough_for_that_rule(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile="FROM busybox\nCOPY shop.war /\n")
    assert run(tmp_path, "war-baked-into-image").errors == ()
    write(tmp_path, Dockerfile="# nothing yet\n")
    assert len(run(tmp_path, "war-baked-into-image").errors) == 1


def test_beside_manifests_they_are_no_trouble(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile='FROM a\nRUN echo "a: [b" && x: y\n')
    (tmp_path / "pod.yaml").write_text(POD, encoding="utf-8")
    report = run(tmp_path)
    assert (report.findings, report.errors, report.failures) == ((), (), ())


def test_named_on_the_command_line(tmp_path: Path) -> None:
    write(tmp_path, Dockerfile=BAKED)
    assert len(run(tmp_path, "packaging/*", path="Dockerfile").findings) == 1
