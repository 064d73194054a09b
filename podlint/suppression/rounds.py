"""Rules are judged in two rounds: those about suppressions wait for what the others find."""

from collections.abc import Iterable

from podlint.engine import Selected


def first_round(rules: Iterable[Selected]) -> list[Selected]:
    """The rules that need no other's findings."""
    return [selected for selected in rules if not waits(selected)]


def waits(selected: Selected) -> bool:
    return selected.rule.kind == "Suppression"
