"""The GitHub Action and the snippets of docs/integrations.md, run as far as they run without their platforms."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from podlint.reading import Mapping, read_source

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
INSTALL = 'pip install --quiet "git+https://git.example.com/podlint@v0.1.0"'
_SNIPPET = re.compile(r"<!-- script: (\w+) -->\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")

BROKEN = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts: [{name: data, mountPath: /data}]
"""


class Run(NamedTuple):
    code: int
    output: str


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a broken manifest, in which `podlint` and `pip` are on the PATH; this pip installs nothing."""
    folder = tmp_path / "work"
    programs = tmp_path / "programs"
    for path, text in {"k8s/pod.yaml": BROKEN, "more/with space.yaml": BROKEN.replace("web", "two")}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    _program(programs / "pip", "true")
    _program(programs / "podlint", f'exec env PYTHONPATH="{ROOT}" "{sys.executable}" -m podlint "$@"')
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)
    return folder


def _program(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{line}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def bash(script: str, **variables: str) -> Run:
    """As GitHub calls it for `shell: bash`."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(
        command,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout)


def yaml(text: str) -> Mapping:
    value = read_source("snippet.yaml", text.encode()).documents[0].value
    assert isinstance(value, Mapping)
    return value


ACTION = yaml((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, Any] = {step["name"]: step for step in ACTION["runs"]["steps"]}


def lint(project: Path, **inputs: str) -> tuple[Run, dict[str, str], str]:
    """The action's own step in the environment that Actions sets: the run, its outputs and the job's summary."""
    runner = project.parent / "runner"
    _program(runner / "podlint" / "bin" / "podlint", 'exec podlint "$@"')
    output, summary = runner / "output", runner / "summary.md"
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    step = STEPS["Lint"]
    variables = {name: _INPUT.sub(lambda found: given[found[1]], text) for name, text in step["env"].items()}
    variables |= {"GITHUB_ACTIONS": "true", "CI": "true", "RUNNER_TEMP": str(runner), "NO_COLOR": "1"}
    variables |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    run = bash(step["run"], **variables)
    outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    return run, outputs, summary.read_text(encoding="utf-8") if summary.exists() else ""


def test_action_tells_its_findings_three_times(project: Path) -> None:
    run, outputs, summary = lint(project)
    assert (run.code, outputs) == (1, {"exit-code": "1"})
    assert "error[undeclared-volume]" in run.output
    assert re.search(r"^::error file=k8s/pod\.yaml,line=8,", run.output, re.MULTILINE)
    assert "undeclared-volume" in summary


def test_action_takes_paths_with_spaces_and_options(project: Path) -> None:
    run, outputs, _ = lint(project, paths="more/with space.yaml\n", args="--fail-on=never\n--output-format=concise\n")
    assert (run.code, outputs) == (0, {"exit-code": "0"})
    assert "more/with space.yaml:8:" in run.output
    assert "k8s/pod.yaml" not in run.output


def test_action_writes_sarif(project: Path) -> None:
    run, _, _ = lint(project, sarif="out.sarif", args="--exit-zero")
    assert run.code == 0
    [found] = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"]
    assert len(found["results"]) == 2


@pytest.mark.parametrize("hostile", ["$(touch ran)", "`touch ran`", "a; touch ran", '"; touch ran; "'])
def test_action_runs_nothing_of_its_inputs(project: Path, hostile: str) -> None:
    run, outputs, _ = lint(project, paths=hostile)
    assert outputs == {"exit-code": "2"}, run.output
    assert not Path("ran").exists()


def test_action_never_puts_an_input_into_a_script() -> None:
    assert [step["name"] for step in STEPS.values() if "${{" in step["run"]] == []


def test_action_installs_itself(project: Path) -> None:
    """Up to what pip would do, which the tests of the package try."""
    _program(project.parent / "programs" / "python3", 'mkdir -p "$3/bin"; ln -sf "$(command -v pip)" "$3/bin/pip"')
    _program(project.parent / "programs" / "pip", 'echo "$@"')
    run = bash(STEPS["Install podlint"]["run"], RUNNER_TEMP=str(project / "temp"), GITHUB_ACTION_PATH=str(ROOT))
    assert run == (0, f"install --quiet --disable-pip-version-check {ROOT}\n")
    assert (ROOT / "pyproject.toml").exists()


SNIPPETS = {name: yaml(text) for name, text in _SNIPPET.findall(PAGE)}


def test_gitlab(project: Path) -> None:
    job = SNIPPETS["gitlab"]["podlint"]
    assert INSTALL in job["script"]
    run = bash("\n".join(job["script"]), GITLAB_CI="true", CI="true", CI_PROJECT_DIR=str(project))
    assert run.code == 1
    [entry] = json.loads(Path(job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert entry["location"]["path"] == "k8s/pod.yaml"


def test_jenkins(project: Path) -> None:
    [groovy] = [text for language, text in _BLOCK.findall(PAGE) if language == "groovy"]
    assert groovy.count("{") == groovy.count("}")
    script = groovy.split("sh '''")[1].split("'''")[0]
    _program(project.parent / "programs" / "python3", 'mkdir -p "$3/bin"; ln -sf $(command -v pip podlint) "$3/bin/"')
    assert INSTALL in script
    run = bash(script)
    assert run.code == 1
    for pattern in re.findall(r"(?:testResults|pattern): '([^']+)'", groovy):
        assert Path(pattern).read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(("path", "code"), [("k8s", 1), ("nowhere", 2)])
def test_tekton(project: Path, path: str, code: int) -> None:
    spec = SNIPPETS["tekton"]["spec"]
    [step] = spec["steps"]
    [result] = spec["results"]
    script = step["script"].replace(f"$(results.{result['name']}.path)", str(project / "result"))
    assert INSTALL in script
    assert "$(params" not in script, "parameters go through the environment: within the script they would be code"
    Path("script").write_text(script, encoding="utf-8")
    Path("script").chmod(0o755)
    run = bash("./script", LINT_PATH=path)
    assert (run.code, Path("result").read_text(encoding="utf-8")) == (code, str(code))


def test_argo(project: Path) -> None:
    [template] = SNIPPETS["argo"]["spec"]["templates"]
    [report] = template["outputs"]["artifacts"]
    source = template["script"]["source"]
    assert INSTALL in source
    run = bash(source.replace(report["path"], str(project / "report.sarif")))
    assert run.code == 1
    assert json.loads(Path("report.sarif").read_text(encoding="utf-8"))["runs"]


def shown() -> Iterator[str]:
    return (text for language, text in _BLOCK.findall(PAGE) if language == "yaml")


def test_every_snippet_is_yaml() -> None:
    texts = list(shown())
    assert len(texts) > 4
    for text in texts:
        assert read_source("snippet.yaml", text.encode()).unreadable == ()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["tekton", "argo"])
def test_podlint_has_nothing_against_its_own_snippets(name: str) -> None:
    text = dict(_SNIPPET.findall(PAGE))[name]
    Path("snippet.yaml").write_text(text, encoding="utf-8")
    assert bash("podlint check snippet.yaml").code == 0
