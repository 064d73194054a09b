"""Manifests, and manifests somebody broke, are read as a slow and plain second reader reads them."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plain_reader import plain_rows, rows_of_value
from ruamel.yaml.error import YAMLError

from podlint.reading import read_source

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLES = [
    """\
apiVersion: v1
kind: Pod
metadata:
  name: web   # the name
  labels: {app: web, tier: "front", 'x y': }
spec:
  containers:
  - name: web
    image: nginx:1.27
    command: ["sh", -c, "echo hello\\tworld"]
    args:
      - |
        set -e
        echo "a"

        exec b
      - >-
        folded
        text
    ports: [{containerPort: 80}, {containerPort: 0x1F90, name: http}]
  -
    name: 'it''s'
    env:
  volumes: []
""",
    """\
base: &base
  a: 1
  b: &list [x, y]
  c: &text |+
    two
    lines

derived: &derived
  <<: *base
  b: *list
more:
  <<: [*derived, {d: ~}]
  e: *text
  ? f
  : !!str 12
empty: &e  # an anchor
also: !!null
again: *e
last:  # nothing! &
tagged: !custom &t
  - &i item
  - *i
  - - nested
  - &n
  -
""",
    "on: yes\n0x10: [1.0, 1e3, .5]\n'<<': {a: b}\nk: \"multi\n  line\"\nl: plain\n  over lines\nm: é😀 x\n",
]
FRAGMENTS = [
    " ",
    "  ",
    "\n",
    ": ",
    "- ",
    "#",
    " # c",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "|",
    ">",
    "<<: ",
    "!!str ",
    "\t",
    "? ",
    "x",
]


def corpus_samples() -> list[str]:
    files = sorted(CORPUS.rglob("*.yaml"))[::60] if CORPUS.is_dir() else []
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    return [text for text in texts if len(text) < 3000]


def compare(text: str) -> bool:
    """Whether both readers can read the text; fails if they read it differently. It is one document."""
    reading = read_source("manifest.yaml", text.encode())
    assert len(reading.documents) + len(reading.unreadable) <= 1
    assert not (reading.template and reading.documents)
    try:
        expected = plain_rows(text)
    except (YAMLError, IndexError, KeyError, AssertionError, ValueError):
        return False
    if reading.documents:
        assert list(rows_of_value(reading.documents[0].value)) == expected
    return bool(reading.documents)


def one_document(text: str) -> str:
    """What stands before the second `---`, since cutting documents is no matter of YAML."""
    lines = [line for line in text.replace("\r", "").split("\n") if not line.startswith(("---", "...", "%"))]
    return "\n".join(lines).lstrip("{ \n\t") + "\n"


@pytest.mark.parametrize("text", SAMPLES, ids=["pod", "anchors", "scalars"])
def test_samples_are_read_alike(text: str) -> None:
    assert compare(text)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_manifests_are_read_alike() -> None:
    alike = [compare(one_document(text)) for text in corpus_samples()]
    assert sum(alike) > len(alike) / 2


mutations = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 10_000), st.sampled_from(FRAGMENTS)), min_size=1, max_size=4
)


def mutated(text: str, changes: list[tuple[int, int, str]]) -> str:
    for kind, at, fragment in changes:
        lines = text.split("\n")
        line, column = at % len(lines), at % (len(text) + 1)
        if kind == 0:
            del lines[line]
        elif kind == 1:
            lines[line] = " " * (at % 5) + lines[line].lstrip()
        elif kind == 2:
            lines.insert(line, lines[at // 3 % len(lines)])
        text = "\n".join(lines) if kind < 3 else text[:column] + fragment + text[column + kind - 4 :]
    return text


@settings(derandomize=True, max_examples=400, deadline=None, database=None)
@given(st.sampled_from([*SAMPLES, *corpus_samples()]), mutations)
@example("a: [b:c]\n", [])
def test_mutated_manifests_are_read_alike(text: str, changes: list[tuple[int, int, str]]) -> None:
    compare(one_document(mutated(text, changes)))
