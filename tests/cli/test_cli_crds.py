"""Definitions of custom resources that the configuration or the command line names."""

from pathlib import Path

import pytest
from backups import BACKUP, DEFINITION_HEAD
from podlint_runs import podlint, write

DEFINITION = (
    DEFINITION_HEAD.replace("{name: backups.example.com}", "{name: backups.example.com, labels: {x: 1}}")
    + "      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}\n"
)
FINDING = (
    "error unknown-field `kept` is no field of Backup.spec in CustomResourceDefinition backups.example.com "
    "(see {}:12:68)"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("project/crds/backup.yaml", DEFINITION)
    write("project/app/backup.yaml", BACKUP)
    return tmp_path


def check(*arguments: str, cwd: str = "project") -> list[str]:
    run = podlint("check", "--output-format", "concise", "--select", "api/*", *arguments, cwd=cwd)
    assert "Traceback" not in run.stderr
    return [*run.stdout.splitlines(), f"exit {run.returncode}"]


@pytest.mark.parametrize("crds", ["[crds]", "[crds/backup.yaml]", "['crds/*.yaml']", "[crds, crds/backup.yaml]"])
def test_definitions_are_read_and_not_checked(crds: str) -> None:
    write("project/.podlint.yaml", f"crds: {crds}\n")
    assert check() == [f"app/backup.yaml:4:8: {FINDING.format('crds/backup.yaml')}", "exit 1"]
    # Paths start at the folder of the configuration.
    assert check(".", cwd="project/app") == [f"backup.yaml:4:8: {FINDING.format('../crds/backup.yaml')}", "exit 1"]


def test_without_the_setting_they_are_checked() -> None:
    resource, definition, _ = check()
    assert resource == f"app/backup.yaml:4:8: {FINDING.format('crds/backup.yaml')}"
    assert definition.startswith("crds/backup.yaml:3:51: error wrong-type `labels[x]`: text is expected")
    assert check("app") == ["exit 0"]


def test_option() -> None:
    assert check("--crds", "crds", "app")[0].startswith("app/backup.yaml:4:8: error unknown-field `kept`")


def test_what_else_is_in_a_file_is_checked() -> None:
    write("project/crds/more.yaml", f"{DEFINITION}---\n{BACKUP.replace('kept', 'lost')}")
    write("project/.podlint.yaml", "crds: [crds/more.yaml]\npaths: [crds/more.yaml]\n")
    assert check()[-2].startswith("crds/more.yaml:17:8: error unknown-field `lost`")


def test_standard_input() -> None:
    run = podlint("check", "--output-format", "concise", "--crds", "crds", "-", cwd="project", stdin=BACKUP)
    assert run.stdout.startswith("-:4:8: error unknown-field `kept`")


@pytest.mark.parametrize(
    ("crds", "problem"),
    [
        ("[nowhere]", "error: crds: nowhere: no such file or directory\n --> .podlint.yaml:1:8\n"),
        ("[crds, 'no/*.yaml']", "error: crds: no/*.yaml: no such file, and no file matches\n --> .podlint.yaml:1:14\n"),
        ("[app]", "error: crds: app holds no CustomResourceDefinition of apiextensions.k8s.io/v1\n"),
    ],
)  # fmt: skip
def test_mistake(crds: str, problem: str) -> None:
    write("project/.podlint.yaml", f"crds: {crds}\n")
    run = podlint("check", cwd="project")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(problem)


def test_mistake_on_the_command_line() -> None:
    run = podlint("check", "--crds", "app", ".", cwd="project")
    assert (run.returncode, run.stdout) == (2, "")
    assert "--crds app holds no CustomResourceDefinition" in run.stderr


def test_nothing_but_definitions() -> None:
    run = podlint("check", "--crds", "crds", "crds", cwd="project")
    assert run.returncode == 2
    assert "nothing to lint: no Kubernetes object in crds (1 file: 1 named by crds)" in run.stderr
