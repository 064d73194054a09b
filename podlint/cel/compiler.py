"""Syntax tree to closures; names and types are checked on the way, and all problems are gathered."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from podlint.cel import closures, syntax
from podlint.cel.check import SCALARS, TYPE_NAMES, binary_type, held_type, near
from podlint.cel.closures import Run
from podlint.cel.environment import Environment
from podlint.cel.errors import Problem
from podlint.cel.operators import BINARY, index, negation, negative, optional_index
from podlint.cel.types import (
    BOOL,
    DYN,
    NULL,
    TYPE,
    CelType,
    ListOf,
    MapOf,
    OptionalOf,
    Record,
    comparable,
    fits,
    join,
)
from podlint.cel.values import MISSING, NUMERIC, TypeValue, kind_of
from podlint.namedtuple import NamedTuple


class Code(NamedTuple):
    """A compiled node; `constant` is its value if that is known already."""

    type: CelType
    run: Run
    constant: object = MISSING


FAILED = Code(DYN, closures.constant(None))
"""Stands for a node that has a problem, so that the rest can still be checked."""

CallCompiler: TypeAlias = "Callable[[Compiler, syntax.Call], Code]"


class Compiler:
    """Compiles one tree. `calls` compiles the calls of functions and macros."""

    __slots__ = ("calls", "identifiers", "locals", "problems", "variables")

    def __init__(self, environment: Environment, calls: CallCompiler) -> None:
        self.calls = calls
        self.variables = environment.variables
        self.locals: Mapping[str, CelType] = {}
        self.identifiers: set[str] = set()
        self.problems: list[Problem] = []

    def compile(self, node: syntax.Node) -> Code:
        return _COMPILERS[type(node)](self, node)

    def problem(self, node: syntax.Node, message: str) -> Code:
        """Note what is wrong with a node, and go on."""
        self.problems.append(Problem(message, node.offset, node.length))
        return FAILED

    def within(self, names: Mapping[str, CelType], node: syntax.Node) -> Code:
        """Compile a node in which these names are variables of a macro."""
        outer = self.locals
        self.locals = {**outer, **names}
        code = self.compile(node)
        self.locals = outer
        return code

    def knows(self, name: str) -> bool:
        """Whether a variable of this name is in scope."""
        return name in self.locals or name in self.variables


def _literal(_: Compiler, node: syntax.Literal) -> Code:
    return Code(SCALARS[kind_of(node.value)], closures.constant(node.value), node.value)


def _ident(compiler: Compiler, node: syntax.Ident) -> Code:
    name = node.name
    if name in compiler.locals:
        return Code(compiler.locals[name], closures.variable(name, node.offset))
    if name in compiler.variables:
        compiler.identifiers.add(name)
        return Code(compiler.variables[name], closures.variable(name, node.offset))
    if name in TYPE_NAMES:
        return _type_name(name)
    names = (*compiler.locals, *compiler.variables)
    return compiler.problem(node, f"unknown variable `{name}`{near(name, names)}")


def _type_name(name: str) -> Code:
    value = TypeValue(name)
    return Code(TYPE, closures.constant(value), value)


def qualified(compiler: Compiler, node: syntax.Node) -> str:
    """`a.b.c` if the node is such a name and `a` is no variable, else nothing."""
    if isinstance(node, syntax.Ident):
        return "" if compiler.knows(node.name) else node.name
    if isinstance(node, syntax.Select) and not node.optional and (owner := qualified(compiler, node.operand)):
        return f"{owner}.{node.name}"
    return ""


def _select(compiler: Compiler, node: syntax.Select) -> Code:
    if qualified(compiler, node) in TYPE_NAMES:
        return _type_name(qualified(compiler, node))
    operand = compiler.compile(node.operand)
    found = field_type(compiler, operand.type, node)
    if node.optional or isinstance(operand.type, OptionalOf):
        return Code(OptionalOf(found), closures.optional_select(operand.run, node.name, node.offset))
    select = closures.field if isinstance(operand.type, Record) else closures.member
    return Code(found, select(operand.run, node.name, node.offset))


def field_type(compiler: Compiler, owner: CelType, node: syntax.Select) -> CelType:
    """The type of the selected field; a problem if `owner` has none of that name."""
    if isinstance(owner, OptionalOf):
        return field_type(compiler, owner.item, node)
    if isinstance(owner, MapOf):
        return owner.value
    if isinstance(owner, Record):
        if node.name in owner.fields:
            return owner.fields[node.name]
        compiler.problem(node, f"{owner.name} has no field `{node.name}`{near(node.name, owner.fields)}")
    elif owner is not DYN:
        compiler.problem(node, f"{owner.name} has no fields")
    return DYN


def _index(compiler: Compiler, node: syntax.Index) -> Code:
    operand, key = compiler.compile(node.operand), compiler.compile(node.key)
    optional = node.optional or isinstance(operand.type, OptionalOf)
    found = item_type(compiler, operand.type, key.type, node)
    run = closures.binary(optional_index if node.optional else index, operand.run, key.run, node.offset)
    return Code(OptionalOf(found) if optional else found, run)


def item_type(compiler: Compiler, owner: CelType, key: CelType, node: syntax.Index) -> CelType:
    """The type of `owner[key]`; a problem if there is no such thing."""
    if isinstance(owner, OptionalOf):
        return item_type(compiler, owner.item, key, node)
    if isinstance(owner, ListOf) and (key is DYN or key.kind in NUMERIC):
        return owner.item
    if isinstance(owner, MapOf) and comparable(key, owner.key):
        return owner.value
    if owner is not DYN:
        compiler.problem(node, f"{owner.name} has no items by {key.name}")
    return DYN


def _unary(compiler: Compiler, node: syntax.Unary) -> Code:
    operand = compiler.compile(node.operand)
    kinds = {"bool"} if node.operator == "!" else {"int", "double"}
    if operand.type is not DYN and operand.type.kind not in kinds:
        return compiler.problem(node, f"`{node.operator}` is not defined for {operand.type.name}")
    operation = negation if node.operator == "!" else negative
    return Code(BOOL if node.operator == "!" else operand.type, closures.unary(operation, operand.run, node.offset))


def _binary(compiler: Compiler, node: syntax.Binary) -> Code:
    left, right = compiler.compile(node.left), compiler.compile(node.right)
    result = binary_type(node.operator, left.type, right.type)
    if result is None:
        message = f"`{node.operator}` is not defined for {left.type.name} and {right.type.name}"
        return compiler.problem(node, message)
    return Code(result, _fast(node, left, right) or _general(node, left, right))


def _general(node: syntax.Binary, left: Code, right: Code) -> Run:
    return closures.binary(BINARY[node.operator], left.run, right.run, node.offset)


def _fast(node: syntax.Binary, left: Code, right: Code) -> Run | None:
    """The same with less work, where the right side is written out."""
    value = right.constant
    if value is None and node.operator in ("==", "!="):
        return (closures.is_null if node.operator == "==" else closures.is_not_null)(left.run)
    if isinstance(value, str) and node.operator in ("==", "!="):
        return (closures.equals_string if node.operator == "==" else closures.differs_from_string)(left.run, value)
    if node.operator == "in" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return closures.in_strings(left.run, frozenset(value))
    return None


def _logic(compiler: Compiler, node: syntax.Logic) -> Code:
    operands = [compiler.compile(operand) for operand in node.operands]
    for operand, operand_node in zip(operands, node.operands, strict=True):
        expect(compiler, operand_node, operand.type, BOOL, f"`{node.operator}`")
    return Code(BOOL, closures.logic([operand.run for operand in operands], node.operator == "||", node.offset))


def expect(compiler: Compiler, node: syntax.Node, given: CelType, wanted: CelType, what: str) -> None:
    """A problem if the type given is certainly not the one that is wanted."""
    if given.kind == "null_type" or not fits(given, wanted):
        compiler.problem(node, f"{what} needs {wanted.name}, not {given.name}")


def _conditional(compiler: Compiler, node: syntax.Conditional) -> Code:
    condition, then, otherwise = (compiler.compile(part) for part in (node.condition, node.then, node.otherwise))
    expect(compiler, node.condition, condition.type, BOOL, "`?:`")
    if not fits(then.type, otherwise.type):
        compiler.problem(node, f"`?:` has two types: {then.type.name} and {otherwise.type.name}")
    run = closures.conditional(condition.run, then.run, otherwise.run, node.offset)
    return Code(join(then.type, otherwise.type), run)


def _list(compiler: Compiler, node: syntax.ListLiteral) -> Code:
    items = [(compiler.compile(item.value), item.optional, item.value.offset) for item in node.items]
    found = DYN if not items else NULL
    for code, optional, _ in items:
        found = join(found, held_type(code.type) if optional else code.type)
    if not any(optional or code.constant is MISSING for code, optional, _ in items):
        constant = [code.constant for code, _, _ in items]
        return Code(ListOf(found), closures.constant(constant), constant)
    return Code(ListOf(found), closures.list_of([(code.run, optional, offset) for code, optional, offset in items]))


def _map(compiler: Compiler, node: syntax.MapLiteral) -> Code:
    entries: list[tuple[Run, Run, bool, int]] = []
    key_type, value_type = (NULL, NULL) if node.entries else (DYN, DYN)
    for entry in node.entries:
        key, value = compiler.compile(entry.key), compiler.compile(entry.value)
        key_type = join(key_type, key.type)
        value_type = join(value_type, held_type(value.type) if entry.optional else value.type)
        entries.append((key.run, value.run, entry.optional, entry.key.offset))
    return Code(MapOf(key_type, value_type), closures.map_of(entries))


def _call(compiler: Compiler, node: syntax.Call) -> Code:
    return compiler.calls(compiler, node)


_COMPILERS: Mapping[type, Callable[[Compiler, Any], Code]] = {
    syntax.Literal: _literal,
    syntax.Ident: _ident,
    syntax.Select: _select,
    syntax.Index: _index,
    syntax.Call: _call,
    syntax.Unary: _unary,
    syntax.Binary: _binary,
    syntax.Logic: _logic,
    syntax.Conditional: _conditional,
    syntax.ListLiteral: _list,
    syntax.MapLiteral: _map,
}
