"""Whether a pattern's repetitions let one text be matched in exponentially many ways.

The characters of a pattern are its positions, and from each position some others can follow. One text can be matched
in exponentially many ways if and only if there are two different ways around some loop that read the same characters
(Weber and Seidl, On the degree of ambiguity of finite automata, 1991).
"""

from collections.abc import Iterable

from podlint.namedtuple import NamedTuple

MAX_LOOP = 80
"""Positions a loop may have; the work grows with their square."""


class Fragment(NamedTuple):
    """A part of a pattern: the positions it can begin and end with, and whether it can be empty."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    nullable: bool

    def or_else(self, other: "Fragment") -> "Fragment":
        return Fragment(self.first + other.first, self.last + other.last, self.nullable or other.nullable)

    def optional(self) -> "Fragment":
        return self._replace(nullable=True)


EMPTY = Fragment((), (), True)

Pair = tuple[int, int]


class Loops:
    """The positions of a pattern, the characters each can read, and which positions can follow it."""

    __slots__ = ("following", "masks", "twice")

    def __init__(self) -> None:
        self.masks: list[int] = []
        self.following: list[set[int]] = []
        self.twice: set[Pair] = set()

    def position(self, characters: int) -> Fragment:
        """A new position that reads one of these characters."""
        self.masks.append(characters)
        self.following.append(set())
        number = len(self.masks) - 1
        return Fragment((number,), (number,), False)

    def sequence(self, left: Fragment, right: Fragment) -> Fragment:
        """One part after the other."""
        self._join(left.last, right.first)
        return Fragment(
            left.first + right.first if left.nullable else left.first,
            left.last + right.last if right.nullable else right.last,
            left.nullable and right.nullable,
        )

    def repeat(self, fragment: Fragment) -> None:
        """The part can follow itself."""
        self._join(fragment.last, fragment.first)

    def _join(self, sources: Iterable[int], targets: tuple[int, ...]) -> None:
        for source in sources:
            for target in targets:
                if target in self.following[source]:
                    self.twice.add((source, target))
                self.following[source].add(target)

    def are_ambiguous(self) -> bool:
        """Whether some loop can be gone around in two ways that read the same, or is too long to tell."""
        return any(self._ambiguous(loop) for loop in self._loops())

    def _loops(self) -> list[set[int]]:
        """The sets of positions from each of which all others of the set can be reached again."""
        looping = {
            number for number, targets in enumerate(self.following) if min(targets, default=number + 1) <= number
        }
        loops: list[set[int]] = []
        for number in looping:
            if not any(number in loop for loop in loops):
                forward = _reachable([number], self.following)
                loops.append({other for other in forward if number in _reachable([other], self.following)})
        return loops

    def _ambiguous(self, loop: set[int]) -> bool:
        if len(loop) > MAX_LOOP or any(source in loop and target in loop for source, target in self.twice):
            return True
        forward = _reachable_pairs([(number, number) for number in loop], self._successors(loop))
        apart = {pair for pair in forward if pair[0] != pair[1]}
        reachable = _reachable_pairs(apart, self._successors(loop))
        return any(left == right for left, right in reachable)

    def _successors(self, loop: set[int]) -> dict[Pair, list[Pair]]:
        masks, following = self.masks, self.following
        inner = {number: [target for target in following[number] if target in loop] for number in loop}
        return {
            (left, right): [(one, other) for one in inner[left] for other in inner[right] if masks[one] & masks[other]]
            for left in loop
            for right in loop
        }


def _reachable(starts: Iterable[int], following: list[set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(starts)
    while waiting:
        fresh = following[waiting.pop()] - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _reachable_pairs(starts: Iterable[Pair], following: dict[Pair, list[Pair]]) -> set[Pair]:
    found: set[Pair] = set()
    waiting = list(starts)
    while waiting:
        for pair in following[waiting.pop()]:
            if pair not in found:
                found.add(pair)
                waiting.append(pair)
    return found
