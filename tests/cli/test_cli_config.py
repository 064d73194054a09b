"""podlint config: the settings that hold and where they were written, the files that are read, what is wrong."""

from pathlib import Path

import pytest
from podlint_runs import BAD, environment, podlint, run_with, write

from podlint.config import SETTINGS
from podlint.config.file import parse_config


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write("bad/pod.yaml", BAD)
    return tmp_path


CONFIG = """\
paths: [bad]
ignore:
  - pod/*
fail-on: error
nodes: [{name: node-a, cpu: 2}]
rules: {client-ip-lost: {severity: error, params: {threshold: 2}}}
"""


def test_each_value_is_shown_with_its_origin() -> None:
    write(".podlint.yaml", CONFIG)
    run = run_with(["config", "show", "--context", "3", "--ignore", "api/*"], ".", environment(PODLINT_IGNORE="init/*"))
    shown = dict(line.split("  # ", 1) for line in run.stdout.splitlines() if "  # " in line)
    told = {name.strip(): origin for name, origin in shown.items()}
    assert told["paths: [bad]"] == ".podlint.yaml:1:1"
    assert told["ignore: [pod/*, init/*, api/*]"] == ".podlint.yaml:3:5, PODLINT_IGNORE, command line --ignore"
    assert told["fail-on: error"] == ".podlint.yaml:4:1"
    assert told["nodes: [{name: node-a, cpu: 2}]"] == ".podlint.yaml:5:1"
    assert told["rules: {client-ip-lost: {severity: error, params: {threshold: 2}}}"] == ".podlint.yaml:6:9"
    assert told["context: 3"] == "command line --context"
    assert told["color: auto"] == "default"
    assert run.stdout.startswith("# .podlint.yaml\n")


def test_what_is_shown_is_a_configuration() -> None:
    write(".podlint.yaml", CONFIG)
    shown = podlint("config", "show").stdout
    assert parse_config(".podlint.yaml", shown.encode()).fail_on == "error"
    keys = {line.removeprefix("# ").partition(":")[0] for line in shown.splitlines()[1:]}
    assert keys == {setting.key for setting in SETTINGS.values() if setting.key}


def test_files_that_are_read_and_those_that_are_not() -> None:
    write(".podlint.yaml", "exclude:\n  - old/\n")
    write(".gitignore", "# nothing\nrendered/\nprivate.yaml\n")
    for name in ("rendered/a.yaml", "private.yaml", "old/a.yaml", "notes.md", "chart/web.yaml"):
        write(name, "a: {{ b }}\n" if name.startswith("chart") else "a: b\n")
    run = podlint("config", "files")
    assert run.stdout.splitlines() == [
        "read     bad/pod.yaml",
        "skipped  .git/: hidden",
        "skipped  .gitignore: not YAML",
        "skipped  .podlint.yaml: podlint's configuration",
        "skipped  notes.md: not YAML",
        "skipped  private.yaml: ignored by .gitignore:3",
        "skipped  rendered/: ignored by .gitignore:2",
        "skipped  old/a.yaml: excluded by `old/` in .podlint.yaml:2:5",
        "skipped  chart/web.yaml: an unrendered template",
    ]


def test_nothing_to_lint_says_what_was_passed_over() -> None:
    write(".gitignore", "\n\n\n\n\n\nprivate.yaml\n")
    for name in ("notes.md", "picture.png", "private.yaml"):
        write(f"empty/{name}", "a: b\n")
    run = podlint("check", "empty/")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "podlint: nothing to lint: no Kubernetes object in empty/ (3 files: 2 not YAML, 1 ignored by .gitignore:7)\n"
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("exlude: []", "1:1", "unknown key `exlude`; did you mean `exclude`?"),
        ("fail-on: warn", "1:10", "`warn` is not one of error, warning, info, never; did you mean `warning`?"),
        ("select: [undeclared-volum]", "1:10", "unknown rule `undeclared-volum`; did you mean `undeclared-volume`?"),
        ("ignore: [pods/*]", "1:10", "unknown rule `pods/*`; did you mean `pod/*`?"),
        ("rules: {client-ip-los: {}}", "1:9", "unknown rule `client-ip-los`; did you mean `client-ip-lost`?"),
        (
            "rules: {client-ip-lost: {params: {treshold: 2}}}",
            "1:35",
            "rule `client-ip-lost` has no parameter `treshold`; did you mean `threshold`?",
        ),
        ("paths: [bda]", "1:9", "bda: no such file or directory; did you mean `bad`?"),
    ],
)
def test_mistake(text: str, place: str, message: str) -> None:
    write("deep/.podlint.yaml", text.replace("bda", "../bda"))
    where = "1:9" if "bda" in text else place
    run = podlint("config", "validate", "deep/.podlint.yaml")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[:2] == [f"error: {message}", f" --> deep/.podlint.yaml:{where}"]


def test_mistakes_of_several_files_at_once() -> None:
    write("a.yaml", "selct: []\n")
    write("b.yaml", "select: []\nignore: [pods/*]\n")
    run = podlint("config", "validate", "a.yaml", "b.yaml")
    assert [line.strip() for line in run.stderr.splitlines() if "-->" in line] == ["--> a.yaml:1:1", "--> b.yaml:2:10"]


def test_valid() -> None:
    write(".podlint.yaml", CONFIG)
    run = podlint("config", "validate")
    assert (run.returncode, run.stdout, run.stderr) == (0, ".podlint.yaml is valid\n", "")


def test_no_configuration_to_validate() -> None:
    run = podlint("config", "validate")
    assert (run.returncode, run.stderr) == (2, "podlint: no .podlint.yaml here or above; podlint init writes one\n")


def test_variable_that_is_called_nearly_as_one() -> None:
    run = run_with(["check", "bad"], ".", environment(PODLINT_FAIL_ONN="error", PODLINT_VERSION="1", PODLINT_X="2"))
    assert run.stderr == "note: PODLINT_FAIL_ONN is no setting; did you mean `PODLINT_FAIL_ON`?\n"
