"""From the syntax tree of a script to statements, following variables, functions and scripts inside scripts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field
from podlint.shell.environment import Environment, Function
from podlint.shell.joining import append, joined, piped, with_background
from podlint.shell.layout import Syntax, layout_of, syntax_of
from podlint.shell.parts import (
    MOST_ASSIGNED,
    REDIRECTS,
    Parts,
    body_of,
    continuation,
    flatten,
    members_of,
    note_assigned,
    parts_of,
)
from podlint.shell.simple import redirects_of, simple_command, substituted, words_of
from podlint.shell.source import Source, source_in, source_of_file
from podlint.shell.syntax import Branch, Case, Group, If, Loop, Negation, Redirect, Statement, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tree_sitter import Node

    from podlint.shell.progress import Progress

    Block = tuple[Statement, ...]
    Handler = Callable[["Reader", Node, Environment, tuple[Node, ...]], Statement | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one script text; `extra` are the redirects that the grammar puts around a statement.

    `syntax` is what need not be worked out again, for functions are read once for each call.
    """

    source: Source
    progress: Progress
    syntax: Syntax = field(default_factory=Syntax)

    def script(self, environment: Environment) -> Block:
        if not self.progress.begins(len(self.source.text)):
            return ()
        syntax = syntax_of(self.source)
        tree = syntax.tree
        self.progress.errors |= tree is None or tree.root_node.has_error
        reader = Reader(self.source, self.progress, syntax)
        return reader.block(tree.root_node.children, environment) if tree else ()

    def block(self, nodes: Iterable[Node], environment: Environment) -> Block:
        """The statements among `nodes`; those before `&` see a copy of the environment."""
        siblings = [*nodes, None]
        found: list[Statement] = []
        for node, following in pairwise(siblings):
            if node is None or node.type not in HANDLERS:
                continue
            background = following is not None and following.type == "&"
            statement = self.statement(node, environment.branch() if background else environment)
            if statement is not None:
                found.append(with_background(statement) if background else statement)
        return tuple(found)

    def statement(self, node: Node, environment: Environment, extra: tuple[Node, ...] = ()) -> Statement | None:
        handler = HANDLERS.get(node.type)
        if handler is None or self.progress.exhausted():
            return None
        self.progress.depth += 1
        statement = handler(self, node, environment, extra)
        self.progress.depth -= 1
        return statement

    def inside(self, word: Word, text: str, environment: Environment) -> Block:
        """The statements of the script `text` that is the value of `word`."""
        return Reader(source_in(word, text), self.progress).script(environment)

    def file(self, word: Word, path: str, environment: Environment) -> Block:
        """The statements of the script file at `path`, which `word` names."""
        return Reader(source_of_file(word, path, environment.files[path]), self.progress).script(environment)

    def function_body(self, node: Node, environment: Environment) -> Block:
        body = body_of(node)
        may_follow = body is not None and self.progress.follows(body.end_byte - body.start_byte)
        statement = self.statement(body, environment) if body and may_follow else None
        return (statement,) if statement is not None else ()

    def redirected(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement | None:
        redirects = (*(child for child in node.children if child.type in REDIRECTS), *extra)
        body = body_of(node)
        if body is None:
            return simple_command(self, layout_of(self.source, parts_of(redirects)), environment)
        statement = self.statement(body, environment, redirects)
        for redirect in redirects:
            found = continuation(redirect)
            if statement is None or found is None:
                continue
            following = self.statement(found[1], environment)
            statement = joined(statement, found[0], following) if following else statement
        return statement

    def and_or(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement | None:
        operands = flatten(node, "list")
        statement = self.statement(operands[0], environment)
        conditional = environment.branch()
        for operator, operand in zip(operands[1::2], operands[2::2], strict=False):
            following = self.statement(operand, conditional, extra if operand is operands[-1] else ())
            if following is not None:
                statement = append(statement, operator.type, following)
        environment.join(conditional)
        return statement

    def pipeline(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement | None:
        elements = [element for element in flatten(node, "pipeline") if element.is_named]
        statements = [
            self.statement(element, environment.branch(), extra if element is elements[-1] else ())
            for element in elements
        ]
        return piped([statement for statement in statements if statement is not None])

    def negation(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement | None:
        statement = self.statement(node.children[-1], environment, extra)
        return Negation(statement) if statement is not None else None

    def group(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement:
        if node.children[0].type == "((":
            return simple_command(self, layout_of(self.source, Parts([node])), environment)._replace(name="((")
        subshell = node.type == "subshell"
        body = self.block(node.children, environment.branch() if subshell else environment)
        return Group(body, subshell, self.redirects(extra, environment))

    def choice(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement:
        clauses = [node, *(child for child in node.children if child.type in ("elif_clause", "else_clause"))]
        branches, environments = [], []
        for clause in clauses:
            parts = split_at(clause.children, "then")
            condition = self.block(parts[0], environment) if parts[1] else ()
            environments.append(environment.branch())
            branches.append(Branch(self.block(parts[1] or parts[0], environments[-1]), condition))
        environment.join(*environments)
        exhaustive = clauses[-1].type == "else_clause"
        return If(tuple(branches), exhaustive, self.redirects(extra, environment))

    def case(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement:
        subject = node.child_by_field_name("value")
        branches, environments = [], []
        for item in (child for child in node.children if child.type == "case_item"):
            environments.append(environment.branch())
            patterns = tuple(words_of(self, item.children_by_field_name("value"), environment))
            branches.append(Branch(self.block(split_at(item.children, ")")[1], environments[-1]), patterns=patterns))
        environment.join(*environments)
        words = words_of(self, [subject], environment) if subject else []
        return Case(
            words[0] if words else None,
            tuple(branches),
            any(pattern.raw == "*" for branch in branches for pattern in branch.patterns),
            self.redirects(extra, environment),
            substitutions=substituted(self, [subject] if subject else [], environment),
        )

    def loop(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement:
        values = node.children_by_field_name("value")
        words = tuple(words_of(self, values, environment))
        substitutions = substituted(self, values, environment)
        self.forget(node, environment)
        inside = environment.branch()
        first, body = node.children[0], body_of(node)
        keyword = self.source.slice(first.start_byte, first.end_byte)
        conditions = [child for child in node.children_by_field_name("condition") if child.is_named]
        is_counting = node.type == "c_style_for_statement"
        statement = Loop(
            self.source.word(first.start_byte, keyword, (first.type, first.type)),
            condition=() if is_counting else self.block(node.children_by_field_name("condition"), inside),
            body=self.block(body.children if body else (), inside),
            values=words,
            endless=is_counting and not conditions,
            redirects=self.redirects(extra, environment),
            substitutions=substitutions,
        )
        environment.join(inside)
        return statement

    def function(self, node: Node, environment: Environment, _extra: tuple[Node, ...]) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            environment.functions[(name.text or b"").decode("utf-8", "replace")] = Function(self, node)
        self.forget(node, environment)

    def forget(self, node: Node, environment: Environment) -> None:
        """What is assigned in a node is unknown from here on; all variables are, where it assigns very many."""
        assigned = self.syntax.assigned
        if node.id not in assigned:
            note_assigned(node, assigned)
        if len(assigned[node.id]) > MOST_ASSIGNED:
            environment.variables.clear()
        environment.variables |= dict.fromkeys(assigned[node.id])

    def command(self, node: Node, environment: Environment, extra: tuple[Node, ...]) -> Statement:
        key = (node.id, *[one.id for one in extra]) if extra else (node.id,)
        layout = self.syntax.layouts.get(key)
        if layout is None:
            layout = self.syntax.layouts[key] = layout_of(self.source, parts_of([*members_of(node), *extra]))
        return simple_command(self, layout, environment)

    def redirects(self, nodes: tuple[Node, ...], environment: Environment) -> tuple[Redirect, ...]:
        if not nodes:
            return ()
        return redirects_of(self, layout_of(self.source, parts_of(nodes)).redirects, environment)

    def error(self, node: Node, environment: Environment, _extra: tuple[Node, ...]) -> Statement:
        return Group(self.block(node.children, environment), subshell=False)


HANDLERS: dict[str, Handler] = {
    "redirected_statement": Reader.redirected,
    "list": Reader.and_or,
    "pipeline": Reader.pipeline,
    "negated_command": Reader.negation,
    "compound_statement": Reader.group,
    "subshell": Reader.group,
    "if_statement": Reader.choice,
    "case_statement": Reader.case,
    "while_statement": Reader.loop,
    "for_statement": Reader.loop,
    "c_style_for_statement": Reader.loop,
    "function_definition": Reader.function,
    "command": Reader.command,
    "declaration_command": Reader.command,
    "unset_command": Reader.command,
    "variable_assignment": Reader.command,
    "variable_assignments": Reader.command,
    "test_command": Reader.command,
    "ERROR": Reader.error,
}


def split_at(nodes: Iterable[Node], token: str) -> tuple[list[Node], list[Node]]:
    """The nodes before and after the first `token`; without one, all come before."""
    siblings = list(nodes)
    index = next((i for i, node in enumerate(siblings) if node.type == token), len(siblings))
    return siblings[:index], siblings[index + 1 :]
