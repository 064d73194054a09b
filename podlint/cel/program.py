"""An expression, compiled: the way from its source to something that can be called."""

from collections.abc import Mapping

from podlint.cel.calls import compile_call
from podlint.cel.closures import Run
from podlint.cel.compiler import Compiler
from podlint.cel.environment import Environment
from podlint.cel.errors import CelCheckError, EvaluationError
from podlint.cel.parser import parse
from podlint.cel.syntax import Node
from podlint.cel.types import CelType


class Program:
    """An expression that can be evaluated: `program({"name": value})`.

    `tree` is its syntax tree, `type` what the checker knows of its result, `identifiers` the variables it names.
    """

    __slots__ = ("_run", "identifiers", "tree", "type")

    def __init__(self, tree: Node, run: Run, result: CelType, identifiers: frozenset[str]) -> None:
        self.tree = tree
        self.type = result
        self.identifiers = identifiers
        self._run = run

    def __call__(self, bindings: Mapping[str, object]) -> object:
        """The value for these variables. Raises EvaluationError if there is none."""
        try:
            return self._run(bindings)  # type: ignore[arg-type]
        except RecursionError:
            raise EvaluationError("values nested too deeply", self.tree.offset) from None


def compile_expression(source: str, environment: Environment) -> Program:
    """The program of an expression. Raises CelSyntaxError or CelCheckError."""
    return compile_tree(parse(source), environment)


def compile_tree(tree: Node, environment: Environment) -> Program:
    """The program of a syntax tree, such as a part of a parsed expression. Raises CelCheckError."""
    compiler = Compiler(environment, compile_call)
    code = compiler.compile(tree)
    if compiler.problems:
        raise CelCheckError(compiler.problems)
    return Program(tree, code.run, code.type, frozenset(compiler.identifiers))
