"""Overrides: other rules and severities for the findings in some files, or about some objects."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Mapping as Map
from typing import Any

from podlint.config.words import Named, RuleSetting, named_rules, words_of
from podlint.namedtuple import NamedTuple
from podlint.problem import Problem, UserError, nearest

NEAR = 0.85
"""How much alike an unknown kind is to a known one if it is a slip: kinds of custom resources are unknown too."""


class Override(NamedTuple):
    """Rules and severities for the findings to which all apply of `files` (patterns as in .gitignore), `kinds`,
    `namespaces` and `labels` that are not empty.

    `select` replaces the rules that run there, `extend_select` and `ignore` add to and take from them.
    """

    files: tuple[Named, ...] = ()
    kinds: tuple[Named, ...] = ()
    namespaces: tuple[Named, ...] = ()
    labels: Map[str, str] = {}
    select: tuple[Named, ...] = ()
    extend_select: tuple[Named, ...] = ()
    ignore: tuple[Named, ...] = ()
    severity: str | None = None
    rules: tuple[RuleSetting, ...] = ()

    @property
    def words(self) -> tuple[Named, ...]:
        """Everything in it that names rules."""
        return (*self.select, *self.extend_select, *self.ignore)


def overrides(nodes: Iterable[Any]) -> tuple[Override, ...]:
    """Raises UserError for kinds that are misspelt."""
    found = tuple(_override(node) for node in nodes)
    problems = [problem for one in found for problem in _misspelt(one.kinds)]
    if problems:
        raise UserError(problems)
    return found


def _override(node: Mapping[str, Any]) -> Override:
    return Override(
        files=words_of(node.get("files", ())),
        kinds=words_of(node.get("kinds", ())),
        namespaces=words_of(node.get("namespaces", ())),
        labels=dict(node.get("labels", {})),
        select=words_of(node.get("select", ())),
        extend_select=words_of(node.get("extend-select", ())),
        ignore=words_of(node.get("ignore", ())),
        severity=node.get("severity"),
        rules=named_rules(node.get("rules", {})),
    )


def _misspelt(kinds: Iterable[Named]) -> Iterator[Problem]:
    from podlint.kubernetes.api.schema import kind_lines  # imported late: few configurations name kinds

    known = {line.partition(" ")[2] for line in kind_lines()}
    for word in kinds:
        near = "" if word.text in known else nearest(word.text, sorted(known), NEAR)
        if near:
            yield Problem(f"unknown kind `{word.text}`; did you mean `{near}`?", word.place)
