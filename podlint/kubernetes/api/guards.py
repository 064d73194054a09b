"""Guards of conditions: what can be told of them without CEL, by which fields are given and by plain texts."""

from collections.abc import Collection, Mapping

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

_TOLD = pattern(
    r"(?P<not>!?)has\(self\.(?P<has>\w+)\)"
    r'|self\.(?P<field>\w+) == "(?P<text>[^"\\]+)"'
    r'|via == "(?P<via>\w+)"'
)
"""The parts of a condition that can be told without CEL."""

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
    told = [(part, _TOLD.fullmatch(part)) for part in parts]
    found = [match for _, match in told if match]
    equal = tuple((match["field"], match["text"]) for match in found if match["field"])
    given = {match["has"] for match in found if match["has"] and not match["not"]} | {name for name, _ in equal}
    missing = {match["has"] for match in found if match["not"]}
    vias = {match["via"] for match in found if match["via"]}
    via = "".join(vias) if len(vias) == 1 else ""
    rest = [part for part, match in told if not match or (match["via"] and not via)]
    given |= {match[1] for match in map(_NOT_ZERO.fullmatch, rest) if match}
    return Guard(frozenset(given), frozenset(missing), equal, via, " && ".join(rest) or "true")
