"""The table of facts is what kubectl itself says, where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from kubectl_facts import FACTS, HEAD, PLAIN, Fact

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")

# Whole files, and refusals of each kind; a call takes a tenth of a second, so not all of them.
ALONE = [fact for fact in FACTS.values() if fact.bare and not fact.refused]
REFUSED = [fact for fact in FACTS.values() if fact.refused][::3]
TOGETHER = [fact for fact in FACTS.values() if not fact.bare and not fact.refused]


def kubectl(file: Path) -> "subprocess.CompletedProcess[str]":
    command = ["kubectl", "label", "--local", "-f", str(file), "x=y", "-o", "json", "--dry-run=client"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def objects(file: Path) -> list[dict[str, Any]]:
    """The objects in the file, without what every manifest of the table says."""
    result = kubectl(file)
    assert result.returncode == 0, result.stderr
    decoder, found, rest = json.JSONDecoder(), [], result.stdout.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append({key: value[key] for key in value if key not in ("apiVersion", "kind", "metadata")})
        rest = rest[end:].strip()
    return found


def test_plain_scalars(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(HEAD + "spec:\n" + "".join(f"- {text}\n" for text, _ in PLAIN), encoding="utf-8")
    assert objects(file) == [{"spec": [value for _, value in PLAIN]}]


def test_documents(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\n---\n".join(fact.file for fact in TOGETHER))
    assert objects(file) == [document for fact in TOGETHER for document in fact.documents]


@pytest.mark.parametrize("fact", ALONE, ids=lambda fact: fact.name)
def test_file(fact: Fact, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(fact.file)
    assert objects(file) == list(fact.documents)


@pytest.mark.parametrize("fact", REFUSED, ids=lambda fact: fact.name)
def test_refusal(fact: Fact, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(fact.file)
    result = kubectl(file)
    assert result.returncode != 0
    assert "error parsing" in result.stderr or "json" in result.stderr
