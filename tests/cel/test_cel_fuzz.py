"""Whatever the text: an expression is compiled and evaluated, or there is a CelError or an EvaluationError."""

from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.cel import DYN, INT, STRING, CelError, Environment, EvaluationError, ListOf, Record, compile_expression
from podlint.cel.functions import NAMES
from podlint.cel.macros import MACROS

TOKENS = """
( ) [ ] { } , : ? . .? [? ! - + * / % < <= == != >= > && || in
0 1 -1 2u 0x1F 9223372036854775807 1.5 1e400 .5 true false null 'a' '' b'a' r'\\' "(" // `a-b`
x y v k row rows row.name int string optional.none() optional.of(1) timestamp(0) duration('1s') for $ ' " # é
has(x.a) x.all(v,v) x[0] x.a [x,y] {'a':x} cel.bind(v,x,v) x.map(v,v) quantity('1')
"""
CALLED = sorted(NAMES | {name for name, _ in MACROS})
ROW = Record("Row", {"name": STRING, "port": INT, "tags": ListOf(STRING)})
ENVIRONMENT = Environment({"x": DYN, "y": DYN, "rows": ListOf(ROW), "row": ROW, "n": INT, "s": STRING})
VALUES = st.sampled_from([None, True, 0, 1, -(2**63), 0.5, float("nan"), "a", "", b"a", [], [1, "a"], {"a": 1}, {}])
SETTINGS = settings(max_examples=500, derandomize=True, deadline=None, database=None)


def attempt(source: str, x: object, y: object) -> None:
    assert all(0 <= offset <= len(source) for offset in offsets_of_errors(source, x, y))


def offsets_of_errors(source: str, x: object, y: object) -> list[int]:
    try:
        program = compile_expression(source, ENVIRONMENT)
    except CelError as error:
        return [problem.offset for problem in error.problems]
    try:
        program({"x": x, "y": y, "rows": [], "row": None, "n": 1, "s": "a"})
    except EvaluationError as error:
        return [-1 if error.offset is None else error.offset]
    return []


@SETTINGS
@given(tokens=st.lists(st.sampled_from([*TOKENS.split(), *CALLED]), max_size=14), x=VALUES, y=VALUES)
def test_token_soup(tokens: list[str], x: object, y: object) -> None:
    attempt(" ".join(tokens), x, y)
    attempt("".join(tokens), x, y)


@SETTINGS
@given(source=st.text(max_size=60))
def test_any_text(source: str) -> None:
    attempt(source, None, None)


ARGUMENTS = st.sampled_from(
    ["x", "y", "v", "1", "'a'", "'('", "[x]", "-1", "s", "n", "rows", "row", "x.a", "1u", "0.5"]
)


@SETTINGS
@given(
    name=st.sampled_from(CALLED),
    target=ARGUMENTS,
    arguments=st.lists(ARGUMENTS, max_size=4),
    x=VALUES,
    y=VALUES,
)
def test_any_call(name: str, target: str, arguments: list[str], x: object, y: object) -> None:
    inside = ", ".join(arguments)
    attempt(f"{target}.{name}({inside})", x, y)
    attempt(f"{name}({inside})", x, y)
    attempt(f"{target}.map(v, {name}({inside}))", x, y)


@SETTINGS
@given(pattern=st.text(alphabet="ab()[]{}|*+?.^$\\dwsQEx:-,013<>P=!i", max_size=16))
def test_any_pattern(pattern: str) -> None:
    attempt("x.matches(y) || x.findAll(y).size() > 0", "abab", pattern)
