"""The same expressions, the same answers: podlint's CEL against Google's, on written and on generated expressions."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.cel import DYN, CelError, Duration, Environment, EvaluationError, Timestamp, compile_expression

oracle = pytest.importorskip("cel_expr_python.cel")

EXPRESSIONS = (Path(__file__).parent / "expressions.txt").read_text(encoding="utf-8").splitlines()

NO_CROSS_TYPE = "the oracle's checker refuses numbers of two types side by side; here they are compared as numbers"
EXACT = "the oracle rounds the int to a double; here the two are compared as numbers"
GO = "as in cel-go, which the API server runs"
DIFFERENCES = {
    "{true: 1, 1: 2}": "Python's dict has one place for both keys, so this is an error",
    "{1: 'a', 1u: 'b'}": "1 == 1u, so the key is repeated",
    "1 == 1.0": NO_CROSS_TYPE,
    "1 < 1.5": NO_CROSS_TYPE,
    "1.0 in [1]": NO_CROSS_TYPE,
    "[1] == [1.0]": NO_CROSS_TYPE,
    "[1][0.0]": NO_CROSS_TYPE,
    "{1:'a'}[1.0]": NO_CROSS_TYPE,
    "dyn(9223372036854775807) == 9223372036854775807.0": EXACT,
    "dyn(9007199254740993) == 9007199254740992.0": EXACT,
    "dyn(9007199254740993) > 9007199254740992.0": EXACT,
    "[,]": "a comma without an item is a slip",
    "string(timestamp('2020-01-01T00:00:00.5Z'))": f"no zeros at the end, {GO}",
    "string(duration('-1.5s'))": f"no zeros at the end, {GO}",
    "''.split('')": f"no parts, {GO}",
    "'%d'.format([1.5])": f"`%d` takes whole numbers only, {GO}",
    "string(double('nan'))": f"NaN, {GO}",
    "string(double('inf'))": f"+Inf, {GO}",
    "int(' 5')": f"no blanks, {GO}",
    "uint('+5')": f"no sign, {GO}",
    "double(' 1')": f"no blanks, {GO}",
    "double('0x1p3')": "decimal texts only",
    "duration('9223372037s')": f"64 bits of nanoseconds, {GO}",
    "timestamp('2020-01-01T00:00:60Z')": f"no leap seconds, {GO}",
    "[1] + ['a']": "a list may hold several types, so lists of several types may be joined",
    "dyn(null) in {'a': 1}": f"no map has such a key, {GO}",
    "dyn([]) in {'a': 1}": f"no map has such a key, {GO}",
    "'hello'.substring(1, 5)": "the oracle takes the end of the text for an index out of range",
    "[1][?0u].hasValue()": NO_CROSS_TYPE,
    "[1][?dyn(0.0)].hasValue()": "what `[]` takes, `[?]` takes",
    r"'a'.matches('\\pL')": "Unicode classes are not there in Python's `re`",
    "'aaa'.matches('(?U)a+')": "the flag U is not there in Python's `re`",
}

CONFIG = """
name: podlint
extensions:
- name: strings
- name: math
- name: optional
- name: bindings
- name: lists
- name: sets
- name: two-var-comprehensions
- name: encoders
"""
ERROR = "an error"


@pytest.fixture(scope="module")
def reference() -> Any:
    config = oracle.NewEnvConfigFromYaml(CONFIG)
    return oracle.NewEnv(config=config, variables=dict.fromkeys("abc", oracle.Type.DYN))


def theirs(reference: Any, source: str, bindings: dict[str, object]) -> object:
    try:
        found = reference.compile(source).eval(data=bindings)
    except (RuntimeError, ValueError):
        return ERROR
    return ERROR if found.type().name() == "ERROR" else comparable(found.plain_value())


def ours(source: str, bindings: dict[str, object]) -> object:
    try:
        return comparable(compile_expression(source, Environment(dict.fromkeys("abc", DYN)))(bindings))
    except (CelError, EvaluationError):
        return ERROR


def comparable(value: Any) -> object:
    """The value in a form in which equal means the same type, too."""
    match value:
        case bool() | float():
            return repr(value)
        case list() | tuple():
            return [comparable(item) for item in value]
        case dict():
            return {comparable(key): comparable(item) for key, item in value.items()}
        case bytes() | bytearray():
            return bytes(value)
        case datetime.timedelta():
            return "duration", value // datetime.timedelta(microseconds=1)
        case datetime.datetime():
            epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
            return "timestamp", (value - epoch) // datetime.timedelta(microseconds=1)
        case Duration():
            return "duration", value.nanoseconds // 1000
        case Timestamp():
            return "timestamp", value.nanoseconds // 1000
    return value if isinstance(value, int | str | None) else "a type"


def test_there_are_many_expressions() -> None:
    assert len(set(EXPRESSIONS)) == len(EXPRESSIONS) > 500
    assert DIFFERENCES.keys() <= set(EXPRESSIONS)


@pytest.mark.parametrize("source", [source for source in EXPRESSIONS if source not in DIFFERENCES])
def test_same_answer(reference: Any, source: str) -> None:
    assert ours(source, {}) == theirs(reference, source, {})


@pytest.mark.parametrize("source", DIFFERENCES)
def test_different_answer(reference: Any, source: str) -> None:
    assert ours(source, {}) != theirs(reference, source, {})


VALUES: st.SearchStrategy[object] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.integers(-3, 3)
    | st.floats(-4, 4, width=16).map(lambda number: number + 0.25)
    | st.sampled_from(["", "a", "ab", "é", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "x"]), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["a", "b", "c"])
LITERALS = """
a b c 0 1 -1 0.5 -2.5 true false null '' 'a' 'ab' b'a' [] [1] ['a','b'] [dyn(1),'a'] {} {'a':1} {'x':[1]}
"""


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions that have those of `inner` as parts, wrapped in dyn() so that the checkers let them through."""
    part = inner.map(lambda text: f"dyn({text})")
    operators = st.sampled_from(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"])
    macros = st.sampled_from(["all", "exists", "exists_one", "filter", "map"])
    calls = st.sampled_from(["size()", "startsWith('a')", "contains('b')", "matches('a')", "split('a')", "reverse()"])
    return st.one_of(
        st.builds("({} {} {})".format, part, operators, part),
        st.builds("({} ? {} : {})".format, part, part, part),
        st.builds("({} in [{}, {}])".format, part, part, part),
        st.builds("({} in {})".format, st.sampled_from(["'a'", "dyn(1)", "true"]), part),
        st.builds("!{}".format, part),
        st.builds("-({})".format, part),
        st.builds("{}.{}(v, {})".format, part, macros, part | st.just("v == 1") | st.just("v > 0")),
        st.builds("{}.all(k, v, {})".format, part, st.sampled_from(["v != k", "k == 0 || v", "v > k"])),
        st.builds("{}[{}]".format, part, part),
        st.builds("{}.x".format, part),
        st.builds("has({}.a)".format, part),
        st.builds("{}.?a.orValue({})".format, part, part),
        st.builds("{}[?{}].orValue(1)".format, part, part),
        st.builds("[{}, {}]".format, part, part),
        st.builds("{{'a': {}, 'x': {}}}".format, part, part),
        st.builds("{}.{}".format, part, calls),
        st.builds("{}({})".format, st.sampled_from(["string", "bool", "size", "double"]), part),
        st.builds("(type({}) == type({}))".format, part, part),
        st.builds("cel.bind(v, {}, [v, {}])".format, part, part),
    )


SOURCES = st.recursive(st.sampled_from(LITERALS.split()), grown, max_leaves=6)


def typed(depth: int) -> dict[str, st.SearchStrategy[str]]:
    """Expressions by their type, so many levels deep, most of which have a value."""
    if depth == 0:
        return {
            "int": st.sampled_from(["0", "1", "-2", "7", "9223372036854775807", "i"]),
            "string": st.sampled_from(["''", "'a'", "'banana'", "'é'", "s"]),
            "bool": st.sampled_from(["true", "false"]),
            "list": st.sampled_from(["[]", "[1, 2, 3]", "[3, 1]", "l"]),
        }
    inner = typed(depth - 1)
    number, text, truth, many = (inner[kind] for kind in ("int", "string", "bool", "list"))
    compared = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    return {
        "int": st.one_of(
            number,
            st.builds("({} {} {})".format, number, st.sampled_from("+-*/%"), number),
            st.builds("({} ? {} : {})".format, truth, number, number),
            st.builds("{}.size()".format, text | many),
            st.builds("{}.indexOf({})".format, text, text),
            st.builds("{}[{}]".format, many, number),
            st.builds("{}[?{}].orValue({})".format, many, number, number),
            st.builds("math.greatest({}, {})".format, number, number),
        ),
        "string": st.one_of(
            text,
            st.builds("({} + {})".format, text, text),
            st.builds("{}.substring({})".format, text, number),
            st.builds("{}.replace({}, {}, {})".format, text, text, text, number),
            st.builds("{}.split({}).join({})".format, text, text.filter(lambda part: part != "''"), text),
            st.builds("'%s %d'.format([{}, {}])".format, text | many, number),
            st.builds("string({})".format, number | truth),
        ),
        "bool": st.one_of(
            truth,
            st.builds("({} {} {})".format, truth, st.sampled_from(["&&", "||", "=="]), truth),
            st.builds("!{}".format, truth),
            st.builds("({} {} {})".format, number, compared, number),
            st.builds("({} {} {})".format, text, compared, text),
            st.builds("({} in {})".format, number, many),
            st.builds("{}.{}(v, v {} {})".format, many, st.sampled_from(["all", "exists"]), compared, number),
            st.builds("{}.{}({})".format, text, st.sampled_from(["contains", "startsWith", "endsWith"]), text),
        ),
        "list": st.one_of(
            many,
            st.builds("({} + [{}])".format, many, number),
            st.builds("{}.map(v, v * {})".format, many, number),
            st.builds("{}.filter(v, v > {})".format, many, number),
            st.builds("{}.transformList(k, v, k + v)".format, many),
            st.builds("{}.{}()".format, many, st.sampled_from(["sort", "reverse", "distinct"])),
        ),
    }


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(source=st.one_of(*typed(3).values()))
def test_same_answer_for_well_typed(reference: Any, source: str) -> None:
    bindings: dict[str, object] = {"a": 5, "b": "bob"}
    wrapped = f"cel.bind(i, int(a), cel.bind(s, string(b), cel.bind(l, [4, 2], {source})))"
    assert ours(wrapped, bindings) == theirs(reference, wrapped, bindings)


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(source=SOURCES, a=VALUES, b=VALUES, c=VALUES)
def test_same_answer_for_generated(reference: Any, source: str, a: object, b: object, c: object) -> None:
    bindings = {"a": a, "b": b, "c": c}
    assert ours(source, bindings) == theirs(reference, source, bindings)
