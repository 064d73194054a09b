"""Values of settings with a form of their own: nodes of the cluster, kinds with pod templates, a reason."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from podlint.problem import Problem, UserError

if TYPE_CHECKING:
    from fractions import Fraction

    from podlint.facts.store import InventoryNode
    from podlint.reading import Mapping

_RESOURCES = ("cpu", "memory", "ephemeral-storage")


def inventory(nodes: "Iterable[Mapping]") -> "tuple[InventoryNode, ...]":
    """The nodes of the cluster. Raises UserError for what is no quantity."""
    from podlint.facts.store import InventoryNode  # imported late, as below: few configurations name nodes
    from podlint.kubernetes.resources import Node

    nodes = list(nodes)
    problems = [problem for node in nodes for problem in _bad_quantities(node)]
    if problems:
        raise UserError(problems)
    return tuple(InventoryNode(Node(node["name"], _capacity(node)), node.value_place("name")) for node in nodes)


def pod_templates(kinds: "Iterable[Mapping]") -> dict[tuple[str, str], tuple[str, ...]]:
    """Field paths of pod templates, by apiVersion and kind."""
    return {(kind["apiVersion"], kind["kind"]): tuple(kind["path"].split(".")) for kind in kinds}


def _capacity(node: "Mapping") -> "dict[str, Fraction]":
    from podlint.kubernetes.quantity import parse_quantity

    return {resource: parse_quantity(node[resource]) for resource in _RESOURCES if resource in node}


def _bad_quantities(node: "Mapping") -> Iterator[Problem]:
    """The only thing that a schema can't say of the nodes."""
    from podlint.kubernetes.quantity import parse_quantity

    for resource in (name for name in _RESOURCES if name in node):
        try:
            parse_quantity(node[resource])
        except ValueError as error:
            yield Problem(f"{resource}: {error}", node.value_place(resource))


def is_reason(text: str) -> str:
    """The reason for which something is suppressed. Raises ValueError if a comment can't give it."""
    from podlint.facts.directive_words import comment_words  # imported late: most runs suppress nothing

    words = comment_words(f"ignore[rule] {text}")
    if words.fault or not words.reason:
        raise ValueError("takes a reason; `; until 2026-12-31` may follow it")
    if not text.isprintable() or "podlint:" in text:
        raise ValueError("takes one line of text, without `podlint:` in it")
    return text
