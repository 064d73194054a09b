"""Guards of conditions: what can be told of them without CEL, by which fields are given and by plain texts."""

from collections.abc import Collection, Mapping
from re import Pattern

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

_HAS = pattern(r"has\(self\.(\w+)\)")
_HAS_NOT = pattern(r"!has\(self\.(\w+)\)")
_EQUAL = pattern(r'self\.(\w+) == "([^"\\]+)"')
_VIA = pattern(r'via == "(\w+)"')
_NOT_ZERO = pattern(r'self\.(\w+)(?:\.size\(\) > 0| != "")?')
"""Of a field that is not given, such a part of a condition is false."""


class Guard(NamedTuple):
    """What can be told of a condition without CEL: where the guard does not let a struct pass, it does not hold.

    `given` are fields that have to be given, `missing` those that may not be, `equal` fields with the text that they
    have to be, `via` the field of the parent, if any; `rest` is what else the condition asks.
    """

    given: frozenset[str]
    missing: frozenset[str]
    equal: tuple[tuple[str, str], ...]
    via: str
    rest: str

    def admits(self, fields: Collection[str], via: str) -> bool:
        """Whether a struct with these fields, in that field of its parent, may be what the condition speaks of."""
        here = not self.via or self.via == via
        return here and self.given.issubset(fields) and self.missing.isdisjoint(fields)

    def agrees(self, struct: Mapping[str, object]) -> bool:
        """Whether the texts of a struct that was admitted are those of the condition."""
        return all(struct[name] == text for name, text in self.equal)


OPEN = Guard(frozenset(), frozenset(), (), "", "true")
"""Lets every struct pass."""


def guard_of(condition: str) -> Guard:
    parts = condition.split(" && ")
    if any(part.count("(") != part.count(")") or "||" in part or "?" in part for part in parts):
        return OPEN._replace(rest=condition)
    given, missing = _fields(parts, _HAS), _fields(parts, _HAS_NOT)
    equal = tuple((found[1], found[2]) for found in map(_EQUAL.fullmatch, parts) if found)
    needed = given | _fields(parts, _NOT_ZERO) | {name for name, _ in equal}
    via = _fields(parts, _VIA)
    told = (_HAS, _HAS_NOT, _EQUAL, *((_VIA,) if len(via) == 1 else ()))
    rest = " && ".join(part for part in parts if not any(form.fullmatch(part) for form in told))
    return Guard(needed, missing, equal, "".join(via) if len(via) == 1 else "", rest or "true")


def _fields(parts: list[str], form: Pattern[str]) -> frozenset[str]:
    return frozenset(found[1] for found in map(form.fullmatch, parts) if found)
