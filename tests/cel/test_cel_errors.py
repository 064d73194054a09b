"""What is said of expressions that cannot be compiled, and where; records and what the checker knows of them."""

from dataclasses import dataclass

import pytest

from podlint.cel import (
    BOOL,
    DYN,
    INT,
    STRING,
    CelCheckError,
    CelError,
    CelSyntaxError,
    Environment,
    EvaluationError,
    ListOf,
    MapOf,
    Record,
    compile_expression,
    parse,
)
from podlint.cel.syntax import Ident, Node, Select, children


@dataclass(frozen=True, slots=True)
class Row:
    name: str | None = "web"
    port: int | None = 80
    command: tuple[str, ...] = ()
    owner: "Row | None" = None
    labels: dict[str, str] | None = None

    @property
    def hidden(self) -> str:
        return "not declared"


ROW: Record = Record(
    "Container",
    lambda: {
        "name": STRING,
        "port": INT,
        "command": ListOf(STRING),
        "owner": ROW,
        "labels": MapOf(STRING, STRING),
    },
)
ENVIRONMENT = Environment({"row": ROW, "rows": ListOf(ROW), "any": DYN, "flag": BOOL, "text": STRING})

# The part of the source that the message is about stands between « and ».
PROBLEMS = [
    ("«rwo».name", "unknown variable `rwo`; did you mean `row`?"),
    ("1 + «qqq»", "unknown variable `qqq`"),
    ("row.«nmae»", "Container has no field `nmae`; did you mean `name`?"),
    ("row.«hidden»", "Container has no field `hidden`"),
    ("row.owner.owner.«ports»", "Container has no field `ports`; did you mean `port`?"),
    ("row.?«nmae»", "Container has no field `nmae`; did you mean `name`?"),
    ("has(row.«nmae»)", "Container has no field `nmae`; did you mean `name`?"),
    ("row.name.«x»", "string has no fields"),
    ("rows.all(c, c.«prot» > 1)", "Container has no field `prot`; did you mean `port`?"),
    ("rows.exists(i, c, c.«prot» > i)", "Container has no field `prot`; did you mean `port`?"),
    ("rows.filter(c, true)[0].«nam»", "Container has no field `nam`; did you mean `name`?"),
    ("rows.map(c, c.owner).all(o, o.«nam» == '')", "Container has no field `nam`; did you mean `name`?"),
    ("cel.bind(o, row.owner, o.«nam»)", "Container has no field `nam`; did you mean `name`?"),
    ("rows[?0].«nam».orValue('')", "Container has no field `nam`; did you mean `name`?"),
    ("rows[?0].optMap(o, o.«nam»)", "Container has no field `nam`; did you mean `name`?"),
    ("rows.first().value().«nam»", "Container has no field `nam`; did you mean `name`?"),
    ("(flag ? row : row.owner).«nam»", "Container has no field `nam`; did you mean `name`?"),
    ("rows.reverse()[0].«nam»", "Container has no field `nam`; did you mean `name`?"),
    ("row«[»'name'] == ''", "Container has no items by string"),
    ("rows«[»'a']", "list(Container) has no items by string"),
    ("text.«startWith»('a')", "unknown function `startWith`; did you mean `startsWith`?"),
    ("«sise»(text)", "unknown function `sise`; did you mean `size`?"),
    ("rows.«exsts»(c, true)", "unknown function `exsts`; did you mean `exists`?"),
    ("math.«greatst»(1, 2)", "unknown function `math.greatst`; did you mean `greatest`?"),
    ("text.«startsWith»()", "`startsWith` does not take 0 arguments: it is string.startsWith(string) -> bool"),
    ("text.«startsWith»(1)", "`startsWith` does not take string, int: it is string.startsWith(string) -> bool"),
    (
        "rows.«startsWith»('a')",
        "`startsWith` does not take list(Container), string: it is string.startsWith(string) -> bool",
    ),
    ("«startsWith»(text, 'a')", "`startsWith` is called as string.startsWith(string) -> bool"),
    ("rows.«all»(c)", "the macro `all` does not take 1 argument"),
    ("rows.all(c.«d», true)", "a macro's variable must be a name of its own"),
    ("rows.all(c, «c», true)", "a macro's variable must be a name of its own"),
    ("text.«all»(c, true)", "`all` needs a list or a map, not string"),
    ("rows.all(c, c.«name»)", "`all` needs bool, not string"),
    ("«has»(row)", "`has` needs the selection of a field, such as `has(a.b)`"),
    ("1 «+» 'a'", "`+` is not defined for int and string"),
    ("1 «+» 1.0", "`+` is not defined for int and double"),
    ("row.port «==» 'a'", "`==` is not defined for int and string"),
    ("row.port «==» true", "`==` is not defined for int and bool"),
    ("row «==» text", "`==` is not defined for Container and string"),
    ("row.port «<» 'a'", "`<` is not defined for int and string"),
    ("rows «<=» rows", "`<=` is not defined for list(Container) and list(Container)"),
    ("1 «in» row.command", "`in` is not defined for int and list(string)"),
    ("'a' «in» text", "`in` is not defined for string and string"),
    ("«!»text", "`!` is not defined for string"),
    ("«-»text", "`-` is not defined for string"),
    ("«text» && flag", "`&&` needs bool, not string"),
    ("flag || flag || «null»", "`||` needs bool, not null_type"),
    ("«1» ? 2 : 3", "`?:` needs bool, not int"),
    ("flag «?» 1 : 'a'", "`?:` has two types: int and string"),
    ("text.matches(«'('»)", "the pattern '(' has a `(` that is not closed"),
    ("timestamp(«'today'»)", "no timestamp: 'today'"),
]

SYNTAX = [
    ("1 +«»", "expected an expression, but the expression ends"),
    ("(1«»", "expected `)`, but the expression ends"),
    ("1 «2»", "expected the end, but found `2`"),
    ("any.«»", "expected a field name, but the expression ends"),
    (
        "any?.b«»",
        "expected `:` after what `?` is followed by (optional selection is written `.?`), but the expression ends",
    ),
    ("flag ? flag «?» 1 : 2 : 3", "expected `:` after what `?` is followed by, but found `?`"),
    ("any «=» 1", "unexpected character `=`; equality is written `==`"),
    ("flag «&» flag", "unexpected character `&`; and is written `&&`"),
    ("flag «|» flag", "unexpected character `|`; or is written `||`"),
    ("text == «'»abc", "a string that is not closed"),
    ("'ab«\\z»'", "unknown escape `\\z`"),
    ("b'«\\u0041»'", "bytes have no Unicode escapes"),
    ("'«\\ud800»'", "`\\ud800` is no Unicode character"),
    ("«9223372036854775808»", "`9223372036854775808` does not fit into an int of 64 bits"),
    ("1 + «18446744073709551616u»", "`18446744073709551616u` does not fit into a uint of 64 bits"),
    ("«for» == 1", "`for` is a reserved word"),
    ("{'a' «1»}", "expected `:`, but found `1`"),
    ("'é𝒜' + «$»", "unexpected character `$`"),
]


def place(marked: str) -> tuple[str, int, int]:
    """The source without its marks, and the offset and length of what they enclose."""
    before, _, rest = marked.partition("«")
    enclosed, _, after = rest.partition("»")
    return before + enclosed + after, len(before), len(enclosed)


@pytest.mark.parametrize(("marked", "message"), PROBLEMS)
def test_problem(marked: str, message: str) -> None:
    source, offset, length = place(marked)
    with pytest.raises(CelCheckError) as caught:
        compile_expression(source, ENVIRONMENT)
    assert (caught.value.message, caught.value.offset, caught.value.length) == (message, offset, length)


@pytest.mark.parametrize(("marked", "message"), SYNTAX)
def test_syntax_problem(marked: str, message: str) -> None:
    source, offset, length = place(marked)
    with pytest.raises(CelSyntaxError) as caught:
        compile_expression(source, ENVIRONMENT)
    assert (caught.value.message, caught.value.offset) == (message, offset)
    assert caught.value.length == max(1, length)


def test_all_problems_at_once() -> None:
    with pytest.raises(CelCheckError) as caught:
        compile_expression("row.nmae == 1 && rwo.name.sise() > 1 + 'a'", ENVIRONMENT)
    assert [problem.offset for problem in caught.value.problems] == [4, 17, 26, 37]
    assert str(caught.value).count(";") >= 3
    assert isinstance(caught.value, CelError)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("row.name == 'web' && row.port + 1 == 81", True),
        ("row.owner == null && row.name != null", True),
        ("has(row.name) && has(row.port) && !has(row.owner) && !has(row.command) && !has(row.labels)", True),
        ("row.?owner.?name.orValue('none')", "none"),
        ("row.?name.value()", "web"),
        ("rows.map(r, r.name)", ["a", "b"]),
        ("rows.filter(r, has(r.owner)).map(r, r.owner.name)", ["web"]),
        ("rows.exists_one(r, r.labels != null && r.labels.app == 'x')", True),
        ("rows[1].labels[?'app'].orValue('') + rows[0].?labels.?app.orValue('-')", "x-"),
        ("rows[0] == rows[0] && rows[0] != row", True),
        ("any.name == 'web' && has(any.port) && !has(any.owner)", True),
        ("type(row) == type(any)", True),
        ("rows.exists(r, r.port == 1) || text == 'x'", False),
    ],
)
def test_records(source: str, value: object) -> None:
    row = Row()
    rows = (Row("a", port=0), Row("b", owner=row, labels={"app": "x"}))
    bindings = {"row": row, "rows": rows, "any": row, "text": "", "flag": True}
    assert compile_expression(source, ENVIRONMENT)(bindings) == value


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("row.owner.name", "null has no field `name`"),
        ("row.owner.owner.name == 'x'", "null has no field `owner`"),
        ("any.hidden", "Row has no field `hidden`"),
        ("any.__class__", "Row has no field `__class__`"),
        ("any.name.upper", "string has no field `upper`"),
        ("has(row.owner.name)", "null_type has no field `name`"),
        ("row.owner.command.size()", "null has no field `command`"),
    ],
)
def test_what_records_lack(source: str, message: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        compile_expression(source, ENVIRONMENT)({"row": Row(), "any": Row()})
    assert caught.value.message == message


def test_null_stands_for_a_declared_scalar() -> None:
    program = compile_expression("row.name.startsWith('w') || row.port > 1 || row.name == null", ENVIRONMENT)
    assert program({"row": Row(name=None, port=None)}) is True


def test_identifiers_are_the_variables_named() -> None:
    source = "rows.all(any, any.name == text) && type(flag) == bool && math.abs(-1) == 1"
    assert compile_expression(source, ENVIRONMENT).identifiers == {"rows", "text", "flag"}


def test_result_type_is_known() -> None:
    assert compile_expression("rows.map(r, r.name)", ENVIRONMENT).type == ListOf(STRING)
    assert compile_expression("row.owner", ENVIRONMENT).type is ROW
    assert compile_expression("any.x + 1", ENVIRONMENT).type is DYN
    assert compile_expression("row.port == 1", ENVIRONMENT).type is BOOL


def names(node: Node) -> list[tuple[str, int, int]]:
    own = [(node.name, node.offset, node.length)] if isinstance(node, Ident | Select) else []
    return own + [name for child in children(node) for name in names(child)]


def test_every_name_knows_its_place() -> None:
    source = "a.bc[d.e].?f + g.h(i, [j], {k: l.`m-n`}) ? !o : -(p.q && 'é' == r || s in t)"
    found = names(parse(source))
    assert "".join(sorted(name[0] for name, _, _ in found)) == "abdefgijklmopqrst"
    assert all(source[offset : offset + length] == name for name, offset, length in found)


def test_trees_can_be_read() -> None:
    assert repr(parse("a.b")) == (
        "Select(name='b', operand=Ident(name='a', offset=0, length=1), optional=False, offset=2, length=1)"
    )
