"""Runs of the program, and a few manifests for them."""

import gc
import io
import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from podlint.cli import main

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-m", "podlint"]
FOREIGN = ("PODLINT_", "GITHUB_", "CI_")
COLORS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM")

BAD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: nginx
      image: nginx:1.27
      volumeMounts:
        - name: data
          mountPath: /data
  volumes: [{name: date, emptyDir: {}}]
"""
GOOD = BAD.replace("name: date", "name: data")
WARNING = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: wbe}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: nginx, image: "nginx:1.27"}]
"""


def environment(**extra: str) -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if name not in COLORS and not name.startswith(FOREIGN)
    }
    return inherited | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"} | extra


class Run(NamedTuple):
    stdout: str
    stderr: str
    returncode: int


def podlint(*arguments: str, cwd: str | os.PathLike[str] = ".", stdin: str = "") -> Run:
    """One run within this process, which saves the time it takes to start another."""
    return run_with(list(arguments), cwd, environment(), stdin)


def run_with(arguments: list[str], cwd: str | os.PathLike[str], variables: dict[str, str], stdin: str = "") -> Run:
    """The same with an environment of its own."""
    out, err = io.StringIO(), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    with (
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.multiple(sys, argv=["podlint", *arguments], stdin=given),
        mock.patch.dict(os.environ, variables, clear=True),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        finally:
            gc.enable()  # unlike the program the tests go on
    assert isinstance(code, int)
    return Run(out.getvalue(), err.getvalue(), code)


def process(*arguments: str, env: dict[str, str] | None = None) -> Run:
    """One run in a process of its own; what it prints is decoded as UTF-8."""
    run = subprocess.run(
        [*PROGRAM, *arguments], env=environment(**(env or {})), capture_output=True, encoding="utf-8", check=False
    )
    return Run(run.stdout, run.stderr, run.returncode)


def write(path: str | os.PathLike[str], text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def without_seconds(text: str) -> str:
    """The text with the time in its summary as 0.00 s."""
    return re.sub(r"\d+\.\d\d s\)", "0.00 s)", text)
