"""Functions of lists: those of Kubernetes' lists library and of CEL's lists extension."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.loops import sorted_order
from podlint.cel.operators import BINARY
from podlint.cel.values import NONE, NUMERIC, Duration, Optional, equal, kind_of

MAX_RANGE = 100_000


def _index_of(items: Sequence[object], wanted: object) -> int:
    return next((index for index, item in enumerate(items) if equal(item, wanted)), -1)


def _last_index_of(items: Sequence[object], wanted: object) -> int:
    return next((index for index in reversed(range(len(items))) if equal(items[index], wanted)), -1)


def _is_sorted(items: Sequence[object]) -> bool:
    ascending = BINARY["<="]
    # Every pair is looked at, so that a list of what has no order is an error wherever that stands.
    return False not in [ascending(left, right) for left, right in pairwise(items)]


def _sum(items: Sequence[object]) -> object:
    if not items:
        return 0
    total, add = items[0], BINARY["+"]
    if kind_of(total) not in NUMERIC | {Duration.cel_type}:
        raise EvaluationError(f"`sum` is not defined for {kind_of(total)}")
    for item in items[1:]:
        total = add(total, item)
    return total


def _extreme(operator: str, name: str) -> Callable[[Sequence[object]], object]:
    before = BINARY[operator]

    def extreme(items: Sequence[object]) -> object:
        if not items:
            raise EvaluationError(f"`{name}` of an empty list")
        best = items[0]
        for item in items:
            best = item if before(item, best) else best
        return best

    return extreme


def _distinct(items: Sequence[object]) -> list[object]:
    seen: set[str] = set()
    kept: list[object] = []
    for item in items:
        if isinstance(item, str):
            if item not in seen:
                kept.append(item)
            seen.add(item)
        elif not any(equal(item, own) for own in kept):
            kept.append(item)
    return kept


def _flatten(items: Sequence[object], depth: int = 1) -> list[object]:
    if depth < 0:
        raise EvaluationError("the depth of `flatten` is below 0")
    flat = list(items)
    for _ in range(depth):
        if not any(isinstance(item, list | tuple) for item in flat):
            break
        flat = [part for item in flat for part in (item if isinstance(item, list | tuple) else (item,))]
    return flat


def _slice(items: Sequence[object], start: int, end: int) -> list[object]:
    if not 0 <= start <= end <= len(items):
        raise EvaluationError(f"no slice from {start} to {end} of {len(items)} items")
    return list(items[start:end])


def _sort(items: Sequence[object]) -> list[object]:
    return [items[index] for index in sorted_order(items)]


def _range(count: int) -> list[int]:
    if count > MAX_RANGE:
        raise EvaluationError(f"a range of more than {MAX_RANGE} numbers")
    return list(range(count))


def _at(items: Sequence[Any], index: int) -> Optional:
    return Optional(items[index]) if items else NONE


FUNCTIONS: tuple[Function, ...] = (
    function("list<A>.indexOf(A) -> int", _index_of, "The index of the first such item, or -1."),
    function("list<A>.lastIndexOf(A) -> int", _last_index_of, "The index of the last such item, or -1."),
    function("list<A>.isSorted() -> bool", _is_sorted, "Whether no item is less than the one before it."),
    function("list<A>.sum() -> A", _sum, "The sum of numbers or durations; 0 for an empty list."),
    function("list<A>.min() -> A", _extreme("<", "min"), "The least item; an error for an empty list."),
    function("list<A>.max() -> A", _extreme(">", "max"), "The greatest item; an error for an empty list."),
    function("list<A>.distinct() -> list<A>", _distinct, "The items without those that equal an earlier one."),
    function("list<dyn>.flatten() -> list<dyn>", _flatten, "The items, and in place of each list its items."),
    function("list<dyn>.flatten(int) -> list<dyn>", _flatten, "The same, so many levels deep."),
    function("list<A>.reverse() -> list<A>", lambda items: list(items[::-1]), "The items from last to first."),
    function("list<A>.slice(int, int) -> list<A>", _slice, "The items from an index up to, not including, another."),
    function("list<A>.sort() -> list<A>", _sort, "The items in ascending order; all must be of one type."),
    function("list<A>.first() -> optional<A>", lambda items: _at(items, 0), "The first item, if there is one."),
    function("list<A>.last() -> optional<A>", lambda items: _at(items, -1), "The last item, if there is one."),
    function("lists.range(int) -> list<int>", _range, "The numbers from 0 up to, not including, this one."),
)
