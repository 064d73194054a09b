"""The parts of a command in the syntax tree: nodes of words, assignments, redirects and substitutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

REDIRECTS = frozenset({"file_redirect", "herestring_redirect", "heredoc_redirect"})
SUBSTITUTIONS = frozenset({"command_substitution", "process_substitution"})
TEST_STRUCTURE = frozenset(
    {"binary_expression", "unary_expression", "parenthesized_expression", "ternary_expression", "ERROR"}
)
FORGETTING = frozenset({"for_statement", "c_style_for_statement", "while_statement", "function_definition"})
"""What may run any number of times, so that what it assigns is unknown around it."""

MOST_ASSIGNED = 1000
ASSIGNING = frozenset({"variable_assignment", "for_statement", "postfix_expression", "unary_expression"})


@dataclass(slots=True)
class Parts:
    words: list[Node] = field(default_factory=list)
    assignments: list[Node] = field(default_factory=list)
    redirects: list[RedirectParts] = field(default_factory=list)

    def nodes(self) -> list[Node]:
        """Every node that may hold a substitution."""
        found = [*self.words, *self.assignments]
        for redirect in self.redirects:
            found += [*redirect.target, *redirect.body]
        return found


@dataclass(slots=True)
class RedirectParts:
    operator: str
    descriptor: int | None
    target: list[Node]
    body: list[Node] = field(default_factory=list)


def parts_of(children: Iterable[Node]) -> Parts:
    """The parts among the children of a command; words after the target of a redirect are arguments."""
    parts = Parts()
    for child in children:
        if child.type in REDIRECTS:
            add_redirect(parts, child)
        elif child.type == "variable_assignment" and not parts.words:
            parts.assignments.append(child)
        elif child.type != "comment":
            parts.words.append(child)
    return parts


def members_of(node: Node) -> list[Node]:
    """The nodes of which a simple command consists."""
    if node.type == "test_command":
        return test_words(node)
    return [node] if node.type == "variable_assignment" else node.children


def add_redirect(parts: Parts, node: Node) -> None:
    redirect = RedirectParts("", None, [])
    for index, child in enumerate(node.children):
        if child.type == "file_descriptor":
            redirect.descriptor = int(child.text or b"0") if (child.text or b"").isdigit() else None
        elif child.type in REDIRECTS:
            add_redirect(parts, child)
        elif child.type == "heredoc_body":
            redirect.body.append(child)
        elif not child.is_named and not redirect.operator:
            redirect.operator = child.type
        elif child.type in ("heredoc_end", "pipeline", "ERROR") or not child.is_named:
            continue
        elif node.type == "heredoc_redirect" and child.type != "heredoc_start":
            parts.words += [child] if node.field_name_for_child(index) == "argument" else []
        elif not redirect.target or redirect.target[-1].end_byte == child.start_byte:
            redirect.target.append(child)
        elif node.type == "file_redirect":
            parts.words.append(child)
    parts.redirects.append(redirect)


def test_words(node: Node) -> list[Node]:
    """The words of `[ ... ]` and `[[ ... ]]` in their order."""
    found, waiting = [], [node]
    while waiting:
        current = waiting.pop()
        if current is node or current.type in TEST_STRUCTURE:
            waiting += reversed(current.children)
        else:
            found.append(current)
    return found


def body_of(node: Node) -> Node | None:
    """The body of a loop, function or redirected statement: the child that `node` keeps, and not a copy of it."""
    body = node.child_by_field_name("body")
    return next((child for child in node.children if child == body), None)


def substitutions_in(nodes: Iterable[Node]) -> list[Node]:
    """The outermost command and process substitutions."""
    found, waiting = [], [node for node in nodes if node.child_count][::-1]
    while waiting:
        node = waiting.pop()
        if node.type in SUBSTITUTIONS:
            found.append(node)
        else:
            waiting += [child for child in node.children if child.child_count][::-1]
    return found


def flatten(node: Node, kind: str) -> list[Node]:
    """The operands and operators of nested nodes of one kind, in their order."""
    found, waiting = [], [node]
    while waiting:
        current = waiting.pop()
        if current.type == kind:
            waiting += reversed(current.children)
        elif current.type != "comment":
            found.append(current)
    return found


def note_assigned(node: Node, known: dict[int, set[str]]) -> None:
    """Notes which variables are assigned in `node` and in each loop and function within it, by the node's id.

    Of one that assigns more than MOST_ASSIGNED not all are noted.
    """
    waiting: list[tuple[Node, tuple[set[str], ...]]] = [(node, ())]
    while waiting:
        current, around = waiting.pop()
        if current is node or current.type in FORGETTING:
            known[current.id] = set()
            around = (*around, known[current.id])
        children = current.children
        if current.type in ASSIGNING:
            variables = [child for child in children if child.type == "variable_name"]
            names = {(variable.text or b"").decode("utf-8", "replace") for variable in variables}
            for assigned in around:
                assigned |= names if len(assigned) <= MOST_ASSIGNED else set()
        waiting += [(child, around) for child in children if child.child_count]


def continuation(node: Node) -> tuple[str, Node] | None:
    """The operator and the statement after a here-document's first line: `cat <<E | grep x`, `cat <<E && next`."""
    operator = ""
    for child in node.children:
        if child.type == "pipeline":
            return "|", child
        if child.type in ("&&", "||"):
            operator = child.type
        elif operator and child.is_named:
            return operator, child
    return None
