"""podlint init: what it finds in a repository, what it proposes, and that it writes over nothing."""

from pathlib import Path

import pytest
from podlint_runs import BAD, GOOD, podlint, write

from podlint.config import texts
from podlint.config.file import parse_config


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def written() -> str:
    text = Path(".podlint.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "config.schema.json" in text.splitlines()[0]
    return text


def test_folders_with_manifests_charts_and_kustomizations() -> None:
    write("k8s/web/pod.yaml", BAD)
    write("deploy/pod.yaml", GOOD)
    write("docs/values.yaml", "a: b\n")
    write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
    write("charts/web/templates/web.yaml", "kind: {{ .Values.kind }}\n{{- if .x }}\n")
    write("deploy/prod/kustomization.yaml", "resources: [../base]\n")
    write("deploy/base/kustomization.yaml", "resources: [pod.yaml]\n")
    run = podlint("init")
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == ".podlint.yaml is written."
    assert lines[1].startswith("podlint check   # finds 1 error")
    assert lines[2] == "podlint baseline create   # accepts these, so that only new ones fail"
    config = parse_config(".podlint.yaml", written().encode())
    assert texts(config.paths) == ["deploy", "k8s"]
    assert texts(config.exclude) == ["/charts/web/templates/"]
    assert "#   helm template charts/web | podlint check -\n" in written()
    assert "#   kustomize build deploy/prod | podlint check -\n" in written()
    assert "deploy/base |" not in written()
    assert podlint("check").returncode == 1
    assert podlint("config", "validate").returncode == 0


def test_manifests_at_the_root() -> None:
    write("pod.yaml", GOOD)
    write("k8s/pod.yaml", GOOD)
    run = podlint("init")
    assert run.stdout == ".podlint.yaml is written.\npodlint check   # finds nothing now\n"
    assert texts(parse_config("c", written().encode()).paths) == ["."]


def test_nothing_here() -> None:
    run = podlint("init")
    assert (run.returncode, run.stderr) == (0, "note: no Kubernetes manifest was found here\n")
    assert texts(parse_config("c", written().encode()).paths) == ["."]


def test_nothing_is_written_over_but_with_force() -> None:
    write("pod.yaml", GOOD)
    write(".podlint.yaml", "exlude: precious\n")
    run = podlint("init")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "podlint: .podlint.yaml exists already; --force writes it anew\n"
    assert Path(".podlint.yaml").read_text() == "exlude: precious\n"
    assert podlint("init", "--force").returncode == 0
    assert "fail-on: warning" in written()
