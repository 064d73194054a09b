"""Streams, colours, signals and bugs: however a run ends, it says so with its exit code and without a traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from podlint_runs import BAD, GOOD, PROGRAM, Run, environment, podlint, process, run_with, without_seconds, write

from podlint.report import FORMATS

CONCISE = ("check", "--select", "undeclared-volume", "--output-format", "concise")
ESCAPE = "\x1b["
LONGEST_SECONDS = 120


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write("bad/pod.yaml", BAD)
    write("good/pod.yaml", GOOD)
    return tmp_path


def shell(command: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Runs a command line of bash in which $podlint is the program."""
    run = {"podlint": " ".join(PROGRAM)} | extra
    return subprocess.run(
        ["bash", "-c", command], env=environment(**run), capture_output=True, encoding="utf-8", check=False
    )


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Runs the program with a part of it replaced. It minds SIGINT even where the tests run in the background."""
    mindful = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{mindful}\n{code}\nmain()"]
    return subprocess.run(
        command, env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=LONGEST_SECONDS
    )


def test_reader_that_goes_away() -> None:
    """More than a pipe holds, so that the write must fail."""
    for number in range(600):
        write(f"many/{number}-{'x' * 100}.yaml", BAD)
    run = shell(f"$podlint {' '.join(CONCISE)} many | head -1; echo ${{PIPESTATUS[0]}}")
    first, code = run.stdout.splitlines()
    assert first.startswith("many/0-xxx")
    assert code == "1"
    assert run.stderr.splitlines()[-1] == "exit 1: 600 errors at or above --fail-on=warning"
    assert len(run.stderr.splitlines()) == 2


def test_reader_of_errors_that_goes_away() -> None:
    run = shell(f"$podlint {' '.join(CONCISE)} bad 2> >(exec true); echo $?")
    assert run.stdout.splitlines()[-1] == "1"
    assert run.stderr == ""


@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1)])
def test_closed_output(closed: str, code: int) -> None:
    assert shell(f"$podlint {' '.join(CONCISE)} bad {closed}").returncode == code


def test_closed_input() -> None:
    run = shell("$podlint check - <&-")
    assert run.returncode == 2
    assert run.stderr.startswith("podlint: -: standard input is closed\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", ["check good", "--help", "--version"])
def test_full_disk(arguments: str) -> None:
    run = shell(f"$podlint {arguments} > /dev/full")
    assert run.returncode == 2
    assert run.stderr == "podlint: can't write the output: no space left on device\n"


@pytest.mark.parametrize(
    ("variables", "arguments", "colored"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, (), True),
        ({"CLICOLOR_FORCE": "1"}, (), True),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({}, ("--color", "always"), True),
    ],
)
def test_color(variables: dict[str, str], arguments: tuple[str, ...], colored: bool) -> None:
    run = run_with(["check", "--select", "undeclared-volume", *arguments, "bad"], ".", environment(**variables))
    assert (ESCAPE in run.stdout) == colored


def test_color_of_errors() -> None:
    arguments = ["check", "--select", "x"]
    assert ESCAPE in run_with(arguments, ".", environment(FORCE_COLOR="1")).stderr
    assert ESCAPE not in run_with(arguments, ".", environment(NO_COLOR="1")).stderr


@pytest.mark.parametrize("output_format", [name for name in FORMATS if name not in ("text", "concise")])
def test_formats_for_machines(output_format: str) -> None:
    """No colour; the summary and all else goes to standard error; the exit code is that of any format."""
    write("odd/pod.yaml", f"{BAD}---\na: b: c\n")
    for folder, missing, code in [("bad", [], 1), ("good", [], 0), ("odd", ["no/such/file"], 2)]:
        run = podlint("check", "--color", "always", "--output-format", output_format, folder, *missing)
        assert run.returncode == code
        assert ESCAPE not in run.stdout
        assert "rules, " not in run.stdout
        assert "rules, " in run.stderr
        assert ("no such file" in run.stderr) == bool(missing)


def test_output_that_the_encoding_cannot_show() -> None:
    write("bad/pod.yaml", BAD.replace("name: data", "name: dätä ✓"))
    run = process(*CONCISE, "bad", env={"PYTHONIOENCODING": "ascii"})
    assert r"mounts volume `d\xe4t\xe4 \u2713`" in run.stdout
    assert run.returncode == 1
    assert "`dätä ✓`" in podlint(*CONCISE, "bad").stdout


def test_interrupt() -> None:
    run = python(
        "import signal, podlint.lint\n"
        "import sys; sys.argv = ['podlint', 'check']\n"
        "from podlint.cli import main\n"
        "podlint.lint.read_inputs = lambda *_: signal.raise_signal(signal.SIGINT)\n"
    )
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "\n")


def test_interrupt_ends_a_big_run_at_once() -> None:
    """The signal comes while files are read, of which there are enough for minutes; nothing is printed after it."""
    code = (
        "import os, signal, podlint.inputs as inputs\n"
        "import sys; sys.argv = ['podlint', 'check', *['bad', 'good'] * 2]\n"
        "from podlint.cli import main\n"
        "from podlint.files import Found\n"
        "real = inputs.read_bytes\n"
        "seen = []\n"
        "def read(name, *rest):\n"
        "    seen.append(name)\n"
        "    if len(seen) == 50:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    assert len(seen) < 60\n"
        "    return real(name, *rest)\n"
        "inputs.read_bytes = read\n"
        "inputs.find_files = lambda *_, **__: Found(('bad/pod.yaml',) * 10_000_000, (), ())\n"
    )
    run = python(code)
    assert run.returncode in (130, 128 + signal.SIGINT)
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


def test_hash_seeds_change_nothing() -> None:
    for number in range(6):
        write(f"many/{number}.yaml", BAD.replace("name: web", f"name: web-{number}"))
    write("many/broken.yaml", "a: b: c\n")
    arguments = ("check", "--select", "all", "--statistics", "--verbose", "--output-format", "json", "many")
    runs = [process(*arguments, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    first, second = ([line for line in run.stdout.splitlines() if '"seconds"' not in line] for run in runs)
    assert first == second
    assert without_seconds(runs[0].stderr) == without_seconds(runs[1].stderr)
    assert runs[0].returncode == runs[1].returncode == 1


def test_interrupt_of_a_run_that_waits_for_its_input() -> None:
    """The first byte of the answer shows that the program runs: it interrupts itself once it has begun to read."""
    code = (
        "import os, signal, sys, podlint.files.contents as contents\n"
        "class Waiting:\n"
        "    class buffer:\n"
        "        @staticmethod\n"
        "        def read(_):\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "            signal.pause()\n"
        "sys.stdin = Waiting\n"
        "sys.argv = ['podlint', 'check', '-']\n"
        "from podlint.cli import main\n"
    )
    assert python(code).returncode == 128 + signal.SIGINT


BROKEN_EXTRACTOR = """\
import sys
from podlint import facts
from podlint.cli import main
from podlint.facts.volumes import Volume
def broken(_):
    raise IndexError("list index out of range")
facts.EXTRACTORS = {{**facts.EXTRACTORS, {kind}: broken}}
sys.argv = ["podlint", *{arguments}]
"""


def test_broken_extractor_costs_no_other_findings() -> None:
    write("mixed/pod.yaml", "a: b: c\n")
    arguments = [*CONCISE[:2], "duplicate-key,unreadable-yaml,undeclared-volume", *CONCISE[3:], "mixed", "bad"]
    run = python(BROKEN_EXTRACTOR.format(kind="Volume", arguments=arguments))
    assert run.returncode == 2
    assert [line.split()[2] for line in run.stdout.splitlines()] == ["unreadable-yaml"]
    assert run.stderr.splitlines()[1] == (
        "internal: rule undeclared-volume failed: IndexError while working out Mount: list index out of range"
    )


def test_bug_anywhere_else_is_told_in_a_line() -> None:
    code = BROKEN_EXTRACTOR.format(kind="facts.Object", arguments=["check", "bad"])
    run = python(
        code.replace("from podlint.facts.volumes import Volume", "from podlint.facts.objects import Object").replace(
            "facts.Object", "Object"
        )
    )
    assert run.returncode == 2
    assert run.stderr.startswith("internal: IndexError: list index out of range (")
    assert run.stderr.endswith("; this is a bug in podlint\n")
    assert len(run.stderr.splitlines()) == 1


HOSTILE = {
    "deep": "a: " + "[" * 100_000,
    "open": "{" * 100_000,
    "aliases": "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9 if n else '1'}]" for n in range(12)),
    "zeros": "\x00" * 10_000,
    "separators": "---\n" * 60_000,
    "types": "apiVersion: [1]\nkind: {a: b}\nmetadata: 7\nspec: yes\n",
    "pod of the wrong types": (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: [a], labels: x, annotations: [1]}\n"
        "spec: {containers: [1, {name: {}, image: [], volumeMounts: {a: b}, env: 7, ports: [[]], command: {}}],"
        " volumes: [{name: 1, hostPath: x}, 3], initContainers: {a: b}, nodeSelector: 7}\n"
    ),
    "service of the wrong types": (
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: [a], ports: {a: b}, type: 7}\n"
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: [], replicas: many}\n"
    ),
    "escapes": 'apiVersion: v1\nkind: Pod\nmetadata: {name: "\\e[31m\\u202e"}\nspec: {containers: [{name: "\\a"}]}\n',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("output_format", FORMATS)
def test_hostile_manifest(name: str, output_format: str) -> None:
    write("hostile/a.yaml", HOSTILE[name])
    write("hostile/pod.yaml", BAD)
    run = podlint("check", "--select", "all", "--output-format", output_format, "hostile")
    assert run.returncode == 1
    assert "undeclared-volume" in run.stdout
    assert "internal" not in run.stderr
    assert "\x1b" not in run.stdout


OWN_FILES = {
    "nothing": "",
    "zeros": "\x00" * 10_000,
    "deep": "a: " + "[" * 100_000,
    "list": "- " * 90,
    "aliases": HOSTILE["aliases"],
    "template": "a: {{ b }}\n",
    "keys": "\n".join(f"key{number}: {number}" for number in range(3000)),
    "escapes": '"\\e[31m": "\\e[31m"\n',
}


@pytest.mark.parametrize("name", OWN_FILES)
def test_hostile_rule(name: str) -> None:
    write("mine/pod/rule.yaml", OWN_FILES[name])
    _refused(podlint("check", "--rules", "mine", "good"))
    _refused(podlint("test", "mine"))


@pytest.mark.parametrize("name", [name for name in OWN_FILES if name != "nothing"])
def test_hostile_configuration(name: str) -> None:
    write(".podlint.yaml", OWN_FILES[name])
    _refused(podlint("check", "good"))


def _refused(run: Run) -> None:
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(("error: ", "podlint: "))
    assert len(run.stderr) < 20_000
    assert "\x1b" not in run.stderr
