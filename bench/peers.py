"""The other tools: where they are found, how they are installed, how they are called."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kubeconform_schemas import schemas_folder

BUILT = Path(__file__).resolve().parent.parent / "build" / "bench"
BINARIES = BUILT / "bin"
CHECKOV = BUILT / "checkov"


@dataclass(frozen=True, slots=True)
class Peer:
    """`command` is the command line for a file or folder; `missing` says why the peer is not here."""

    name: str
    version: str
    command: Callable[[Path], list[str]]
    missing: str = ""
    takes_large: bool = True


def peers(*, with_checkov: bool) -> list[Peer]:
    checkov = _checkov() if with_checkov else Peer("checkov", "", lambda _: [], "left out by --no-checkov")
    return [_kubeconform(), _kube_score(), _kube_linter(), checkov]


def _kubeconform() -> Peer:
    binary, missing = _go("kubeconform", "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0")
    schemas = f"{schemas_folder()}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json" if not missing else ""
    options = ["-n", "2", "-strict", "-ignore-missing-schemas", "-schema-location", schemas]
    return Peer("kubeconform -n 2", "v0.7.0", lambda path: [binary, *options, str(path)], missing)


def _kube_score() -> Peer:
    binary, missing = _go("kube-score", "github.com/zegl/kube-score/cmd/kube-score@latest")
    version = _said([binary, "version"]) if not missing else ""
    return Peer("kube-score", version, lambda path: [binary, "score", *_files(path)], missing, takes_large=False)


def _kube_linter() -> Peer:
    binary, missing = _go("kube-linter", "golang.stackrox.io/kube-linter/cmd/kube-linter@latest")
    version = _said([binary, "version"]) if not missing else ""
    return Peer("kube-linter", version, lambda path: [binary, "lint", str(path)], missing, takes_large=False)


def _checkov() -> Peer:
    program = CHECKOV / "bin" / "checkov"
    if not program.exists():
        venv.create(CHECKOV, with_pip=True)
        subprocess.run([str(CHECKOV / "bin" / "pip"), "install", "--quiet", "checkov"], check=False)
    missing = "" if program.exists() else "not to be had from the package index"
    options = ["--framework", "kubernetes", "--quiet", "--compact", "--skip-download"]
    version = _said([str(program), "--version"]) if not missing else ""
    return Peer("checkov", version, lambda path: [str(program), *options, _how(path), str(path)], missing, False)


def _how(path: Path) -> str:
    return "-f" if path.is_file() else "-d"


def _go(name: str, module: str) -> tuple[str, str]:
    """The program of a Go module and why it is missing, built where there is a Go toolchain."""
    binary = BINARIES / name
    if binary.exists():
        return str(binary), ""
    if found := shutil.which(name):
        return found, ""
    if not shutil.which("go"):
        return "", "no Go toolchain"
    BINARIES.mkdir(parents=True, exist_ok=True)
    print(f"building {name} ...", file=sys.stderr)
    environment = {**os.environ, "GOBIN": str(BINARIES)}
    done = subprocess.run(["go", "install", module], env=environment, capture_output=True, text=True, check=False)
    said = (done.stderr.splitlines() or ["?"])[-1][-120:]
    return str(binary), "" if done.returncode == 0 else f"does not build: {said}"


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout.strip().splitlines() or ["?"])[0][:60]


def _files(path: Path) -> list[str]:
    return [str(file) for file in sorted(path.rglob("*.yaml"))] if path.is_dir() else [str(path)]
