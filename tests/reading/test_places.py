"""The text at each place is the token that stands there."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_reader import rows_of_value

from podlint.reading import Duplicate, Mapping, Place, Sequence, Source, read_source

Span = tuple[int, int]
Tree = Any


def read(text: str) -> Any:
    reading = read_source("f.yaml", text.encode())
    assert reading.unreadable == ()
    return reading.documents[0].value


def texts(mapping: Mapping, key: str) -> tuple[str, str, str | None]:
    """At the key, at the value, and at the value's origin."""
    place = mapping.value_place(key)
    return mapping.key_place(key).text, place.text, place.origin.text if place.origin else None


VALUES = {
    "plain": ("x: a b  # c\n", "a b"),
    "quoted": ("x: 'a'  # c\n", "'a'"),
    "quoted over lines": ('x: "a\n  b"\n', '"a\n  b"'),
    "anchor": ("x: &a 1\n", "1"),
    "tag": ("x: !!str 1\n", "1"),
    "anchor and tag": ("x: &a !!str 1\n", "1"),
    "tag and anchor": ("x: !<tag:x.y,2000:z> &a '1'\n", "'1'"),
    "tag on its own line": ("x: !!str\n  # c\n  a\n", "a"),
    "empty": ("x:   # c\ny: 1\n", ""),
    "literal": ("x: |\n  a\n\n  b\n\n\n# c\ny: 1\n", "|\n  a\n\n  b"),
    "literal with trailing blanks": ("x: |\n  a  \ny: 1\n", "|\n  a  "),
    "literal at the end": ("x: |\n  a", "|\n  a"),
    "literal with CRLF": ("x: |\r\n  a\r\n  b\r\ny: 1\r\n", "|\r\n  a\r\n  b"),
    "literal with a tag": ("x: !!str |-\n  a\n", "|-\n  a"),
    "empty literal": ("x: |-  # c\ny: 1\n", "|-"),
    "folded": ("x: >-\n  a\n  b\n", ">-\n  a\n  b"),
    "sequence": ("x:\n- a\n- b # c\n\n\ny: 1\n", "- a\n- b"),
    "sequence that ends empty": ("x:\n- a\n-\ny: 1\n", "- a\n-"),
    "flow": ("x: [a, {b: c}]  # c\n", "[a, {b: c}]"),
    "flow over lines": ("x: {a: 1,\n  b: 2\n  }\n", "{a: 1,\n  b: 2\n  }"),
    "mapping": ("x:\n  a: 1\n  b:\n    c: |\n      d\n\n# e\ny: 1\n", "a: 1\n  b:\n    c: |\n      d"),
    "mapping with an anchor": ("x: &a\n  b: 1\n", "b: 1"),
    "wide characters": ("é: 😀\nx: 😀é\n", "😀é"),
    "json": ('{"x": [1, {"y": "z"}]}', '[1, {"y": "z"}]'),
    "behind a byte order mark": ("\ufeffx: a\n", "a"),
    "hidden colons": ("y: [a:b, c:d]\nx: [http://x:80/]\n", "[http://x:80/]"),
}


@pytest.mark.parametrize(("text", "token"), VALUES.values(), ids=VALUES.keys())
def test_value(text: str, token: str) -> None:
    mapping = read(text)
    place = mapping.value_place("x")
    assert (place.text, place.origin) == (token, None)
    assert mapping.key_place("x").text.strip('"') == "x"
    value = mapping["x"]
    if isinstance(value, (Mapping, Sequence)):
        assert value.place == place


@pytest.mark.parametrize(("text", "offset"), [("x:  # c\n", 2), ("? x\n", 3), ("{x, y}: 1\n", 0), ("x : \n", 3)])
def test_empty_value_stands_behind_its_colon_or_key(text: str, offset: int) -> None:
    if text.startswith("{"):
        text, offset = "a: {x , y}\n", 5
        assert read(text)["a"].value_place("x").start == offset
    else:
        place = read(text).value_place("x")
        assert (place.start, place.end) == (offset, offset)


def test_empty_item_stands_behind_its_dash() -> None:
    sequence = read("-\n- a\n-  # c\n")
    assert sequence.spans == [(1, 1), (4, 5), (7, 7)]


def test_scalar_by_alias() -> None:
    mapping = read("a: &A 'text'\nb: *A\nc: [*A]\n")
    assert texts(mapping, "b") == ("b", "*A", "'text'")
    item = mapping["c"].value_place(0)
    assert (item.text, item.origin.text) == ("*A", "'text'")
    assert texts(mapping, "a") == ("a", "'text'", None)


def test_collection_by_alias_is_the_same() -> None:
    mapping = read("a: &A {q: 1}\nb: *A\n")
    assert mapping["b"] is mapping["a"]
    assert texts(mapping, "b") == ("b", "*A", "{q: 1}")


def test_merged_keys() -> None:
    mapping = read("a: &A {q: 1, r: 2}\nb:\n  r: 3\n  <<: *A\n  s: 4\nc:\n  <<: *A\n  r: 5\n")
    assert texts(mapping["b"], "q") == ("<<", "*A", "1")
    assert texts(mapping["b"], "r") == ("<<", "*A", "2")
    assert texts(mapping["b"], "s") == ("s", "4", None)
    assert texts(mapping["c"], "r") == ("r", "5", None)
    assert mapping["b"].duplicates == mapping["c"].duplicates == ()


def test_keys_merged_twice_come_from_the_first_anchor() -> None:
    mapping = read("a: &A {q: &Q 1, r: *Q}\nb: &B {<<: *A}\nc: {<<: [*B, {s: 2}]}\n")
    assert texts(mapping["c"], "q") == ("<<", "*B", "1")
    assert texts(mapping["c"], "r") == ("<<", "*B", "1")
    assert texts(mapping["c"], "s") == ("<<", "{s: 2}", "2")


@pytest.mark.parametrize("text", ["x: 1\nz: 2\nx: 3\nx: 4\n", '{"x": 1, "z": 2, "x": 3, "x": 4}'])
def test_duplicate_keys(text: str) -> None:
    mapping = read(text)
    assert mapping == {"x": 4, "z": 2}
    assert mapping.value_place("x").text == "4"
    at = [offset for offset, character in enumerate(text) if character == "x"]
    width = 3 if text.startswith("{") else 1
    quote = width // 2
    spans = [(offset - quote, offset - quote + width) for offset in at]
    assert mapping.duplicates == (Duplicate("x", spans[0], spans[1]), Duplicate("x", spans[0], spans[2]))


def test_duplicates_after_conversion() -> None:
    mapping = read("yes: 1\n'true': 2\n")
    assert [duplicate.key for duplicate in mapping.duplicates] == ["true"]


def test_places_are_offsets_in_the_whole_file() -> None:
    text = "# é\na: 1\n---\nb: [x]\n---\n\nc: |\n  d\n"
    reading = read_source("f.yaml", text.encode())
    values: list[Any] = [document.value for document in reading.documents]
    assert [value.place.text for value in values] == ["a: 1", "b: [x]", "c: |\n  d"]
    assert values[1]["b"].value_place(0).start == text.index("x")
    place = values[2].value_place("c")
    assert (place.line, place.column, place.end_position) == (7, 4, (8, 4))


def test_lines_and_columns() -> None:
    source = Source("f", "a\r\nbé\rc\n\nd")
    assert [source.position(offset) for offset in (0, 3, 4, 6, 8, 9)] == [
        (1, 1),
        (2, 1),
        (2, 2),
        (3, 1),
        (4, 1),
        (5, 1),
    ]
    assert [source.line(number) for number in range(1, 7)] == ["a", "bé", "c", "", "d", ""]
    assert str(Place(source, 4, 5)) == "f:2:2"


@pytest.mark.parametrize("missing", ["key_place", "value_place"])
def test_missing_key(missing: str) -> None:
    with pytest.raises(KeyError):
        getattr(read("a: 1\n"), missing)("b")


PLAIN = st.sampled_from(["a", "1", "0x1F", "yes", "~", "é 😀", "http://x", "a#b", "1Gi", "-x"])
QUOTED = st.sampled_from(["''", '"a b"', "'it''s'", '"\\té"', "'# no'", '"*a"', '"a: b, [c]"'])
SCALAR = st.builds(lambda token: ("scalar", token), PLAIN | QUOTED)
BLOCK = st.builds(
    lambda header, lines: ("block", header, lines),
    st.sampled_from(["|", "|-", ">", ">-"]),
    st.lists(st.sampled_from(["a", "b: c", "  d", "# e", "- f"]), min_size=1, max_size=3).filter(
        lambda lines: lines[0] != "  d"
    ),
)
NAMES = st.lists(
    st.sampled_from(["k", "two words", "'q'", '"é"', "k2", "😀", "y.z/x"]), min_size=1, max_size=4, unique=True
)


def mappings(style: str, inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return NAMES.flatmap(
        lambda names: st.builds(
            lambda values: (style, list(zip(names, values, strict=True))),
            st.lists(inner, min_size=len(names), max_size=len(names)),
        )
    )


def flow(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    items = st.builds(lambda values: ("flow list", values), st.lists(inner, max_size=3))
    return items | mappings("flow mapping", inner)


FLOW = st.recursive(SCALAR, flow, max_leaves=5)
NODES = st.recursive(
    SCALAR | BLOCK | FLOW,
    lambda inner: (
        st.builds(lambda values: ("list", values), st.lists(inner, min_size=1, max_size=3)) | mappings("mapping", inner)
    ),
    max_leaves=12,
)


class Writer:
    """Writes a tree as YAML and notes where each key and value begins and ends."""

    def __init__(self, properties: list[str], comments: list[str]) -> None:
        self.text = ""
        self.rows: list[tuple[tuple[str | int, ...], Span | None, Span]] = []
        self.properties = properties
        self.comments = comments

    def some(self, choices: list[str]) -> str:
        """The next of the choices, around and around."""
        choices.append(choices.pop(0))
        return choices[-1]

    def put(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def node(self, tree: Tree, indent: int, way: tuple[str | int, ...]) -> Span:
        """Writes what stands behind a colon or dash, ending with a line break in block style."""
        kind = tree[0]
        if kind in ("mapping", "list"):
            return self.collection(kind, tree[1], indent, way)
        self.put(" " + self.some(self.properties))
        if kind == "block":
            span = self.put(tree[1] + "".join(f"\n{' ' * indent}{line}" for line in tree[2]))
            self.put("\n\n" if len(self.comments) % 2 else "\n")
            return span
        span = self.flow(tree, way)
        self.put(self.some(self.comments) + "\n")
        return span

    def collection(self, kind: str, children: list[Any], indent: int, way: tuple[str | int, ...]) -> Span:
        self.put(" " + self.some(self.properties).strip() + self.some(self.comments) + "\n")
        start, end = len(self.text) + indent, 0
        for index, child in enumerate(children):
            self.put(" " * indent)
            key = None if kind == "list" else self.put(child[0])
            self.put("-" if key is None else ":")
            step, tree = (index, child) if key is None else (name_of(child[0]), child[1])
            row = len(self.rows)
            span = self.node(tree, indent + 2, (*way, step))
            self.rows.insert(row, ((*way, step), key, span))
            end = span[1]
        return start, end

    def flow(self, tree: Tree, way: tuple[str | int, ...]) -> Span:
        if tree[0] == "scalar":
            return self.put(tree[1])
        opening, closing = "[]" if tree[0] == "flow list" else "{}"
        start, _ = self.put(opening)
        for index, child in enumerate(tree[1]):
            key = None if tree[0] == "flow list" else self.put(child[0])
            self.put(" " if key is None else ": ")
            step, inner = (index, child) if key is None else (name_of(child[0]), child[1])
            row = len(self.rows)
            span = self.flow(inner, (*way, step))
            self.rows.insert(row, ((*way, step), key, span))
            self.put(" , ")
        return start, self.put(closing)[1]


def name_of(token: str) -> str:
    return token.strip("'\"")


PROPERTIES = ["", "&a ", "", "!custom ", "&b !custom  ", ""]
COMMENTS = ["", "  # c: d", " ", ""]


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(NODES, st.permutations(PROPERTIES), st.permutations(COMMENTS))
def test_every_token_is_where_its_place_says(tree: Tree, properties: list[str], comments: list[str]) -> None:
    writer = Writer(list(properties), list(comments))
    writer.put("# a document\nroot:")
    span = writer.node(tree, 2, ("root",))
    writer.rows.insert(0, (("root",), (13, 17), span))
    rows = [(way, key, value) for way, _, key, value, origin in rows_of_value(read(writer.text)) if origin is None]
    assert rows == writer.rows


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=10,
)


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(st.dictionaries(st.text(max_size=3), JSON_VALUES, max_size=3), st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_written(value: dict[str, Any], indent: int | None, is_ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    found = read(text)
    assert found == value
    for way, expected, key, (start, end), _ in rows_of_value(found):
        token = json.loads(text[start:end])
        assert expected in ("mapping", "sequence") or token == expected
        assert key is None or json.loads(text[slice(*key)]) == way[-1]
