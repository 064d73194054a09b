"""The language: literals, operators, absorbed errors, macros and optionals, by tables."""

import math

import pytest

from podlint.cel import (
    DYN,
    CelCheckError,
    CelError,
    CelSyntaxError,
    Environment,
    EvaluationError,
    UInt,
    compile_expression,
)

ENVIRONMENT = Environment(dict.fromkeys("abm", DYN))


def evaluate(source: str, **bindings: object) -> object:
    return compile_expression(source, ENVIRONMENT)(bindings)


LITERALS: list[tuple[str, object]] = [
    ("0x1F", 31),
    ("-0x8000000000000000", -(2**63)),
    ("- 9223372036854775808", -(2**63)),
    ("18446744073709551615u", UInt(2**64 - 1)),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("-1.5E-1", -0.15),
    ("null", None),
    (r'"\x41\101\u0041\U00000041\?\`\a\\"', "AAAA?`\a\\"),
    (r"'''a'b'''", "a'b"),
    ('""""a"""', '"a'),
    ("'''a\nb'''", "a\nb"),
    (r"r'\n'", r"\n"),
    (r"R'''\n'''", r"\n"),
    (r"b'\xff\377é'", b"\xff\xff\xc3\xa9"),
    (r"br'\x'", rb"\x"),
    ("''", ""),
    ("[1, 'a',]", [1, "a"]),
    ("{'a': 1, true: [2]}", {"a": 1, True: [2]}),
    ("1 // what follows is a comment\n + 1", 2),
]

VALUES: list[tuple[str, object]] = [
    ("1 + 2 * 3 - 10 / 4 % 3", 5),
    ("-7 / 2", -3),
    ("-7 % 2", -1),
    ("7 % -2", 1),
    ("1.0 / 0.0", math.inf),
    ("'a' + 'b'", "ab"),
    ("b'a' + b'b'", b"ab"),
    ("[1] + ['a']", [1, "a"]),
    ("!true || --1 == 1", True),
    ("1 == 1.0 && 1u == 1 && 1 < 1.5 && 2u > 1", True),
    ("a == 1", False),
    ("[1, {'a': 2}] == [1.0, {'a': 2u}]", True),
    ("a in [1, 0]", False),
    ("a in {1: 2}", False),
    ("true ? 1 : 1 / 0", 1),
    ("a ? 1 : 2", 1),
    ("m.x.y[1]", "b"),
    ("m['x']['y'][0u]", "a"),
    ("m.`not-a-name`", 5),
    ("m.in_", 6),
    ("m.for", 7),
    (".a", True),
    ("has(m.x) && !has(m.y) && has(m.x.y)", True),
    ("type(1) == int && type(a) == bool && type(type(1)) == type", True),
    ("type(null) == null_type && type(timestamp(0)) == google.protobuf.Timestamp", True),
    ("size(b) == 3 && b.size() == 3", True),
    # Errors are outweighed by a side that decides, on the left as on the right.
    ("1 / 0 == 0 || true", True),
    ("true || 1 / 0 == 0", True),
    ("1 / 0 == 0 && false", False),
    ("m.none == 1 || b == [1, 2, 3]", True),
    ("dyn(1) && false", False),
    ("[0, 1].exists(x, 1 / x == 1)", True),
    ("[0, 2].all(x, 1 / x == 1)", False),
    ("b.all(x, x > 0) && b.exists(x, x == 3) && b.exists_one(x, x > 2)", True),
    ("b.existsOne(i, x, i + x == 3)", True),
    ("b.filter(x, x % 2 == 1)", [1, 3]),
    ("b.map(x, x * x)", [1, 4, 9]),
    ("b.map(x, x > 1, x * x)", [4, 9]),
    ("m.x.map(k, k)", ["y"]),
    ("b.map(x, b.map(y, x * y))", [[1, 2, 3], [2, 4, 6], [3, 6, 9]]),
    ("b.map(x, [x].map(x, x + 1)[0] + x)", [3, 5, 7]),
    ("b.all(i, x, x == i + 1) && m.x.exists(k, v, k == 'y' && v[0] == 'a')", True),
    ("b.transformList(i, x, i * x)", [0, 2, 6]),
    ("b.transformList(i, x, i > 0, i * x)", [2, 6]),
    ("b.transformMap(i, x, x * 10)", {0: 10, 1: 20, 2: 30}),
    ("m.x.transformMap(k, v, k == 'z', v)", {}),
    ("m.x.transformMapEntry(k, v, {v[0]: k})", {"a": "y"}),
    ("b.transformMapEntry(i, x, x > 2, {string(x): i})", {"3": 2}),
    ("[{'n': 2}, {'n': 1}].sortBy(x, x.n).map(x, x.n)", [1, 2]),
    ("cel.bind(x, b[0], x + x)", 2),
    ("cel.bind(x, 1 / 0, true)", True),
    ("m.?x.?y.hasValue() && !m.?q.?y.hasValue()", True),
    ("m.?q.y.orValue('none')", "none"),
    ("m.?x.y[0].value()", "a"),
    ("m[?'q'].orValue(1 / 1)", 1),
    ("b[?0].orValue(9) + b[?9].orValue(9)", 10),
    ("optional.of(1).orValue(1 / 0)", 1),
    ("optional.none().or(optional.of(2)).value()", 2),
    ("optional.of(1).optMap(x, x + 1).value()", 2),
    ("optional.none().optMap(x, x + 1).hasValue()", False),
    ("optional.of(1).optFlatMap(x, optional.none()).hasValue()", False),
    ("optional.of(1) == optional.of(1.0) && optional.none() != optional.of(1)", True),
    ("[?optional.of(1), ?optional.none(), 2]", [1, 2]),
    ("{?'a': m.?q, ?'b': m.?in_}", {"b": 6}),
    ("has(m.?x.y)", True),
]

FAILURES = [
    ("9223372036854775807 + 1", "int overflow"),
    ("-(-9223372036854775808)", "int overflow"),
    ("-9223372036854775808 / -1", "int overflow"),
    ("0u - 1u", "uint overflow"),
    ("1 / 0", "division by zero"),
    ("1 % 0", "modulus by zero"),
    ("a + 1", "`+` is not defined for bool and int"),
    ("a < 1", "`<` is not defined for bool and int"),
    ("dyn(1) + 1.0", "`+` is not defined for int and double"),
    ("-a", "`-` is not defined for bool"),
    ("!b", "`!` is not defined for list"),
    ("b || false", "`||` is not defined for list"),
    ("b ? 1 : 2", "`?:` is not defined for list"),
    ("b[3]", "index out of range: 3"),
    ("b[-1]", "index out of range: -1"),
    ("b[0.5]", "`[]` is not defined for list and double"),
    ("b['a']", "`[]` is not defined for list and string"),
    ("m.q", "no such key: 'q'"),
    ("m['q']", "no such key: 'q'"),
    ("m.x.q.r", "no such key: 'q'"),
    ("has(m.q.r)", "no such key: 'q'"),
    ("a.q", "bool has no field `q`"),
    ("1 in a", "`in` is not defined for int and bool"),
    ("{'x': 1, 'x': 2}", "repeated key: 'x'"),
    ("{1.5: 1}", "double cannot be the key of a map"),
    ("{true: 1, 1: 2}", "keys that mix numbers and booleans: 1"),
    ("{1: 'x'}[a]", "no such key: True"),
    ("[0, 1].all(x, 1 / x == 1)", "division by zero"),
    ("b.exists_one(x, 1 / (x - 1) > 0)", "division by zero"),
    ("b.filter(x, x)", "`filter` is not defined for int"),
    ("b.all(x, x)", "`all` is not defined for int"),
    ("a.map(x, x)", "a list or a map is needed, not bool"),
    ("a.all(i, x, x)", "a list or a map is needed, not bool"),
    ("b.transformMapEntry(i, x, {'k': x})", "repeated key: 'k'"),
    ("cel.bind(x, 1 / 0, x)", "`x` has no value"),
    ("optional.none().value()", "`optional.none()` has no value"),
    ("optional.of(1).optFlatMap(x, b)", "an optional is needed, not list"),
    ("[?b]", "`?` needs an optional, not list"),
    ("b.sortBy(x, [x])", "only values of one type that has an order can be sorted"),
    ("[dyn(1), 'a'].sort()", "only values of one type that has an order can be sorted"),
    ("b.startsWith('a')", "`startsWith` does not take list, string"),
    ("missing", None),
]


@pytest.mark.parametrize(("source", "value"), [*LITERALS, *VALUES])
def test_value(source: str, value: object) -> None:
    maps = {"x": {"y": ["a", "b"]}, "not-a-name": 5, "in_": 6, "for": 7}
    found = evaluate(source, a=True, b=[1, 2, 3], m=maps)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("source", "message"), FAILURES)
def test_failure(source: str, message: str | None) -> None:
    environment = Environment({**ENVIRONMENT.variables, "missing": DYN})
    program = compile_expression(source, environment)
    with pytest.raises(EvaluationError) as caught:
        program({"a": True, "b": [1, 2, 3], "m": {"x": {}}})
    assert caught.value.message == (message or "`missing` has no value")
    assert caught.value.offset is not None
    assert 0 <= caught.value.offset < len(source)


def test_failure_points_at_the_operation() -> None:
    source = "1 + 1 == 2 && b.map(x, x + 1)[0] > m.x.y"
    with pytest.raises(EvaluationError) as caught:
        evaluate(source, b=[1], m={"x": {}})
    assert caught.value.offset == source.index("y", 30)


def test_bool_is_no_int() -> None:
    assert evaluate("a == b", a=True, b=1) is False
    assert evaluate("a == b", a=[1], b=[True]) is False
    assert evaluate("a == b", a={"x": 0}, b={"x": False}) is False


def test_uint_stays_uint() -> None:
    assert type(evaluate("a + 1u", a=UInt(1))) is UInt
    with pytest.raises(EvaluationError):
        evaluate("a + 1", a=UInt(1))


def test_subclasses_are_what_they_extend() -> None:
    class Text(str):
        __slots__ = ()

    class Texts(list[object]):
        __slots__ = ()

    assert evaluate("a == 'x' && a + 'y' == 'xy' && a in {'x': 1} && a.size() == 1", a=Text("x")) is True
    assert evaluate("a[0] == 'x' && a == ['x'] && a + ['y'] == ['x', 'y']", a=Texts(["x"])) is True
    assert evaluate("a == ['x'] && a.exists(i, v, v == 'x')", a=("x",)) is True


def test_macro_variables_hide_and_end() -> None:
    assert evaluate("[1].map(a, a)[0] + a", a=5) == 6
    with pytest.raises(CelCheckError, match="unknown variable `x`"):
        evaluate("[1].map(x, x)[0] + x")


@pytest.mark.parametrize(
    "source",
    [
        "(" * 101 + "1" + ")" * 101,
        "[" * 200 + "]" * 200,
        "a" + ".b" * 200,
        "1" + " + 1" * 500,
        "!" * 3000 + "true",
        "-!" * 400 + "1",
        "true ? 1 : " * 300 + "1",
        "a[" * 150 + "0" + "]" * 150,
        "{1:" * 120 + "1" + "}" * 120,
    ],
)
def test_depth_is_bounded(source: str) -> None:
    with pytest.raises(CelSyntaxError):
        compile_expression(source, ENVIRONMENT)


def test_deep_but_bounded_is_evaluated() -> None:
    assert evaluate("(" * 90 + "1" + ")" * 90) == 1
    assert evaluate("1" + " + 1" * 98) == 99
    assert evaluate(" || ".join(["false"] * 2000)) is False
    assert evaluate("[1].map(x, " * 45 + "x" + ")" * 45) == evaluate("[" * 45 + "1" + "]" * 45)


def test_length_is_bounded() -> None:
    with pytest.raises(CelSyntaxError, match="longer than"):
        compile_expression("1" + " " * 100_000, ENVIRONMENT)


def test_size_of_values_is_bounded() -> None:
    grown = "'0123456789'" + ".replace('0', '00000000000000000000')" * 20
    with pytest.raises(EvaluationError, match="elements"):
        evaluate(grown)


def test_values_nested_too_deeply() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    other: list[object] = []
    for _ in range(100_000):
        other = [other]
    with pytest.raises(EvaluationError, match="nested too deeply"):
        evaluate("a == b", a=deep, b=other)


def test_errors_have_one_ancestor() -> None:
    assert issubclass(CelSyntaxError, CelError)
    assert issubclass(CelCheckError, CelError)
    assert not issubclass(EvaluationError, CelError)
