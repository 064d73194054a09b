"""CEL's sets extension: lists taken as sets."""

from collections.abc import Sequence

from podlint.cel.functions.declaration import Function, function
from podlint.cel.operators import contains


def _contains(items: Sequence[object], wanted: Sequence[object]) -> bool:
    return all(contains(item, items) for item in wanted)


def _equivalent(left: Sequence[object], right: Sequence[object]) -> bool:
    return _contains(left, right) and _contains(right, left)


def _intersects(left: Sequence[object], right: Sequence[object]) -> bool:
    return any(contains(item, right) for item in left)


FUNCTIONS: tuple[Function, ...] = (
    function(
        "sets.contains(list<A>, list<A>) -> bool", _contains, "Whether the first list has every item of the second."
    ),
    function(
        "sets.equivalent(list<A>, list<A>) -> bool", _equivalent, "Whether each list has every item of the other."
    ),
    function("sets.intersects(list<A>, list<A>) -> bool", _intersects, "Whether the lists have an item in common."),
)
