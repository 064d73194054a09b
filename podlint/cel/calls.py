"""Calls of functions: which overload is meant, and the closure that calls it."""

from collections.abc import Sequence

from podlint.cel import closures
from podlint.cel.check import near
from podlint.cel.closures import Frame, Run
from podlint.cel.compiler import Code, Compiler, qualified
from podlint.cel.errors import EvaluationError, Problem
from podlint.cel.functions import NAMES, overloads
from podlint.cel.functions.declaration import Function
from podlint.cel.macros import MACROS, macro_of
from podlint.cel.syntax import Call, Node
from podlint.cel.types import DYN, CelType, Variable, bind, fits, substitute
from podlint.cel.values import MISSING, kind_of_class


def compile_call(compiler: Compiler, node: Call) -> Code:
    """The code of a macro or a function."""
    owner = qualified(compiler, node.target) if node.target is not None else ""
    expand = macro_of(node, owner)
    if expand is not None:
        return expand(compiler, node)
    if owner and (functions := overloads(f"{owner}.{node.name}")):
        return _function(compiler, node, functions, node.arguments)
    target = () if node.target is None else (node.target,)
    functions = tuple(one for one in overloads(node.name) if one.receiver == bool(target))
    if not functions:
        return _unknown(compiler, node, owner)
    return _function(compiler, node, functions, (*target, *node.arguments))


def _unknown(compiler: Compiler, node: Call, owner: str) -> Code:
    name = node.name
    if any(name == macro for macro, _ in MACROS):
        return compiler.problem(node, f"the macro `{name}` does not take {_arguments(len(node.arguments))}")
    if others := overloads(name):
        return compiler.problem(node, f"`{name}` is called as {others[0].signature}")
    if owner and any(known.startswith(f"{owner}.") for known in NAMES):
        names = [known.removeprefix(f"{owner}.") for known in NAMES if known.startswith(f"{owner}.")]
        return compiler.problem(node, f"unknown function `{owner}.{name}`{near(name, names)}")
    if node.target is not None:
        compiler.compile(node.target)
    return compiler.problem(node, f"unknown function `{name}`{near(name, [*NAMES, *(macro for macro, _ in MACROS)])}")


def _arguments(count: int) -> str:
    return f"{count} argument{'' if count == 1 else 's'}"


def _function(compiler: Compiler, node: Call, functions: Sequence[Function], arguments: Sequence[Node]) -> Code:
    codes = [compiler.compile(argument) for argument in arguments]
    types = [code.type for code in codes]
    counted = [function for function in functions if function.takes(len(codes))]
    fitting = [function for function in counted if _takes(function, types)]
    if not fitting:
        return compiler.problem(node, _mismatch(node, functions, counted, types))
    checked = [function for function in fitting if function.check]
    if checked and isinstance(codes[-1].constant, str):
        _check_constant(compiler, arguments[-1], checked[0], codes[-1].constant)
    if node.name in ("or", "orValue"):
        # The only functions that look at an argument only when they need it.
        target, other = codes
        run = closures.alternative(target.run, other.run, node.name == "orValue", node.offset)
        return Code(_result(fitting, types), run)
    run = _invocation(fitting, [code.run for code in codes], node)
    return _folded(Code(_result(fitting, types), run), codes)


def _takes(function: Function, types: Sequence[CelType]) -> bool:
    return all(map(fits, types, _parameters(function, len(types))))


def _parameters(function: Function, count: int) -> Sequence[CelType]:
    repeated = count - len(function.parameters)
    return function.parameters if repeated <= 0 else (*function.parameters, *[function.parameters[-1]] * repeated)


def _mismatch(node: Call, functions: Sequence[Function], counted: Sequence[Function], types: list[CelType]) -> str:
    signatures = " or ".join(dict.fromkeys(function.signature for function in counted or functions))
    if not counted:
        return f"`{node.name}` does not take {_arguments(len(node.arguments))}: it is {signatures}"
    given = ", ".join(given.name for given in types)
    return f"`{node.name}` does not take {given}: it is {signatures}"


def _check_constant(compiler: Compiler, node: Node, function: Function, value: str) -> None:
    assert function.check
    try:
        function.check(value)
    except EvaluationError as error:
        compiler.problems.append(Problem(error.message, node.offset, node.length))


def _result(functions: Sequence[Function], types: Sequence[CelType]) -> CelType:
    results = set()
    for function in functions:
        bound: dict[str, CelType] = {}
        for parameter, given in zip(function.parameters, types, strict=False):
            bind(parameter, given, bound)
        results.add(substitute(function.result, bound))
    return results.pop() if len(results) == 1 else DYN


def _folded(code: Code, arguments: Sequence[Code]) -> Code:
    """The code with its value, where all arguments are written out and there is one."""
    if not arguments or any(argument.constant is MISSING for argument in arguments):
        return code
    try:
        value = code.run({})
    except EvaluationError:
        return code
    return Code(code.type, closures.constant(value), value)


def _invocation(functions: Sequence[Function], arguments: Sequence[Run], node: Call) -> Run:
    """The call of the first of these functions that takes what the arguments turn out to be."""
    table = [(function.implementation, _kinds(function, len(arguments))) for function in functions]
    name, offset = node.name, node.offset

    def run(frame: Frame) -> object:
        values = [argument(frame) for argument in arguments]
        kinds = [kind_of_class(type(value)) for value in values]
        for implementation, wanted in table:
            if wanted == kinds or _accepts(wanted, kinds):
                try:
                    return implementation(*values)
                except EvaluationError as error:
                    error.place(offset)
                    raise
        raise EvaluationError(f"`{name}` does not take {', '.join(kinds)}", offset)

    return run


def _kinds(function: Function, count: int) -> list[str]:
    """The kinds that the arguments must have, `dyn` where any will do."""
    parameters = _parameters(function, count)
    return ["dyn" if isinstance(parameter, Variable) else parameter.kind for parameter in parameters]


def _accepts(wanted: Sequence[str], kinds: Sequence[str]) -> bool:
    return all(want in ("dyn", kind) for want, kind in zip(wanted, kinds, strict=True))
