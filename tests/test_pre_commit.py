"""The hook as pre-commit really runs it: podlint is installed from a repository, commits are made in another."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
INSTALLED = (".ci", "podlint", "rules", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports: [{name: http, containerPort: 8080}]
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
"""
BROKEN_SERVICE = SERVICE.replace("targetPort: http", "targetPort: web")
ELSEWHERE = SERVICE.replace("name: web", "name: old").replace("targetPort: http", "targetPort: gone")
VALUES = "replicas: 3\nfeatures: [a, b]\n"


class Run(NamedTuple):
    code: int
    output: str


def run(folder: Path, *command: str) -> Run:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PODLINT_"))}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return Run(done.returncode, done.stdout)


def git(folder: Path, *arguments: str) -> Run:
    done = run(folder, "git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", *arguments)
    assert done.code == 0, done.output
    return done


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """podlint as it stands here, in a repository that hooks can be taken from."""
    folder = tmp_path_factory.mktemp("podlint")
    for name in INSTALLED:
        path = ROOT / name
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--force", ".")
    git(folder, "commit", "--quiet", "--message=podlint")
    return folder


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs, once for all tests."""
    folder = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("PRE_COMMIT_HOME", str(folder))
    return folder


class Repository:
    """A repository with the hook, its manifests committed without it."""

    def __init__(self, folder: Path, source: Path, settings: Sequence[str] = ()) -> None:
        self.folder = folder
        git(folder, "init", "--quiet")
        revision = git(source, "rev-parse", "HEAD").output.strip()
        lines = ("- id: podlint", *(f"  {line}" for line in settings), "- id: podlint-config")
        hook = "".join(f"\n        {line}" for line in lines)
        config = f"repos:\n  - repo: {source.as_uri()}\n    rev: {revision}\n    hooks:{hook}\n"
        self.write(".pre-commit-config.yaml", config)
        self.write("k8s/deployment.yaml", DEPLOYMENT)
        self.write("k8s/service.yaml", SERVICE)
        self.write("old/service.yaml", ELSEWHERE)
        self.write("old/deployment.yaml", DEPLOYMENT)
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message=first")
        assert run(folder, *PRE_COMMIT, "install").code == 0

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> Run:
        git(self.folder, "add", ".")
        identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
        return run(self.folder, "git", *identity, "commit", "--message=change")

    def all_files(self) -> Run:
        return run(self.folder, *PRE_COMMIT, "run", "--all-files")


def test_a_commit_of_the_service_alone_is_judged_with_the_deployment(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    repository.write("k8s/service.yaml", BROKEN_SERVICE)
    done = repository.commit()
    assert done.code == 1
    assert "error[service-port-unmatched]" in done.output
    assert "::: k8s/deployment.yaml:12" in done.output, done.output
    assert "old/service.yaml" not in done.output, "what the commit does not touch is none of its business"
    repository.write("k8s/service.yaml", SERVICE.replace("name: web,", "name: front,"))
    assert repository.commit().code == 0


def test_a_commit_of_the_evidence_counts_too(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    repository.write("k8s/deployment.yaml", DEPLOYMENT.replace("name: http", "name: web"))
    done = repository.commit()
    assert done.code == 1
    assert "--> k8s/service.yaml:6" in done.output


def test_yaml_that_is_no_manifest_is_green(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    repository.write("values.yaml", VALUES)
    done = repository.commit()
    assert (done.code, "podlint" in done.output, "Passed" in done.output) == (0, True, True)


def test_a_repository_without_manifests_is_green(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    git(tmp_path, "rm", "-r", "--quiet", "k8s", "old")
    repository.write("values.yaml", VALUES)
    assert repository.commit().code == 0


def test_all_files(tmp_path: Path, source: Path) -> None:
    done = Repository(tmp_path, source).all_files()
    assert done.code == 1
    assert done.output.count("error[service-port-unmatched]") == 1
    assert "--> old/service.yaml:6" in done.output


def test_args_of_the_user_do_not_change_what_the_hook_is(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source, ["args: [--fail-on=never]"])
    repository.write("k8s/service.yaml", BROKEN_SERVICE)
    done = repository.commit()
    assert done.code == 0
    assert repository.all_files().code == 0


@pytest.mark.parametrize("setting", ["exclude: ^k8s/", "files: ^other/"])
def test_files_and_exclude_of_the_user_hold(tmp_path: Path, source: Path, setting: str) -> None:
    repository = Repository(tmp_path, source, [setting])
    repository.write("k8s/service.yaml", BROKEN_SERVICE)
    assert repository.commit().code == 0


def test_the_configured_paths_say_what_is_read(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    repository.write(".podlint.yaml", "paths: [old]\n")
    repository.write("k8s/service.yaml", BROKEN_SERVICE)
    assert repository.commit().code == 0
    repository.write("old/service.yaml", ELSEWHERE + "# touched\n")
    assert repository.commit().code == 1


def test_a_mistake_in_the_configuration_stops_the_commit(tmp_path: Path, source: Path) -> None:
    repository = Repository(tmp_path, source)
    repository.write(".podlint.yaml", "paths: [k8s]\nselect: [default]\n")
    assert repository.commit().code == 0
    repository.write(".podlint.yaml", "paths: [k8s]\nexlude: [old]\n")
    done = repository.commit()
    assert done.code == 1
    assert ".podlint.yaml:2:1" in done.output
    assert "did you mean `exclude`?" in done.output


def test_batches_say_together_what_one_run_says(tmp_path: Path, source: Path) -> None:
    """pre-commit splits long lists of names; each part reports its own findings against the whole project."""
    repository = Repository(tmp_path, source)
    names = ["k8s/deployment.yaml", "k8s/service.yaml", "old/service.yaml"]
    repository.write("k8s/service.yaml", BROKEN_SERVICE)
    check = [sys.executable, "-m", "podlint", "check", "--focus", "--output-format", "concise"]

    def lines(*files: str) -> set[str]:
        found = run(tmp_path, "env", f"PYTHONPATH={ROOT}", *check, *files).output.splitlines()
        return {line for line in found if ": error " in line}

    assert lines(*names) == set().union(*(lines(name) for name in names))
    assert len(lines(*names)) == 2
