"""podlint finds its rules and schemas however it got there: wheel, sdist, editable install and plain checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from podlint import __version__
from podlint.rule.trusted import shipped_heads

ROOT = Path(__file__).parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
# Nothing comes from the network: the backend and the dependencies are those of the environment that runs the tests.
OFFLINE = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
MANIFEST = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: nginx
      image: nginx:1.27
      volumeMounts: [{name: shareddata, mountPath: /data}]
"""
MISSPELT = "rules: {undeclared-volume: {severty: info}}\n"


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """What a command prints to standard output; its imports come from where it is installed, not from this checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    with tarfile.open(folder / f"podlint-{__version__}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder / f"podlint-{__version__}"


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", *OFFLINE, "--wheel-dir", folder, source, cwd=folder)
    return folder / f"podlint-{__version__}-py3-none-any.whl"


def install(folder: Path, *what: str | Path) -> Path:
    """A virtual environment with podlint in it; its other packages are those that run the tests."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=ROOT)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = folder / scripts / "python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (packages / "running.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    run(*PIP, "--python", python, "install", *OFFLINE, *what, cwd=folder)
    return folder / scripts / "podlint"


@pytest.fixture(scope="module", params=["wheel", "editable", "checkout"])
def podlint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
    """The command that runs podlint, for each way to get it."""
    if request.param == "wheel":
        return [install(tmp_path_factory.mktemp("venv"), request.getfixturevalue("wheel"))]
    source = request.getfixturevalue("source")
    if request.param == "editable":
        return [install(tmp_path_factory.mktemp("venv"), "--editable", source)]
    code = f"import sys; sys.path.insert(0, {str(source)!r}); from podlint.cli import main; main()"
    return [sys.executable, "-c", code]


def test_check(podlint: list[str | Path], tmp_path: Path) -> None:
    (tmp_path / "pod.yaml").write_text(MANIFEST, encoding="utf-8")
    out = run(*podlint, "check", "--output-format", "concise", cwd=tmp_path, code=1)
    assert out.startswith("pod.yaml:8:29: error undeclared-volume ")


def test_rules(podlint: list[str | Path], tmp_path: Path) -> None:
    listed = {line.split()[0] for line in run(*podlint, "rules", cwd=tmp_path).splitlines()}
    assert listed == {
        path.relative_to(ROOT / "rules").with_suffix("").as_posix() for path in ROOT.glob("rules/*/*.yaml")
    }


def test_schemas(podlint: list[str | Path], tmp_path: Path) -> None:
    """A configuration is checked against its schema, which is read from where it was installed."""
    (tmp_path / "pod.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / ".podlint.yaml").write_text(MISSPELT, encoding="utf-8")
    assert run(*podlint, "check", cwd=tmp_path, code=2) == ""


def test_version(podlint: list[str | Path], tmp_path: Path) -> None:
    assert run(*podlint, "--version", cwd=tmp_path) == f"podlint {__version__}\n"


MADE = {"podlint/py.typed", "podlint/rule-heads.json", "podlint/build"}


def test_wheel_holds_what_runs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        notices = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
    code = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("podlint/**/*.py")}
    data = {
        f"podlint/{path.relative_to(ROOT).as_posix()}" for path in (*ROOT.glob("rules/*/*"), *ROOT.glob("schemas/**/*"))
    }
    assert names == code | {name for name in data if "." in name} | MADE
    assert notices == {"LICENSE"}


def test_wheel_spares_runs_to_read_rules_as_yaml(wheel: Path, tmp_path: Path) -> None:
    """What it holds of the rules is what would be read; a run that judges plain YAML imports no parser."""
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("podlint/rule-heads.json").decode() == shipped_heads(str(ROOT / "rules"))
    python = install(tmp_path / "venv", wheel).with_name("python")
    report = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    program = f"{report}; from podlint.cli import main; main()"
    (tmp_path / "map.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n", encoding="utf-8")
    arguments = ["-c", program, "check", "--no-cache", "map.yaml"]
    done = subprocess.run([python, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "podlint.engine" in done.stderr.split()
    assert "ruamel.yaml" not in done.stderr.split()


def test_wheels_that_differ_are_told_apart(source: Path, wheel: Path, tmp_path: Path) -> None:
    """What an earlier run found is kept for one of them alone, whatever its version says."""
    other = Path(shutil.copytree(source, tmp_path / "other"))
    with (other / "podlint" / "engine.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    run(*PIP, "wheel", *OFFLINE, "--wheel-dir", tmp_path, other, cwd=tmp_path)
    builds = set()
    for made in (wheel, tmp_path / wheel.name):
        with zipfile.ZipFile(made) as archive:
            builds.add(archive.read("podlint/build"))
    assert len(builds) == 2


def test_editable_install_follows_the_checkout(source: Path, tmp_path: Path) -> None:
    command = install(tmp_path / "venv", "--editable", source)
    rule = source / "rules" / "volume" / "undeclared-volume.yaml"
    text = rule.read_text(encoding="utf-8")
    try:
        rule.write_text(text.replace("summary: ", "summary: Changed. ", 1), encoding="utf-8")
        assert "Changed. A container mounts" in run(command, "rules", cwd=tmp_path)
    finally:
        rule.write_text(text, encoding="utf-8")
