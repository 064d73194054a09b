"""What kubectl 1.32 makes of scalars and documents: the table the tests of the reader go by."""

from typing import Any, NamedTuple

HEAD = "apiVersion: v1\nkind: Foo\nmetadata:\n  name: a\n"
_JSON = '{"apiVersion": "v1", "kind": "Foo", "metadata": {"name": "a"}'


class Fact(NamedTuple):
    """Text behind HEAD (or the whole file, `bare`), and its documents without what HEAD says; or why it is refused."""

    name: str
    text: str | bytes
    documents: tuple[dict[str, Any], ...] = ()
    refused: str | None = None
    bare: bool = False

    @property
    def file(self) -> bytes:
        body = self.text if isinstance(self.text, bytes) else self.text.encode()
        return body if self.bare else HEAD.encode() + body


STRINGS = [
    *("yEs", "tRue", "nil", "None", "0o8", "_1", ".", "1.5e", "1:30", "190:20:30", "1:30:45.5", "2020-01-01"),
    *("2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "NaN", "inf", "1e400", "<<", "=", "a@x", "a b"),
    *("a#b", "a:b", "-x", "--", "?x", ":x", "100m", "1Gi", "0.5Gi", "1e3Mi", "0.1cpu", "1,000", "٣", "é", "😀"),
    *("0x_", "0xFFFFFFFFFFFFFFFFFF", "0b", "0x", "._5", "0b12", "++1", "1e", ".e3", "0o", "2020-01-01_1"),
]

SCALARS: list[tuple[object, str]] = [
    (True, "yes Yes YES on On y Y true True TRUE"),
    (False, "no off OFF n N"),
    (None, "null Null NULL ~"),
    (0, "0 -0 00 -0.0 1e-400"),
    (1, "+1 1 1.0 1. +0b1"),
    (420, "0644 0o644 +0644"),
    (-420, "-0644"),
    (15, "0O17 0x_F"),
    (-15, "-0o17"),
    (7, "007 0_7 0o_7"),
    (8, "08"),
    (99, "09_9"),
    (511, "0777"),
    (9.5, "09.5"),
    (31, "0x1F 0X1f"),
    (-31, "-0x1F"),
    (5, "0b101"),
    (3, "0B11"),
    (-3, "-0b11 -0B11"),
    (10, "1__0"),
    (10.5, "1_0.5"),
    (-1, "-_1 -0x_1"),
    (1000, "1_000 1e3 1E3 1e+3"),
    (12000, "12e03"),
    (500, ".5e3"),
    (0.5, ".5 +.5 .5_0"),
    (-0.5, "-.5"),
    (0.001, "0.1e-2"),
    (1e-07, "1e-7"),
    (0.1, "0.1"),
    (128974848, "128974848"),
    (9223372036854775807, "9223372036854775807"),
    (9223372036854776000, "9223372036854775808"),
    (18446744073709552000, "18446744073709551615 18446744073709551616 0xFFFFFFFFFFFFFFFF"),
    (-9223372036854775808, "-9223372036854775808"),
    (-9223372036854776000, "-9223372036854775809"),
    (9007199254740992, "9007199254740993.0"),
    (1.2345678901234568e29, "123456789012345678901234567890"),
    (7.777777777777778e24, "07777777777777777777777777"),
    (1.7976931348623157e308, "1.7976931348623157e308"),
    (100000000000000000000, "100000000000000000000.5 1e20"),
    (1e21, "1e21 1000000000000000000000"),
    ("", "!"),
]
PLAIN = [(text, value) for value, texts in SCALARS for text in texts.split()] + [(text, text) for text in STRINGS]
REFUSED_NUMBERS = [".inf", "+.inf", ".Inf", "-.inf", ".nan", ".NaN", ".NAN"]


def spec(**values: Any) -> dict[str, Any]:
    return {"spec": values}


def _fact(name: str, text: str, *documents: dict[str, Any]) -> Fact:
    return Fact(name, text, documents)


def _refused(name: str, text: str, reason: str) -> Fact:
    return Fact(name, text, refused=reason)


def _bare(name: str, text: str | bytes, *documents: dict[str, Any], refused: str | None = None) -> Fact:
    return Fact(name, text, documents, refused, bare=True)


TAGS_AND_ANCHORS = [
    _fact("empty value", "spec:\n  x:", spec(x=None)),
    _fact("empty value block", "spec:\n  x:\n  y: 1\n", spec(x=None, true=1)),
    _fact("empty string", "spec:\n  x: ''\n", spec(x="")),
    _fact("quoted 1", "spec:\n  x: \"1\"\n  y: 'true'\n", spec(x="1", true="true")),
    _fact("!!str", "spec:\n  x: !!str 1\n  y: !!str yes\n  z: !!str\n", spec(x="1", true="yes", z="")),
    _fact("!!int", 'spec:\n  x: !!int "7"\n', spec(x=7)),
    _fact("!!int octal", "spec:\n  x: !!int 0644\n", spec(x=420)),
    _refused("!!int of text", "spec:\n  x: !!int x\n", "tag"),
    _refused("!!int of nothing", "spec:\n  x: !!int\n", "tag"),
    _refused("!!int of a float", "spec:\n  x: !!int 1.0\n", "tag"),
    _fact("!!float", "spec:\n  x: !!float 1\n", spec(x=1)),
    _refused("!!float too large", "spec:\n  x: !!float 1e400\n", "tag"),
    _refused("!!float of 64 bits", "spec:\n  x: !!float 9223372036854775808\n", "tag"),
    _refused("!!float .inf", "spec:\n  x: !!float .inf\n", "number"),
    _fact("!!bool", 'spec:\n  x: !!bool "yes"\n', spec(x=True)),
    _refused("!!bool of a number", "spec:\n  x: !!bool 5\n", "tag"),
    _fact("!!binary", "spec:\n  x: !!binary aGk=\n", spec(x="hi")),
    _fact("!!binary block", "spec:\n  x: !!binary |\n    aGVs\n    bG8=\n", spec(x="hello")),
    _fact("!!binary that is no text", 'spec:\n  x: !!binary "/w=="\n', spec(x="\ufffd")),
    _refused("!!binary unpadded", "spec:\n  x: !!binary aGk\n", "tag"),
    _fact("!!null", "spec:\n  x: !!null null\n", spec(x=None)),
    _refused("!!null of text", "spec:\n  x: !!null x\n", "tag"),
    _fact("!custom", "spec:\n  x: !custom v\n  z: !custom 12\n", spec(x="v", z="12")),
    _fact("!!timestamp", "spec:\n  x: !!timestamp 2020-01-01\n", spec(x="2020-01-01")),
    _refused("!!timestamp that is none", "spec:\n  x: !!timestamp 2020-13-01\n", "tag"),
    _fact("!!set", "spec:\n  x: !!set\n    ? a\n    ? b\n", spec(x={"a": None, "b": None})),
    _fact("tags on collections", "spec:\n  x: !!str {a: 1}\n  z: !!map [a]\n", spec(x={"a": 1}, z=["a"])),
    _fact("verbatim tag", "spec:\n  x: !<tag:yaml.org,2002:str> 12\n", spec(x="12")),
    _fact("anchor and alias", "spec:\n  a: &A {q: 1}\n  b: *A\n", spec(a={"q": 1}, b={"q": 1})),
    _fact("empty anchor", "spec:\n  a: &A\n  b: *A\n", spec(a=None, b=None)),
    _fact("alias as key", "spec:\n  a: &A k\n  *A : v\n", spec(a="k", k="v")),
    _fact("alias of a number as key", "spec:\n  a: &A 0x10\n  *A : v\n", spec(**{"a": 16, "16": "v"})),
    _refused("alias of a mapping as key", "spec:\n  a: &A {b: 1}\n  *A : v\n", "key"),
    _fact("duplicate anchors", "spec:\n  a: &A 1\n  b: &A 2\n  c: *A\n", spec(a=1, b=2, c=2)),
    _fact("anchor defined again inside", "spec:\n  a: &A [&A 1, *A]\n  b: *A\n", spec(a=[1, 1], b=1)),
    _refused("undefined alias", "spec:\n  a: *N\n", "aliases"),
    _refused("alias to itself", "spec:\n  a: &A [*A]\n", "aliases"),
    _refused("merge of itself", "spec:\n  a: &A {<<: *A, d: 1}\n", "aliases"),
]

_BASES = "spec:\n  a: &A {q: 1}\n  b: &B {q: 2, s: 9}\n"
MERGES_AND_KEYS = [
    _fact(
        "merge",
        "spec:\n  a: &A {q: 1, r: 2}\n  b:\n    <<: *A\n    r: 3\n",
        spec(a={"q": 1, "r": 2}, b={"q": 1, "r": 3}),
    ),
    _fact("merge list", _BASES + "  c: {<<: [*B, *A]}\n", spec(a={"q": 1}, b={"q": 2, "s": 9}, c={"q": 2, "s": 9})),
    _fact("merge of literal mappings", "spec:\n  c: {<<: [{q: 1}, {q: 2, r: 3}]}\n", spec(c={"q": 1, "r": 3})),
    _fact("merge of nothing", "spec:\n  c: {<<: []}\n", spec(c={})),
    _fact(
        "merge after key",
        "spec:\n  a: &A {q: 1, r: 2}\n  b:\n    r: 3\n    <<: *A\n",
        spec(a={"q": 1, "r": 2}, b={"q": 1, "r": 2}),
    ),
    _fact(
        "two merges",
        _BASES + "  c:\n    <<: *A\n    <<: *B\n",
        spec(a={"q": 1}, b={"q": 2, "s": 9}, c={"q": 2, "s": 9}),
    ),
    _fact('quoted "<<" key', 'spec:\n  a: &A {q: 1}\n  b:\n    "<<": *A\n', spec(a={"q": 1}, b={"<<": {"q": 1}})),
    _fact("!!str << key", "spec:\n  b: {!!str <<: {q: 1}}\n", spec(b={"<<": {"q": 1}})),
    _fact("!!merge << key", "spec:\n  b: {!!merge <<: {q: 1}}\n", spec(b={"q": 1})),
    _fact("! << key", "spec:\n  b: {! <<: {q: 1}}\n", spec(b={"q": 1})),
    _fact("alias of << as key", "spec:\n  a: &A <<\n  b: {*A : {q: 1}}\n", spec(a="<<", b={"<<": {"q": 1}})),
    _refused("merge scalar", "spec:\n  <<: 1\n", "merge"),
    _refused("merge nothing", "spec:\n  <<:\n", "merge"),
    _refused("merge alias of a list", "spec:\n  a: &A [{q: 1}]\n  b: {<<: *A}\n", "merge"),
    _refused("merge list of lists", "spec:\n  b: {<<: [[{q: 1}]]}\n", "merge"),
    _fact("duplicate keys", "spec:\n  a: 1\n  a: 2\n", spec(a=2)),
    _fact("duplicate top", "kind: Bar\n", {}),
    _fact("duplicate after conversion", "spec:\n  yes: 1\n  true: 2\n", spec(true=2)),
    _fact("bool key", "spec:\n  y: 2\n", spec(true=2)),
    _refused("null key", "spec:\n  null: 1\n", "key"),
    _refused("empty key", "spec:\n  : 1\n", "syntax"),
    _refused("key of 64 bits", "spec:\n  9223372036854775808: 1\n", "key"),
    _fact("int key", "spec:\n  1: a\n  0x10: b\n  08: c\n", spec(**{"1": "a", "16": "b", "8": "c"})),
    _fact("float key", "spec:\n  1.5: a\n  1.0: b\n  1e3: c\n", spec(**{"1.5": "a", "1": "b", "1000": "c"})),
    _fact(
        "float key in single precision",
        "spec: {1e6: 2, 1000001.0: 3, 0.1: 4, 1e21: 5, 1.0e-5: 6, 123456789.0: 7, 1e-300: 8, -0.0: 9, 1e39: 10}\n",
        spec(
            **{
                "0.1": 4,
                "1.000001e+06": 3,
                "1.2345679e+08": 7,
                "1e+06": 2,
                "1e+21": 5,
                "1e-05": 6,
                "0": 8,
                "-0": 9,
                ".inf": 10,
            }
        ),
    ),
    _fact("date key", "spec:\n  2020-01-01: a\n", {"spec": {"2020-01-01": "a"}}),
    _fact("binary key", "spec:\n  !!binary aGk=: 1\n", spec(hi=1)),
    _refused("sequence key", "spec:\n  [1, 2]: a\n", "key"),
    _refused("mapping key", "spec:\n  ? {a: 1}\n  : b\n", "key"),
    _fact("? scalar", "spec:\n  ? a\n  : b\n", spec(a="b")),
    _fact("? without value", "spec:\n  ? a\n  ? b\n", spec(a=None, b=None)),
]

BLOCKS_AND_QUOTES = [
    _refused("tab indent", "spec:\n\tx: 1\n", "syntax"),
    _fact("tab after colon", "spec:\n  x:\t1\n", spec(x=1)),
    _fact("tab before comment", "spec:\n  x: 1\t# c\n", spec(x=1)),
    _fact("tab trailing plain", "spec:\n  x: abc\t\n", spec(x="abc")),
    _refused("tab blank line", "spec:\n\t\n  x: 1\n", "syntax"),
    _refused("tab behind a plain scalar", "spec:\n  x: a\n\t\n  z: b\n", "syntax"),
    _refused("tab in block scalar", "spec:\n  x: |\n\ta\n", "syntax"),
    _fact("tab in quotes and brackets", 'spec:\n  x: "a\n\tb"\n  z: [a,\n\tb]\n', spec(x="a b", z=["a", "b"])),
    _fact("sequence at the same indentation", "spec:\n- a\n- b\n", {"spec": ["a", "b"]}),
    _fact("sequence item that is none", "spec:\n- a\n - b\n", {"spec": ["a - b"]}),
    _refused("dash without space", "spec:\n  -a\n  -b\n  c: d\n", "syntax"),
    _fact("plain over lines", "spec:\n  x: a\n    b\n    c\n\n    d\n", spec(x="a b c\nd")),
    _fact("literal", "spec:\n  x: |\n    a\n     b\n  y: 1\n", spec(x="a\n b\n", true=1)),
    _fact("literal stripped", "spec:\n  x: |-\n    a\n", spec(x="a")),
    _fact("literal kept", "spec:\n  x: |+\n    a\n\n  y: 1\n", spec(x="a\n\n", true=1)),
    _fact("literal without final line break", "spec:\n  x: |\n    a", spec(x="a\n")),
    _fact("folded", "spec:\n  x: >\n    a\n    b\n\n    c\n      d\n    e\n", spec(x="a b\nc\n  d\ne\n")),
    _fact("indentation indicator", "spec:\n  x: |2\n      a\n", spec(x="  a\n")),
    _refused("indentation indicator 0", "spec:\n  x: |0\n    a\n", "syntax"),
    _fact("literal with a comment", "spec:\n  x: |-  # c\n    a\n", spec(x="a")),
    _refused("text behind >", "spec:\n  x: > a\n", "syntax"),
    _fact("literal as key", "spec:\n  ? |\n    a\n  : b\n", spec(**{"a\n": "b"})),
    _fact(
        "escapes",
        'spec:\n  x: "a\\tb\\u00e9\\x41\\n\\e\\_\\L"\n  z: "\\N\\P\\0\\a\\v\\ \\U0001F600"\n',
        spec(x="a\tbéA\n\x1b\xa0\u2028", z="\x85\u2029\0\a\v 😀"),
    ),
    _refused("unknown escape", 'spec:\n  x: "\\z"\n', "syntax"),
    _refused("escaped slash", 'spec:\n  x: "a\\/b"\n', "syntax"),
    _fact("escaped backslash and slash", 'spec:\n  x: "a\\\\/b"\n', spec(x="a\\/b")),
    _refused("escaped surrogates", 'spec:\n  x: "\\ud83d\\ude00"\n', "syntax"),
    _fact("double quotes over lines", 'spec:\n  x: "a\n    b\n\n    c \\\n    d"\n', spec(x="a b\nc d")),
    _fact("single quotes over lines", "spec:\n  x: 'it''s\n    b'\n", spec(x="it's b")),
    _fact("double quotes not indented", 'spec:\n  x: "a\nb"\n', spec(x="a b")),
    _refused("two quoted texts", "spec:\n  x: 'a' 'b'\n", "syntax"),
    _refused("open quote", "spec:\n  x: 'a\n", "syntax"),
    _refused("key over lines", 'spec:\n  "a\n   b": c\n', "syntax"),
    _fact("comment glued", "spec:\n  x: a#b\n  y: q#\n", spec(x="a#b", true="q#")),
    _fact("comment after value", "spec:\n  x: a # b\n", spec(x="a")),
    _fact("comment glued to quotes", 'spec:\n  x: "a"#b\n', spec(x="a")),
    _refused("percent first in plain", "spec:\n  x: %a\n", "syntax"),
    _refused("at sign", "spec:\n  x: @a\n", "syntax"),
    _refused("backtick", "spec:\n  x: `a`\n", "syntax"),
    _refused("value x:", "spec:\n  x: x:\n", "syntax"),
    _fact("colon in url", "spec:\n  x: http://a:80/b\n", spec(x="http://a:80/b")),
    _refused("value with colon and space", "spec:\n  x: a: b\n", "syntax"),
    _fact("key with space", "spec:\n  a b: 1\n", {"spec": {"a b": 1}}),
    _fact("no space after colon", "spec:\n  a:1\n", {"spec": "a:1"}),
    _fact("trailing spaces after key", "spec:   \n  x: 1\n", spec(x=1)),
    _refused("bad indent", "spec:\n  x: 1\n    z: 2\n", "syntax"),
    _refused("dedent mismatch", "spec:\n    x: 1\n  z: 2\n", "syntax"),
    _refused("closing bracket behind a mapping", "spec: {}\n}\n", "syntax"),
    _fact("nested sequences", "l:\n- - a\n  - b\n- - c\nspec: {x: 1}\n", {"l": [["a", "b"], ["c"]], "spec": {"x": 1}}),
    _fact("sequence with null", "l:\n-\n- a\n", {"l": [None, "a"]}),
    _fact("different case", "Kind: Bar\n", {"Kind": "Bar"}),
]

FLOW = [
    _fact("over lines", "spec: {a: [1,\n   2], b: {c:\n d}}\n", spec(a=[1, 2], b={"c": "d"})),
    _fact("trailing comma", "spec:\n  a: [1, 2,]\n", spec(a=[1, 2])),
    _fact("adjacent value", 'spec: {"a":1, b:2}\n', {"spec": {"a": 1, "b:2": None}}),
    _fact("adjacent tag", 'spec: {"a":!!str 1}\n', spec(a="1")),
    _refused("empty entry", "spec:\n  a: [1, , 2]\n", "syntax"),
    _fact("plain with colon", "spec:\n  a: [b:c, http://x:80, 'd']\n", spec(a=["b:c", "http://x:80", "d"])),
    _fact("colon at the end", "spec:\n  a: [c:]\n  b: {a:, b: 1}\n", spec(a=["c:"], b={"a:": None, "b": 1})),
    _fact(
        "colons beside tags", "spec: {a: !!str 1, b: [c:d, !<tag:yaml.org,2002:str> 2]}\n", spec(a="1", b=["c:d", "2"])
    ),
    _fact("colon in key", "spec:\n  a: [a:b: c]\n", spec(a=[{"a:b": "c"}])),
    _fact("colon behind apostrophe", "spec:\n  a: [don't:x]\n", spec(a=["don't:x"])),
    _fact("pairs", "spec: [a: b, c: , ? e : f]\n", {"spec": [{"a": "b"}, {"c": None}, {"e": "f"}]}),
    _fact("keys without values", "spec: {a, b: , c}\n", spec(a=None, b=None, c=None)),
    _refused("colon at the beginning", "spec: [:a]\n", "syntax"),
    _refused("bracket behind a colon", "spec: [a:[b]]\n", "syntax"),
    _refused("question mark in plain", "spec: [a?b]\n", "syntax"),
    _refused("open bracket", "spec: [a\n", "syntax"),
    _refused("null key", "spec: [? , ]\n", "key"),
]

CHARACTERS = [
    _refused("control character", "spec:\n  x: a\x01b\n", "syntax"),
    _refused("NUL", "spec:\n  x: a\0b\n", "syntax"),
    _refused("delete", "spec:\n  x: a\x7fb\n", "syntax"),
    _fact("next line", "spec:\n  x: a\x85    b\n", spec(x="a b")),
    _fact("no-break space", "spec:\n  x: a\xa0b\n", spec(x="a\xa0b")),
    _refused("line separator", "spec:\n  x: a\u2028b\n  z: 1\n", "syntax"),
    _fact("byte order mark inside", "spec:\n  x: a\ufeffb\n", spec(x="a\ufeffb")),
    _fact("emoji", "spec:\n  x: 😀\n", spec(x="😀")),
    _bare("byte order mark", b"\xef\xbb\xbf" + f"{HEAD}spec:\n  x: 1\n".encode(), spec(x=1)),
    _bare("byte order mark and JSON", b"\xef\xbb\xbf" + _JSON.encode() + b', "spec": {"x": 1}}', spec(x=1)),
    _bare("UTF-16LE", b"\xff\xfe" + f"{HEAD}spec:\n  x: é😀\n".encode("utf-16-le"), spec(x="é😀")),
    _bare("UTF-16BE", b"\xfe\xff" + f"{HEAD}spec:\n  x: é😀\n".encode("utf-16-be"), spec(x="é😀")),
    Fact("invalid UTF-8", b"spec:\n  x: a\xff\n", (spec(x="a\ufffd"),)),
    Fact("broken UTF-8", b"spec:\n  x: a\xe2\x82\n  z: \xed\xa0\x80b\n", (spec(x="a\ufffd", z="\ufffd" * 3 + "b"),)),
    _bare("CRLF", f"{HEAD}spec:\n  x: |\n    a\n    b\n  y: c\n".replace("\n", "\r\n"), spec(x="a\nb\n", true="c")),
    _bare("CR", f"{HEAD}spec:\n  x: 1\n".replace("\n", "\r"), spec(x=1)),
    _bare(
        "CRLF separator",
        f"{HEAD}spec: {{x: 1}}\n---\n{HEAD}spec: {{x: 2}}\n".replace("\n", "\r\n"),
        spec(x=1),
        spec(x=2),
    ),
]

_SECOND = f"{HEAD}spec: {{x: 2}}\n"
SEPARATORS = [
    _bare("leading ---", f"---\n{HEAD}", {}),
    _fact("--- comment", f"--- # c\n{_SECOND}", {}, spec(x=2)),
    _fact("--- trailing spaces", f"---  \t\n{_SECOND}", {}, spec(x=2)),
    _refused("--- then content", "--- {apiVersion: v1, kind: Foo, metadata: {name: z}}\n", "separator"),
    _refused("four dashes", f"----\n{_SECOND}", "separator"),
    _fact("--- in block scalar", f"spec:\n  x: |\n    a\n---\n{_SECOND}", spec(x="a\n"), spec(x=2)),
    _fact("--- indented in block scalar", "spec:\n  x: |\n    a\n    ---\n    b\n", spec(x="a\n---\nb\n")),
    _bare("empty documents", f"---\n---\n{HEAD}---\n\n---\n", {}),
    _bare("empty file", ""),
    _bare("comment-only file", "# c\n"),
    _fact("null document", "---\nnull\n---\n~\n", {}),
    _fact("... at the end", "...\n", {}),
    _fact("... then document", f"...\n{_SECOND}", {}),
    _fact("... then nonsense", "...\n}\n", {}),
    _fact("... then --- document", f"...\n---\n{_SECOND}", {}, spec(x=2)),
    _bare("--- then ...", f"---\n...\n{HEAD}"),
    _bare("... first", f"...\n{HEAD}", refused="syntax"),
    _bare("%YAML 1.1", f"%YAML 1.1\n---\n{HEAD}", refused="directive"),
    _bare("%YAML 1.2", f"%YAML 1.2\n---\n{HEAD}", refused="directive"),
    _bare("%TAG", f"# c\n\n%TAG ! tag:x,2000:\n---\n{HEAD}", refused="directive"),
    _bare("comment before ---", f"# c\n---\n{HEAD}", {}),
    _bare("alias across documents", f"{HEAD}spec: &A {{x: 1}}\n---\n{HEAD}spec: *A\n", refused="aliases"),
    _bare("tab only line at top", f"\t\n{HEAD}", refused="syntax"),
]

JSON = [
    _bare(
        "object",
        _JSON + ', "spec": {"x": [1, -2.50, 1E3, true, false, null, "é\\u00e9\\n\\/", []], "z": {}}}',
        spec(x=[1, -2.5, 1000, True, False, None, "éé\n/", []], z={}),
    ),
    _bare("two objects", _JSON + "}\n" + _JSON + ', "spec": {"x": 2}}', {}, spec(x=2)),
    _bare("indented", "\n\t " + _JSON + "}\n", {}),
    _bare("null and an object", _JSON + "} null " + _JSON + "}", {}, {}),
    _bare("duplicate keys", _JSON + ', "spec": {"x": 1, "x": 2}}', spec(x=2)),
    _bare("surrogates", _JSON + ', "spec": {"x": "\\ud83d\\ude00 \\ud83d"}}', spec(x="😀 \ufffd")),
    _bare(
        "large numbers", _JSON + ', "spec": {"x": 9223372036854775807, "z": 1e21}}', spec(x=9223372036854775807, z=1e21)
    ),
    _bare("unquoted value", _JSON + ', "spec": {"x": yes}}', refused="json"),
    _bare("unquoted key", "{apiVersion: v1, kind: Foo}", refused="json"),
    _bare("single quotes", "{'kind': 'Foo'}", refused="json"),
    _bare("comment", _JSON + "} # c\n", refused="json"),
    _bare("separator", _JSON + "}\n---\n" + HEAD, refused="json"),
    _bare("trailing comma", _JSON + ",}", refused="json"),
    _bare("trailing comma in a list", _JSON + ', "spec": [1,]}', refused="json"),
    _bare("no comma", _JSON + ' "spec": 1}', refused="json"),
    _bare("no colon", _JSON + ', "spec" 1}', refused="json"),
    _bare("open", _JSON, refused="json"),
    _bare("open text", _JSON + ', "spec": "a', refused="json"),
    _bare("line break in a text", _JSON + ', "spec": "a\n"}', refused="json"),
    _bare("unknown escape", _JSON + ', "spec": "\\z"}', refused="json"),
    _bare("leading zero", _JSON + ', "spec": 01}', refused="json"),
    _bare("plus", _JSON + ', "spec": +1}', refused="json"),
    _bare("not a number", _JSON + ', "spec": NaN}', refused="json"),
    _bare("too large", _JSON + ', "spec": 1e400}', refused="number"),
    _bare("closing twice", _JSON + "}}", refused="json"),
    _bare("wrong bracket", _JSON + ', "spec": [1}', refused="json"),
]

FACTS = {
    f"{topic}: {fact.name}": fact
    for topic, facts in {
        "tags": TAGS_AND_ANCHORS,
        "keys": MERGES_AND_KEYS,
        "scalars": BLOCKS_AND_QUOTES,
        "flow": FLOW,
        "characters": CHARACTERS,
        "separators": SEPARATORS,
        "json": JSON,
    }.items()
    for fact in facts
}
