"""The syntax tree of an expression; every node knows its place in the source, in code points."""

from typing import NamedTuple, TypeAlias


class Literal(NamedTuple):
    """A number, string, bytes, bool or null; `offset` and `length` span the token."""

    value: object
    offset: int
    length: int


class Ident(NamedTuple):
    """A variable, a type or the first part of a qualified name; `offset` and `length` span the name."""

    name: str
    offset: int
    length: int


class Select(NamedTuple):
    """`operand.name`, or `operand.?name` if optional; `offset` and `length` span the name."""

    operand: "Node"
    name: str
    optional: bool
    offset: int
    length: int


class Index(NamedTuple):
    """`operand[key]`, or `operand[?key]` if optional; `offset` is that of the bracket."""

    operand: "Node"
    key: "Node"
    optional: bool
    offset: int
    length: int = 1


class Call(NamedTuple):
    """`name(arguments)`, or `target.name(arguments)`; `offset` and `length` span the name."""

    target: "Node | None"
    name: str
    arguments: tuple["Node", ...]
    offset: int
    length: int


class Unary(NamedTuple):
    """`!operand` or `-operand`; `offset` is that of the operator."""

    operator: str
    operand: "Node"
    offset: int
    length: int = 1


class Binary(NamedTuple):
    """`left operator right` for arithmetic, comparison and `in`; `offset` and `length` span the operator."""

    operator: str
    left: "Node"
    right: "Node"
    offset: int
    length: int


class Logic(NamedTuple):
    """A chain of two or more operands joined by `&&`, or by `||`; `offset` is that of the first operator."""

    operator: str
    operands: tuple["Node", ...]
    offset: int
    length: int = 2


class Conditional(NamedTuple):
    """`condition ? then : otherwise`; `offset` is that of the question mark."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    offset: int
    length: int = 1


class Element(NamedTuple):
    """An item of a list literal; an optional one (`?item`) is left out when it holds no value."""

    value: "Node"
    optional: bool


class ListLiteral(NamedTuple):
    """`[items]`; `offset` is that of the bracket."""

    items: tuple[Element, ...]
    offset: int
    length: int = 1


class Entry(NamedTuple):
    """An entry of a map literal; an optional one (`?key: value`) is left out when its value holds nothing."""

    key: "Node"
    value: "Node"
    optional: bool


class MapLiteral(NamedTuple):
    """`{entries}`; `offset` is that of the brace."""

    entries: tuple[Entry, ...]
    offset: int
    length: int = 1


Node: TypeAlias = (
    Literal | Ident | Select | Index | Call | Unary | Binary | Logic | Conditional | ListLiteral | MapLiteral
)


def children(node: Node) -> list[Node]:
    """The nodes right below `node`, in the order of the source."""
    match node:
        case Select(operand=operand) | Unary(operand=operand):
            return [operand]
        case Index(operand=operand, key=key):
            return [operand, key]
        case Call(target=target, arguments=arguments):
            return [*arguments] if target is None else [target, *arguments]
        case Binary(left=left, right=right):
            return [left, right]
        case Logic(operands=operands):
            return [*operands]
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return [condition, then, otherwise]
        case ListLiteral(items=items):
            return [item.value for item in items]
        case MapLiteral(entries=entries):
            return [part for entry in entries for part in (entry.key, entry.value)]
    return []
