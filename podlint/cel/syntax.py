"""The syntax tree of an expression; every node knows its place in the source, in code points."""

from typing import TypeAlias

from podlint.namedtuple import NamedTuple


class _Syntax:
    """A node. NamedTuples would be shorter, but take milliseconds to define."""

    __slots__ = ("length", "offset")

    def __init__(self, offset: int, length: int) -> None:
        self.offset = offset
        self.length = length

    def __repr__(self) -> str:
        names = (*type(self).__slots__, "offset", "length")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class Literal(_Syntax):
    """A number, string, bytes, bool or null; `offset` and `length` span the token."""

    __slots__ = ("value",)

    def __init__(self, value: object, offset: int, length: int) -> None:
        self.value = value
        self.offset = offset
        self.length = length


class Ident(_Syntax):
    """A variable, a type or the first part of a qualified name; `offset` and `length` span the name."""

    __slots__ = ("name",)

    def __init__(self, name: str, offset: int, length: int) -> None:
        self.name = name
        self.offset = offset
        self.length = length


class Select(_Syntax):
    """`operand.name`, or `operand.?name` if optional; `offset` and `length` span the name."""

    __slots__ = ("name", "operand", "optional")

    def __init__(self, operand: "Node", name: str, optional: bool, offset: int, length: int) -> None:
        self.operand = operand
        self.name = name
        self.optional = optional
        self.offset = offset
        self.length = length


class Index(_Syntax):
    """`operand[key]`, or `operand[?key]` if optional; `offset` is that of the bracket."""

    __slots__ = ("key", "operand", "optional")

    def __init__(self, operand: "Node", key: "Node", optional: bool, offset: int) -> None:
        super().__init__(offset, 1)
        self.operand = operand
        self.key = key
        self.optional = optional


class Call(_Syntax):
    """`name(arguments)`, or `target.name(arguments)`; `offset` and `length` span the name."""

    __slots__ = ("arguments", "name", "target")

    def __init__(
        self, target: "Node | None", name: str, arguments: "tuple[Node, ...]", offset: int, length: int
    ) -> None:
        super().__init__(offset, length)
        self.target = target
        self.name = name
        self.arguments = arguments


class Unary(_Syntax):
    """`!operand` or `-operand`; `offset` is that of the operator."""

    __slots__ = ("operand", "operator")

    def __init__(self, operator: str, operand: "Node", offset: int) -> None:
        super().__init__(offset, 1)
        self.operator = operator
        self.operand = operand


class Binary(_Syntax):
    """`left operator right` for arithmetic, comparison and `in`; `offset` and `length` span the operator."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, operator: str, left: "Node", right: "Node", offset: int) -> None:
        super().__init__(offset, len(operator))
        self.operator = operator
        self.left = left
        self.right = right


class Logic(_Syntax):
    """A chain of two or more operands joined by `&&`, or by `||`; `offset` is that of the first operator."""

    __slots__ = ("operands", "operator")

    def __init__(self, operator: str, operands: "tuple[Node, ...]", offset: int) -> None:
        super().__init__(offset, 2)
        self.operator = operator
        self.operands = operands


class Conditional(_Syntax):
    """`condition ? then : otherwise`; `offset` is that of the question mark."""

    __slots__ = ("condition", "otherwise", "then")

    def __init__(self, condition: "Node", then: "Node", otherwise: "Node", offset: int) -> None:
        super().__init__(offset, 1)
        self.condition = condition
        self.then = then
        self.otherwise = otherwise


class Element(NamedTuple):
    """An item of a list literal; an optional one (`?item`) is left out when it holds no value."""

    value: "Node"
    optional: bool


class ListLiteral(_Syntax):
    """`[items]`; `offset` is that of the bracket."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[Element, ...], offset: int) -> None:
        super().__init__(offset, 1)
        self.items = items


class Entry(NamedTuple):
    """An entry of a map literal; an optional one (`?key: value`) is left out when its value holds nothing."""

    key: "Node"
    value: "Node"
    optional: bool


class MapLiteral(_Syntax):
    """`{entries}`; `offset` is that of the brace."""

    __slots__ = ("entries",)

    def __init__(self, entries: tuple[Entry, ...], offset: int) -> None:
        super().__init__(offset, 1)
        self.entries = entries


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


def level(tree: Node, depth: int) -> list[Node]:
    """The nodes that lie so many levels below the root."""
    nodes = [tree]
    for _ in range(depth):
        nodes = [child for node in nodes for child in children(node)]
    return nodes
