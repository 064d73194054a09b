"""How statements are put together where the grammar nests what the shell reads as one list or pipeline."""

from __future__ import annotations

from podlint.shell.syntax import AndOr, Pipeline, Statement


def with_background(statement: Statement) -> Statement:
    return statement._replace(background=True)


def append(statement: Statement | None, operator: str, following: Statement) -> Statement:
    """`statement operator following`, where `operator` is `&&` or `||`."""
    if statement is None:
        return following
    items, operators = operands(statement)
    more, inner = operands(following)
    return AndOr((*items, *more), (*operators, operator, *inner))


def operands(statement: Statement) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    return (statement.items, statement.operators) if isinstance(statement, AndOr) else ((statement,), ())


def joined(statement: Statement, operator: str, following: Statement) -> Statement:
    """`statement operator following`, where `operator` may be `|` too, which binds tighter than `&&`."""
    if operator != "|":
        return append(statement, operator, following)
    if isinstance(statement, AndOr):
        return statement._replace(items=(*statement.items[:-1], joined(statement.items[-1], "|", following)))
    return piped([statement, following]) or statement


def piped(statements: list[Statement]) -> Statement | None:
    """A pipeline of `statements`; an and-or list at its ends is where the grammar went too far.

    It does so in front of a redirect: `a && b 2>&1 | c`.
    """
    if not statements:
        return None
    first, *others = statements
    if isinstance(first, AndOr) and others:
        return first._replace(items=(*first.items[:-1], piped([first.items[-1], *others]) or first.items[-1]))
    *elements, last = statements
    if isinstance(last, AndOr):
        return last._replace(items=(piped([*elements, last.items[0]]) or last.items[0], *last.items[1:]))
    flat = [part for element in statements for part in elements_of(element)]
    return Pipeline(tuple(flat)) if len(flat) > 1 else flat[0]


def elements_of(statement: Statement) -> tuple[Statement, ...]:
    return statement.elements if isinstance(statement, Pipeline) else (statement,)
