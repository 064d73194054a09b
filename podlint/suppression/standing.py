"""What became of a suppression in a run."""

from collections.abc import Callable
from functools import cache, cached_property

from podlint.facts.suppressions import Suppression
from podlint.problem import nearest
from podlint.rule import Rule

TOPIC = "suppression"
"""The topic of the rules that judge suppressions: none of their findings can be suppressed."""

MOST_NEAR_NAMES = 200


class RunRules:
    """The rules of a run: `known` are all that exist, `finished` the ids of those that ran to their end.

    `whole` says whether the run saw the project and not a part, and is only asked if it matters; `today` is a date such
    as 2026-12-31.
    """

    def __init__(
        self, known: tuple[Rule, ...], finished: frozenset[str], *, whole: Callable[[], bool], today: str
    ) -> None:
        self.finished = finished
        self.whole = cache(whole)
        self.today = today
        self._known = known
        self._near: dict[str, str] = {}

    @cached_property
    def _by_name(self) -> dict[str, list[Rule]]:
        """The rules that each name stands for."""
        found: dict[str, list[Rule]] = {}
        for rule in self._known:
            for name in rule.names:
                found.setdefault(name, []).append(rule)
        return found

    def is_expired(self, suppression: Suppression) -> bool:
        return "" < suppression.directive.until < self.today

    def standing(self, suppression: Suppression, silenced: int) -> str:
        """What Suppression.standing says of it, now that so many findings are silenced by it."""
        rules = self._by_name.get(suppression.rule)
        if rules is None:
            return "unknown rule"
        if rules[0].topic == TOPIC:
            return "own topic"
        if not suppression.covers:
            return "unknown container"
        if self.is_expired(suppression):
            return "expired"
        if silenced:
            return "used"
        return "unused" if self._is_judged(rules) else "unjudged"

    def near(self, suppression: Suppression, standing: str) -> str:
        """The name that was probably meant; looked for only for the first unknown ones, for it takes its time."""
        if standing != "unknown rule":
            return suppression.near
        if suppression.rule not in self._near and len(self._near) < MOST_NEAR_NAMES:
            self._near[suppression.rule] = nearest(suppression.rule, list(self._by_name))
        return self._near.get(suppression.rule, "")

    def _is_judged(self, rules: list[Rule]) -> bool:
        """Whether all findings that the name stands for would have been found; rules that are off find none."""
        expected = [rule.id for rule in rules if rule.enabled or rule.id in self.finished]
        return bool(expected) and self.finished.issuperset(expected) and self.whole()
