"""The commands for whoever writes rules, or wants to know what one means."""

import json
from pathlib import Path

import pytest
from podlint_runs import BAD, podlint, write

from podlint import __version__


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write("bad/pod.yaml", BAD)
    return tmp_path


def test_version() -> None:
    assert podlint("--version").stdout == f"podlint {__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("check",), ("explain",), ("rules",), ("facts",), ("new",), ("test",)])
def test_help(arguments: tuple[str, ...]) -> None:
    run = podlint(*arguments, "-h")
    assert run.stdout.startswith(f"Usage: podlint {' '.join(arguments)}".rstrip())
    assert run.stdout == podlint(*arguments, "--help").stdout
    assert run.returncode == 0


def test_new_rule_passes_its_own_tests() -> None:
    run = podlint("new", "pod/untagged-image")
    assert run.stdout == (
        "rules/pod/untagged-image.yaml is written: change summary, each, when, require and the examples, then run\n"
        "  podlint test rules/pod/untagged-image.yaml\n"
    )
    for path in ("rules/pod/untagged-image.yaml", "rules"):
        run = podlint("test", path)
        assert (run.stdout, run.returncode) == ("2 examples, all as they say\n", 0)
    run = podlint("check", "--rules", "rules", "--select", "pod/untagged-image", "bad")
    assert run.returncode == 0


def test_new_rule_never_writes_over_another() -> None:
    write("rules/pod/mine.yaml", "precious")
    run = podlint("new", "pod/mine")
    assert (run.returncode, run.stderr) == (2, "podlint: rules/pod/mine.yaml exists already\n")
    assert Path("rules/pod/mine.yaml").read_text() == "precious"


@pytest.mark.parametrize(
    "name", ["mine", "pod/", "/mine", "pod/mine/too", "Pod/mine", "pod/all", "../x", "pod/mine.yaml"]
)
def test_new_rule_of_a_name_that_is_none(name: str) -> None:
    run = podlint("new", name)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"podlint: `{name}` is no name for a rule: TOPIC/ID, in lower case with hyphens\n"


def test_new_rule_where_none_can_be_written() -> None:
    write("file", "")
    run = podlint("new", "pod/mine", "--rules", "file")
    assert (run.returncode, run.stderr) == (2, "podlint: can't write file/pod/mine.yaml: not a directory\n")


def test_examples_that_are_not_what_they_say() -> None:
    podlint("new", "pod/mine")
    path = Path("rules/pod/mine.yaml")
    path.write_text(path.read_text().replace("image: nginx:1.27", "image: nginx"))
    run = podlint("test", "rules/pod/mine.yaml")
    assert run.returncode == 1
    assert (
        run.stdout
        == """\
rules/pod/mine.yaml:29:5: pod/mine good[0]: not marked `# finding`, but a finding points here
    manifest.yaml:6 |     - name: nginx
  > manifest.yaml:7 |       image: nginx
2 examples, 1 rules failed
"""
    )


def test_mark_that_nothing_points_at() -> None:
    podlint("new", "pod/mine")
    path = Path("rules/pod/mine.yaml")
    path.write_text(
        path.read_text().replace(
            "- name: nginx\n          image: nginx  # finding", "- name: nginx  # finding\n          image: nginx"
        )
    )
    run = podlint("test", "rules")
    assert [line.rpartition(": ")[2] for line in run.stdout.splitlines() if "bad[0]" in line] == [
        "marked `# finding`, but nothing points here",
        "not marked `# finding`, but a finding points here",
    ]


def test_test_of_a_rule_that_does_not_load() -> None:
    podlint("new", "pod/mine")
    path = Path("rules/pod/mine.yaml")
    path.write_text(path.read_text().replace("when: image", "when: imagge"))
    run = podlint("test", "rules/pod/mine.yaml")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("error: unknown variable `imagge`; did you mean `image`?\n")


def test_test_of_a_configuration_in_an_example_that_is_wrong() -> None:
    podlint("new", "pod/mine")
    with Path("rules/pod/mine.yaml").open("a", encoding="utf-8") as file:
        file.write("  - files: {.podlint.yaml: 'nodez: []', a.yaml: 'a: b'}\n")
    run = podlint("test", "rules")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("error: unknown key `nodez`; did you mean `nodes`?\n --> .podlint.yaml:1:1\n")


def test_test_of_a_path_that_does_not_exist() -> None:
    run = podlint("test", "nowhere")
    assert run.returncode == 2
    assert "'nowhere' does not exist" in run.stderr


def test_explain() -> None:
    run = podlint("explain", "undeclared-volume")
    assert run.stdout.startswith(
        "volume/undeclared-volume: A container mounts a volume that its pod does not declare\n"
    )
    assert "\nseverity error, confidence high\n" in run.stdout
    assert "error[undeclared-volume]: " in run.stdout
    assert "# finding" not in run.stdout
    for heading in (
        "An example, and what podlint says about it",
        "A form that is right",
        "When to ignore it",
        "References",
    ):
        assert f"\n{heading}\n" in run.stdout
    assert podlint("explain", "volume/undeclared-volume").stdout == run.stdout


def test_explain_parameters() -> None:
    assert "\nParameters\n" in podlint("explain", "client-ip-lost").stdout


def test_explain_rule_of_the_user() -> None:
    podlint("new", "pod/mine")
    assert podlint("explain", "--rules", "rules", "mine").stdout.startswith("pod/mine: A container runs an image")


def test_explain_unknown_rule() -> None:
    run = podlint("explain", "undeclared-volum")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "podlint: unknown rule `undeclared-volum`; did you mean `undeclared-volume`?\n"


def test_rules_in_three_formats() -> None:
    podlint("new", "pod/mine")
    path = Path("rules/pod/mine.yaml")
    path.write_text(
        path.read_text()
        + "enabled: false\nparams: {least: {type: integer, default: 3, description: A whole number.}}\n"
    )
    text = podlint("rules", "--rules", "rules").stdout.splitlines()
    listed = json.loads(podlint("rules", "--rules", "rules", "--output-format", "json").stdout)
    markdown = podlint("rules", "--rules", "rules", "--output-format", "markdown").stdout.splitlines()
    names = [f"{rule['topic']}/{rule['id']}" for rule in listed]
    assert names == sorted(names) == [line.split()[0] for line in text] == [line.split()[1] for line in markdown[2:]]
    mine = next(rule for rule in listed if rule["id"] == "mine")
    assert mine == {
        "id": "mine",
        "topic": "pod",
        "severity": "warning",
        "confidence": "medium",
        "enabled": False,
        "off": "off by default",
        "summary": "A container runs an image without a tag",
        "parameters": {"least": {"type": "integer", "default": 3}},
    }
    assert next(line for line in text if line.startswith("pod/mine ")).endswith("(off by default)")


def test_rules_say_why_they_do_not_run_here() -> None:
    write(".podlint.yaml", "ignore:\n  - volume/*\n")
    listed = json.loads(podlint("rules", "--output-format", "json").stdout)
    assert next(rule["off"] for rule in listed if rule["id"] == "undeclared-volume") == "ignored in .podlint.yaml:2:5"
    assert next(rule["off"] for rule in listed if rule["id"] == "client-ip-lost") is None
    lines = podlint("rules").stdout.splitlines()
    assert next(line for line in lines if "undeclared" in line).endswith("(ignored in .podlint.yaml:2:5)")
    assert "ignored in" not in podlint("rules", "--no-config").stdout


def test_facts() -> None:
    run = podlint("facts", "--kind", "Volume", "--kind", "Mount", "bad")
    assert [line.split()[:2] for line in run.stdout.splitlines()] == [
        ["bad/pod.yaml:11:20:", "Volume"],
        ["bad/pod.yaml:10:22:", "Mount"],
    ]
    assert (run.stderr, run.returncode) == ("", 0)


def test_facts_in_json() -> None:
    rows = json.loads(podlint("facts", "--kind", "Container", "--output-format", "json", "bad").stdout)
    assert [(row["kind"], row["place"], row["name"], row["role"]) for row in rows] == [
        ("Container", "bad/pod.yaml:6:13", "nginx", "main")
    ]


def test_all_facts() -> None:
    kinds = {line.split()[1] for line in podlint("facts", "bad").stdout.splitlines()}
    assert {"Object", "Pod", "Container", "Volume", "Mount"} <= kinds


def test_facts_of_an_unknown_kind() -> None:
    run = podlint("facts", "--kind", "Contaner", "bad")
    assert (run.returncode, run.stderr) == (2, "podlint: unknown fact `Contaner`; did you mean `Container`?\n")


def test_facts_of_nothing() -> None:
    Path("empty").mkdir()
    run = podlint("facts", "empty")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "podlint: nothing to lint: no Kubernetes object in empty (no files)\n"
