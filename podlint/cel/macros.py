"""The macros: calls whose arguments are expressions over variables of their own."""

from collections.abc import Callable, Mapping

from podlint.cel import loops
from podlint.cel.check import held_type
from podlint.cel.closures import presence
from podlint.cel.compiler import FAILED, Code, Compiler, expect, field_type
from podlint.cel.loops import Frames
from podlint.cel.syntax import Call, Ident, Node, Select
from podlint.cel.types import BOOL, DYN, INT, CelType, ListOf, MapOf, OptionalOf

Macro = Callable[[Compiler, Call], Code]


def macro_of(node: Call, owner: str) -> Macro | None:
    """The macro that a call is, by name and number of arguments; `owner` is the namespace it is called in."""
    if node.target is None:
        return _has if (node.name, len(node.arguments)) == ("has", 1) else None
    if owner == "cel":
        return _bind if (node.name, len(node.arguments)) == ("bind", 3) else None
    return MACROS.get((node.name, len(node.arguments)))


def _has(compiler: Compiler, node: Call) -> Code:
    (selected,) = node.arguments
    if not isinstance(selected, Select) or selected.optional:
        return compiler.problem(node, "`has` needs the selection of a field, such as `has(a.b)`")
    operand = compiler.compile(selected.operand)
    field_type(compiler, operand.type, selected)
    return Code(BOOL, presence(operand.run, selected.name, selected.offset))


def _names(compiler: Compiler, nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The variables that a macro declares; a problem for each that is no plain name, or comes twice."""
    names: list[str] = []
    for node in nodes:
        if not isinstance(node, Ident) or node.name in names:
            compiler.problem(node, "a macro's variable must be a name of its own")
        else:
            names.append(node.name)
    return tuple(names) if len(names) == len(nodes) else ()


def _range(compiler: Compiler, node: Call, count: int) -> tuple[Frames, Mapping[str, CelType], Code]:
    """The loop over a macro's target with so many variables, their types, and the target."""
    assert node.target is not None
    target = compiler.compile(node.target)
    names = _names(compiler, node.arguments[:count])
    types = _item_types(compiler, node, target.type, count)
    if not names:
        return lambda _: iter(()), {}, target
    offset = node.target.offset
    if count == 1:
        return loops.single(target.run, names[0], offset), {names[0]: types[0]}, target
    frames = loops.double(target.run, names[0], names[1], offset)
    return frames, dict(zip(names, types, strict=True)), target


def _item_types(compiler: Compiler, node: Call, source: CelType, count: int) -> tuple[CelType, CelType]:
    if isinstance(source, MapOf):
        return source.key, source.value
    if isinstance(source, ListOf):
        return (source.item if count == 1 else INT), source.item
    if source is not DYN:
        compiler.problem(node, f"`{node.name}` needs a list or a map, not {source.name}")
    return DYN, DYN


def _predicate(compiler: Compiler, types: Mapping[str, CelType], node: Call, position: int) -> Code:
    code = compiler.within(types, node.arguments[position])
    expect(compiler, node.arguments[position], code.type, BOOL, f"`{node.name}`")
    return code


def _quantifier(decisive: bool, count: int) -> Macro:
    def macro(compiler: Compiler, node: Call) -> Code:
        frames, types, _ = _range(compiler, node, count)
        predicate = _predicate(compiler, types, node, count)
        return Code(BOOL, loops.quantified(frames, predicate.run, decisive, node.offset))

    return macro


def _exactly_one(count: int) -> Macro:
    def macro(compiler: Compiler, node: Call) -> Code:
        frames, types, _ = _range(compiler, node, count)
        predicate = _predicate(compiler, types, node, count)
        return Code(BOOL, loops.exactly_one(frames, predicate.run, node.offset))

    return macro


def _filter(compiler: Compiler, node: Call) -> Code:
    frames, types, _ = _range(compiler, node, 1)
    predicate = _predicate(compiler, types, node, 1)
    name = next(iter(types), "")
    result = ListOf(types.get(name, DYN))
    return Code(result, loops.listed(loops.kept(frames, predicate.run, node.offset), lambda frame: frame[name]))


def _filtered(compiler: Compiler, node: Call, count: int) -> tuple[Frames, Code, Mapping[str, CelType]]:
    """The loop of a macro whose last argument transforms, and whose argument before that, if given, filters."""
    frames, types, _ = _range(compiler, node, count)
    if len(node.arguments) == count + 2:
        frames = loops.kept(frames, _predicate(compiler, types, node, count).run, node.offset)
    return frames, compiler.within(types, node.arguments[-1]), types


def _transform_list(count: int) -> Macro:
    def macro(compiler: Compiler, node: Call) -> Code:
        frames, transform, _ = _filtered(compiler, node, count)
        return Code(ListOf(transform.type), loops.listed(frames, transform.run))

    return macro


def _transform_map(compiler: Compiler, node: Call) -> Code:
    frames, transform, types = _filtered(compiler, node, 2)
    if not types:
        return FAILED
    key = next(iter(types))
    return Code(MapOf(types[key], transform.type), loops.mapped(frames, key, transform.run, node.offset))


def _transform_entries(compiler: Compiler, node: Call) -> Code:
    frames, transform, _ = _filtered(compiler, node, 2)
    result = transform.type if isinstance(transform.type, MapOf) else DYN
    expect(compiler, node.arguments[-1], transform.type, MapOf(DYN, DYN), f"`{node.name}`")
    return Code(result, loops.entries(frames, transform.run, node.offset))


def _sort_by(compiler: Compiler, node: Call) -> Code:
    frames, types, target = _range(compiler, node, 1)
    key = compiler.within(types, node.arguments[1])
    return Code(target.type, loops.sorted_by(target.run, frames, key.run, node.offset))


def _bind(compiler: Compiler, node: Call) -> Code:
    names = _names(compiler, node.arguments[:1])
    value = compiler.compile(node.arguments[1])
    if not names:
        return FAILED
    body = compiler.within({names[0]: value.type}, node.arguments[2])
    return Code(body.type, loops.bound(names[0], value.run, body.run))


def _optional_map(wrap: bool) -> Macro:
    def macro(compiler: Compiler, node: Call) -> Code:
        assert node.target is not None
        target = compiler.compile(node.target)
        expect(compiler, node, target.type, OptionalOf(DYN), f"`{node.name}`")
        names = _names(compiler, node.arguments[:1])
        if not names:
            return FAILED
        code = compiler.within({names[0]: held_type(target.type)}, node.arguments[1])
        if not wrap:
            expect(compiler, node.arguments[1], code.type, OptionalOf(DYN), f"`{node.name}`")
        run = loops.optionally(target.run, names[0], code.run, wrap, node.offset)
        return Code(OptionalOf(code.type if wrap else held_type(code.type)), run)

    return macro


MACROS: Mapping[tuple[str, int], Macro] = {
    ("all", 2): _quantifier(decisive=False, count=1),
    ("all", 3): _quantifier(decisive=False, count=2),
    ("exists", 2): _quantifier(decisive=True, count=1),
    ("exists", 3): _quantifier(decisive=True, count=2),
    ("exists_one", 2): _exactly_one(1),
    ("existsOne", 2): _exactly_one(1),
    ("exists_one", 3): _exactly_one(2),
    ("existsOne", 3): _exactly_one(2),
    ("filter", 2): _filter,
    ("map", 2): _transform_list(1),
    ("map", 3): _transform_list(1),
    ("transformList", 3): _transform_list(2),
    ("transformList", 4): _transform_list(2),
    ("transformMap", 3): _transform_map,
    ("transformMap", 4): _transform_map,
    ("transformMapEntry", 3): _transform_entries,
    ("transformMapEntry", 4): _transform_entries,
    ("sortBy", 2): _sort_by,
    ("optMap", 2): _optional_map(wrap=True),
    ("optFlatMap", 2): _optional_map(wrap=False),
}
"""(name, number of arguments) -> how a macro that is called on a value is compiled."""
