"""Which suppression covers a finding: the narrowest of those that touch one of its places."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import product

from podlint.facts.suppressions import Suppression
from podlint.finding import Finding
from podlint.namedtuple import NamedTuple
from podlint.reading import Place

LINE, CONTAINER, OBJECT, FILE = range(4)
"""How much a suppression covers, from the narrowest on."""


class _Stretch(NamedTuple):
    start: int
    end: int
    suppression: Suppression


class _Stretches:
    """Stretches of one file in their order; which one touches another is found without looking at them all."""

    def __init__(self, stretches: Iterable[_Stretch]) -> None:
        ordered = sorted(stretches, key=lambda stretch: stretch.start)
        self._starts = [stretch.start for stretch in ordered]
        # Of each and those before it the one that reaches furthest: if that one does not touch, none of them does.
        self._furthest = ordered[:1]
        for stretch in ordered[1:]:
            self._furthest.append(max(self._furthest[-1], stretch, key=lambda one: one.end))

    def touching(self, place: Place) -> Suppression | None:
        index = bisect_left(self._starts, max(place.end, place.start + 1)) - 1
        if index < 0 or self._furthest[index].end <= place.start:
            return None
        return self._furthest[index].suppression


class Coverage:
    """Suppressions by what they cover."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        found: dict[tuple[int, str, str], list[_Stretch]] = {}
        for suppression in suppressions:
            for place in suppression.covers:
                # An empty value at the end of a file stands behind its last character.
                end = place.end + (place.end == len(place.source.text))
                key = (_breadth(suppression), place.source.name, suppression.rule)
                found.setdefault(key, []).append(_Stretch(place.start, end, suppression))
        self._stretches = {key: _Stretches(stretches) for key, stretches in found.items()}

    def of(self, finding: Finding) -> Suppression | None:
        """The one that covers the finding; of several the narrowest."""
        names = (finding.rule, f"{finding.topic}/{finding.rule}", f"{finding.topic}/*")
        places = [finding.place, *(evidence.place for evidence in finding.evidence)]
        for breadth, place, name in product((LINE, CONTAINER, OBJECT, FILE), places, names):
            stretches = self._stretches.get((breadth, place.source.name, name))
            covering = stretches.touching(place) if stretches else None
            if covering is not None:
                return covering
        return None


def _breadth(suppression: Suppression) -> int:
    directive = suppression.directive
    if directive.verb == "ignore-file":
        return FILE
    if suppression.container:
        return CONTAINER
    return LINE if directive.form == "comment" and directive.verb == "ignore" else OBJECT
