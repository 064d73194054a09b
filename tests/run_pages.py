"""The pages of tests/runs: files, commands and exactly what they print. `make documents` writes what they print now.

A page runs in a copy of tests/runs/shop. A block after a line that ends in "`path`:" is a file, written when its turn
comes. Of a console block each line that starts with `$ ` is a command. Below it stands what it prints: standard output,
after `[standard error]` what goes there, and the exit code.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from podlint_runs import run_with

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "runs"
PROJECT = FOLDER / "shop"

_PART = re.compile(r"(?:`(?P<path>[^`\n]+)`:\n+)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# How long it took, which is never the same: in words, and in formats for machines.
_SECONDS = re.compile(r'\d+\.\d\d s\b|(?<="seconds": )\d+\.\d+|(?<= time=")\d+\.\d+(?=")|^ *\d+\.\d ms', re.MULTILINE)
_NO_TIME = {" s": "0.00 s", "ms": "     0.0 ms"}
# What a shell alone understands; anything else is run without one.
_SHELL = re.compile(r"[|<>;&$*(]")
# Variables that change what podlint prints.
_FOREIGN = re.compile(
    r"PODLINT_|GIT_|GITHUB_|GITLAB_|CI(_|$)|PRE_COMMIT$|NO_COLOR$|FORCE_COLOR$|CLICOLOR|COLUMNS$|TERM$"
)


class Outcome(NamedTuple):
    stdout: str
    stderr: str
    code: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the text it has now."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def commands(self) -> list[str]:
        blocks = (part["text"] for part in _PART.finditer(self.text) if part["kind"] == "console")
        return [command for text in blocks for command in _commands(text)]

    def run(self) -> str:
        """The text that the page has to have."""
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(os.path.realpath(temporary)) / "shop"
            shutil.copytree(PROJECT, folder)
            (folder / ".git").mkdir()
            return _PART.sub(lambda part: self._part(part, folder), self.text)

    def _part(self, part: re.Match[str], folder: Path) -> str:
        if part["path"]:
            path = folder / part["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(part["text"], encoding="utf-8")
        if part["kind"] != "console":
            return part[0]
        runs = (f"$ {command}\n{_shown(_run(command, folder), folder)}" for command in _commands(part["text"]))
        return "```console\n" + "\n".join(runs) + "```"


def _commands(text: str) -> list[str]:
    return [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]


def _run(command: str, folder: Path) -> Outcome:
    """A plain call of podlint is run in this process, which is much faster; anything else by bash."""
    words = shlex.split(command)
    variables = dict(word.split("=", 1) for word in _leading(words))
    if words[len(variables)] == "podlint" and not _SHELL.search(command):
        return _podlint(words[len(variables) + 1 :], variables, folder)
    run = subprocess.run(
        ["bash", "-c", f'podlint() {{ "{sys.executable}" -m podlint "$@"; }}\n{command}'],
        cwd=folder,
        env=_environment() | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(run.stdout, run.stderr, run.returncode)


def _leading(words: list[str]) -> Iterator[str]:
    """The assignments before a command."""
    for word in words:
        if not re.match(r"[A-Z_]+=", word):
            return
        yield word


def _podlint(arguments: list[str], variables: dict[str, str], folder: Path) -> Outcome:
    run = run_with(arguments, folder, _environment() | variables)
    return Outcome(run.stdout, run.stderr, run.returncode)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not _FOREIGN.match(name)}
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull}
    when = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
    return kept | who | when | {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com", "LC_ALL": "C.UTF-8"}


def _shown(outcome: Outcome, folder: Path) -> str:
    errors = f"[standard error]\n{outcome.stderr}" if outcome.stderr else ""
    parts = [outcome.stdout, errors, f"[exit {outcome.code}]\n"]
    text = "".join(part if not part or part.endswith("\n") else f"{part}\n" for part in parts)
    text = text.replace(str(folder), "/shop").replace("\x1b", "␛")
    return _SECONDS.sub(lambda found: _NO_TIME.get(found[0][-2:], "0.0"), text)


def pages() -> list[Page]:
    return [Page(path) for path in sorted(FOLDER.glob("*.md")) if path.name != "README.md"]


if __name__ == "__main__":
    for page in pages():
        page.path.write_text(page.run(), encoding="utf-8")
