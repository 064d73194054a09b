"""The blocks of README.md and CONTRIBUTING.md that are run: what they say, and what really comes out.

A block is marked by a comment before it, `<!-- run in FOLDER: exit CODE -->`; `a new folder` is an empty one. Its lines
that start with `$ ` are commands, each followed by what it prints. Every block starts anew. `make documents`
writes the real output into them, and the links to all rules into README.md.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/suppression.md", "docs/formats.md")
# Variables that change what podlint prints.
FOREIGN = ("GITHUB_", "CI_", "PODLINT_")
NEW_FOLDER = "a new folder"
_BLOCK = re.compile(
    r"<!-- run in (?P<folder>[^:\n]+): exit (?P<code>\d) -->\n```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_RULES = re.compile(r"^<!-- rules -->\n(.*?)^<!-- end of rules -->\n", re.MULTILINE | re.DOTALL)
# These figures change with the machine and with every new rule.
_FIGURES = re.compile(r'\d+ rules?, \d+\.\d\d s|(?<= time=")\d+\.\d+(?=")')
_ANY_FIGURES = "..."


@dataclass(frozen=True, slots=True)
class Block:
    """A marked block: where its commands run, how the last of them exits, and its text."""

    document: str
    line: int
    folder: str
    code: int
    text: str

    @property
    def commands(self) -> list[str]:
        return [line.removeprefix("$ ") for line in self.text.splitlines() if line.startswith("$ ")]

    def run(self) -> tuple[str, int]:
        """The text as it has to be, and the exit code of the last command."""
        if self.folder != NEW_FOLDER:
            return self._run(ROOT / self.folder)
        with tempfile.TemporaryDirectory() as folder:
            return self._run(Path(folder))

    def _run(self, folder: Path) -> tuple[str, int]:
        parts, code = [], 0
        for command in self.commands:
            out, code = output(command, folder)
            parts.append(f"$ {command}\n{out}")
        return "\n".join(parts), code


def output(command: str, folder: Path) -> tuple[str, int]:
    """What a podlint command prints, figures that change made the same, and its exit code."""
    words = shlex.split(command, comments=True)
    assert words[0] == "podlint", command
    environment = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    # Paths in some formats start at the project: here that is the folder, with or without git.
    environment |= {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "CI_PROJECT_DIR": str(folder)}
    run = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return _FIGURES.sub(_ANY_FIGURES, run.stdout), run.returncode


def blocks(document: str) -> Iterator[Block]:
    text = (ROOT / document).read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(document, line, found["folder"], int(found["code"]), found["text"])


def rule_links() -> str:
    """A line for each topic, with a link to each of its rules."""
    topics: dict[str, list[str]] = {}
    for path in sorted((ROOT / "rules").glob("*/*.yaml")):
        topics.setdefault(path.parent.name, []).append(f"[{path.stem}]({path.relative_to(ROOT).as_posix()})")
    return "".join(f"- **{topic}**: {', '.join(links)}\n" for topic, links in topics.items())


def shown_rule_links(text: str) -> str:
    """Those that stand in the text of README.md."""
    [shown] = _RULES.findall(text)
    return str(shown)


def rewrite(document: str) -> None:
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    for block in blocks(document):
        real, code = block.run()
        assert code == block.code, real
        text = text.replace(f"```console\n{block.text}```", f"```console\n{real}```", 1)
    text = _RULES.sub(lambda _: f"<!-- rules -->\n{rule_links()}<!-- end of rules -->\n", text)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for name in DOCUMENTS:
        rewrite(name)
