"""What is read line by line is read exactly as by the parser's events: values, places, troubles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_mutations import SAMPLES, mutated, mutations

from podlint.reading import Mapping, Reading, Sequence, event_yaml, read_source
from podlint.reading.block_yaml import BlockReader, Unusual

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = [ROOT / "examples", ROOT / "tests" / "applications"]
SHARED_FOLDERS = [folder for folder in (SHARED / "corpus", SHARED / "verdicts") if folder.is_dir()]

PLAIN = {
    "mapping": "a: 1\nb: x y\nc: 'it''s'\nd: \"x\\ty\"\ne: ~\nf:\n",
    "nested": "a:\n  b:\n    c: 1\n  d: 2\ne:\n    f: 3\n",
    "sequence": "a:\n  - x\n  - 'y'\n  -\n  - z\nb:\n- 1\n- 2\nc: 3\n",
    "sequence of mappings": "- a: 1\n  b: 2\n-   c: 3\n    d:\n      e: 4\n-\n  f: 5\n- g:\n  - 1\n  h:\n",
    "sequence in a sequence": "-\n  - a\n  - b\n-\n  -\n    - c\n",
    "comments": "# a\na: b # c\n\n  # d\nc: # e\n  d: e#f\n   \n# g\n",
    "keys": "'a b': 1\n\"c d\": 2\nf:g: 3\nx/y.z: 4\n$patch: 5\n.h: 6\n'': 7\n",
    "keys of managed fields": 'f:a:\n  .: {}\n  k:{"name":"b","port":80}:\n    .: {}\n  k:{"c":"d"}: 1\n',
    "block scalars": "a: |\n  x\n\n   y\nb: >-\n  x\n  y\n\n  z\nc: |+\n  x\n\n\nd:\n- |-\n z\n- e: |\n   f\n  g: 1\n",
    "block scalar at the end": "a: |\n  x\n   ",
    "brackets": "a: []\nb: {}\nc: [x, 'y z', \"w\"] # d\nd:\n- [-c, --e=f, 1]\n- {}\n- []\n",
    "texts over several lines": 'a: x\n  y\n\n  z\nb: "x\n  y"\nc:\n  x: 1\nd:\n  "e"\n',
    "brackets over several lines": "f: [a b, {c: d},\n  e\n]\ng: {h: i}\n",
    "documents": "--- # a\na: 1\n---\n---\nb: |\n  x\n---\n# nothing\n--- \nc:\n  d: 1\n",
}
UNUSUAL = {
    "anchor": "a: &b 1\n",
    "anchor in brackets": "a: [&b 1]\n",
    "alias": "a: *b\n",
    "tag": "a: !!str 1\n",
    "merge": "a: 1\n<<: {b: 2}\n",
    "duplicate": "a: 1\na: 2\n",
    "key that is no text": "1: a\n",
    "tab": "a:\t1\n",
    "carriage return": "a: 1\r\nb: 2\r\n",
    "line separator": "a: x\u2028y\n",
    "byte order mark": "a: \ufeffx\n",
    "odd indentation": "a: 1\n b: 2\n",
    "less indentation": "a:\n    b: 1\n  c: 2\n",
    "mapping below an item": "- a: b\n odd\n",
    "bracket below a text": "a:\n  b: c\n  ]\n",
    "block beside a dash": "- 'a' : b\n - c\n",
    "text": "a\n",
    "directive": "%YAML 1.1\na: 1\n",
    "question mark": "? a\n: b\n",
}
LINES = [
    "a: 1", "b: x", "c:", "- x", "-", "- a: 1", "- b:", "d: |", "e: >-", "f: [a, b]", "g: {}", "h: []", "i: 'q'",
    'j: "q"', "- |", "- >", "- k: |-", "# c", "", "  ", "x", "'q'", '"q"', "x y", "- - z", "l: 'open", 'm: "open',
    "end'", 'end"', "n: [a,", "b]", "]", "}", "o: {a: 1}", "p: &a 1", "q: *a", "<<: x", "r: ~", "s: yes", "yes: 1",
    "t: a # c", "u: a#c", "v:  w ", "y : z", "? a", ": b", "- ? a", "aa: b: c", "bb: c:", "http://x: y", "f:g: 1",
    "- http://x", "\tx", "dd: a\tb", "ee: !!str 1", "ff: |+", "gg: |2", "hh: | # c", "ii: |x", "...", "%x",
    "jj: @x", "kk: -", "ll: - a", "- -1", "- - ", "nn: é", "oo: \xa0", "pp: \u2028x", 'qq: "a\\nb"', 'rr: "a\\/b"',
    'ss: "a\\x41"', "tt: 'it''s'", "'vv': 1", '"w w": 1', '"": 1', "- 'xx': 1", '- "zz: a"', '- [a, \'b\', "c"]',
    "- {}", "ab: [ a , -b, --c ]", "ac: [a:b]", "ad: [a b]", "ae: [~, 1, yes]", "af: [a,]", "ag: [a, [b]]",
    "ah: [] # c", "ai: {} x", "aj: [a] b", "ak: [a]#c", "al: 'q'#c", "am: .inf", "an: 0x10", "ap: ''", "- # c",
    "as:# c", "$patch: x", "-x: y", "ax: |-  ", "ay: >+", "az: 'a' b", "---", "---x", "--- # c", "'a' : b",
    "au: \x85x", "aw: x\x00y", 'k:{"a":"b"}: x', '- k:{"a":1,"b":2}:', 'x"y": 1', "a,b}: 1", 'x"y: "z": 1',
]  # fmt: skip
INDENTS = (0, 0, 0, 2, -2, 1, -1, 4, -100)


def rows(reading: Reading) -> Any:
    """All there is to a reading, as plain data."""
    documents = [
        (document[1:3], document.place.start, document.place.end, document.has_duplicates, [*rows_of(document.value)])
        for document in reading.documents
    ]
    troubles = [(trouble.place.start, trouble.place.end, *trouble[1:]) for trouble in reading.unreadable]
    return documents, troubles, reading.template


def rows_of(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping | Sequence):
        yield value.__class__, value.start, value.positions, list(value)
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from rows_of(inner)
    else:
        yield value.__class__, value


def by_events(data: bytes) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BlockReader, "document", refused)
        return read_source("manifest.yaml", data)


def refused(*_: object) -> None:
    raise Unusual


def given_to_events(text: str) -> int:
    """How many documents of the text are not read line by line."""
    calls: list[int] = []

    def counted(*arguments: Any) -> Any:
        calls.append(1)
        return read_document(*arguments)

    read_document = event_yaml.read_document
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(event_yaml, "read_document", counted)
        read_source("manifest.yaml", text.encode())
    return len(calls)


def compare(data: bytes) -> None:
    assert rows(read_source("manifest.yaml", data)) == rows(by_events(data))


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_plain_text_is_read_line_by_line(text: str) -> None:
    assert given_to_events(text) == 0
    compare(text.encode())


@pytest.mark.parametrize("text", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_unusual_text_is_left_to_the_events(text: str) -> None:
    assert given_to_events(text) == 1
    compare(text.encode())


def test_unusual_document_leaves_its_neighbours_alone() -> None:
    assert given_to_events("a: 1\n---\nb: &x 1\n---\nc: |\n  x\n") == 1


def manifests(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))


@pytest.mark.parametrize("folder", [*FOLDERS, *SHARED_FOLDERS], ids=lambda folder: folder.name)
def test_manifests(folder: Path) -> None:
    paths = manifests(folder)
    assert paths
    for path in paths:
        data = path.read_bytes()
        assert rows(read_source(str(path), data)) == rows(by_events(data)), path


def samples() -> list[str]:
    shared = [path for folder in SHARED_FOLDERS for path in manifests(folder)[::40]]
    texts = [path.read_text(encoding="utf-8", errors="replace") for folder in FOLDERS for path in manifests(folder)]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in shared]
    return [*SAMPLES, *PLAIN.values(), *(text for text in texts if len(text) < 3000)]


@settings(derandomize=True, max_examples=600, deadline=None, database=None)
@given(st.sampled_from(samples()), mutations)
def test_mutated_manifests(text: str, changes: list[tuple[int, int, str]]) -> None:
    compare(mutated(text, changes).encode())


drawn_lines = st.lists(st.tuples(st.sampled_from(INDENTS), st.sampled_from(LINES)), min_size=1, max_size=12)


@settings(derandomize=True, max_examples=1500, deadline=None, database=None)
@given(drawn_lines, st.sampled_from(["\n", "", "\n\n", "  \n"]))
@example([(0, "- a: 1"), (1, "x")], "\n")
@example([(0, "a: |"), (4, ""), (0, "x"), (-1, "- b:")], "")
def test_lines_drawn_at_random(lines: list[tuple[int, str]], end: str) -> None:
    column, text = 0, []
    for step, line in lines:
        column = max(column + step, 0)
        text.append(" " * column + line)
    compare(("\n".join(text) + end).encode())
