"""The keywords of a schema that look at one value: each makes a judge of values from its argument.

https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
"""

import json
from collections.abc import Callable, Iterator, Sized
from typing import Any

from podlint.cel import EvaluationError
from podlint.cel.patterns import search_in
from podlint.crd.formats import format_check, number_limit
from podlint.kubernetes.api.errors import INVALID, NOT_SUPPORTED, TOO_LONG, TOO_MANY
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping

_LONGEST = 10_000
"""Characters of a text that is compared with a pattern; the definition is as untrusted as the manifest."""


class Wrong(NamedTuple):
    """What is wrong with a value: the server's type of error, and the end of a sentence that names the field."""

    reason: str
    detail: str
    supported: tuple[str, ...] = ()


Judge = Callable[[Any], Wrong | None]


class Facet(NamedTuple):
    """One keyword of a schema, ready to judge."""

    keyword: str
    judge: Judge


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def counted(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def _minimum(least: float, exclusive: bool) -> Judge:
    """As on the server a bound of whole numbers loses its fraction."""

    def judge(value: Any) -> Wrong | None:
        bound = int(least) if isinstance(value, int) else least
        if not is_number(value) or (value > bound if exclusive else value >= bound):
            return None
        return Wrong(INVALID, f"is not above {least}" if exclusive else f"is less than {least}")

    return judge


def _maximum(most: float, exclusive: bool) -> Judge:
    def judge(value: Any) -> Wrong | None:
        bound = int(most) if isinstance(value, int) else most
        if not is_number(value) or (value < bound if exclusive else value <= bound):
            return None
        return Wrong(INVALID, f"is not below {most}" if exclusive else f"is more than {most}")

    return judge


def _multiple_of(factor: float) -> Judge:
    """As on the server a quotient beyond what a float holds exactly is no whole number."""

    def judge(value: Any) -> Wrong | None:
        if not is_number(value) or factor <= 0:
            return None
        if isinstance(value, int) and float(factor).is_integer():
            fits = value % int(factor) == 0
        else:
            ratio = value / factor
            fits = abs(ratio) < 2**53 and abs(ratio - round(ratio)) <= 1e-9 * max(1.0, abs(ratio))
        return None if fits else Wrong(INVALID, f"is no multiple of {factor}")

    return judge


def _at_least(least: int, kind: type[Sized], noun: str, plural: str = "") -> Judge:
    detail = f"has fewer than {counted(least, noun, plural)}"
    return lambda value: Wrong(INVALID, detail) if isinstance(value, kind) and len(value) < least else None


def _at_most(most: int, kind: type[Sized], reason: str, noun: str, plural: str = "") -> Judge:
    detail = f"has more than {counted(most, noun, plural)}"
    return lambda value: Wrong(reason, detail) if isinstance(value, kind) and len(value) > most else None


def _pattern(pattern: str) -> Judge:
    """A pattern that could take too long, or that Python's `re` can't be given, is not asked."""

    def judge(value: Any) -> Wrong | None:
        if not isinstance(value, str) or len(value) > _LONGEST:
            return None
        try:
            found = search_in(value, pattern).search(value)
        except EvaluationError:
            return None
        return None if found else Wrong(INVALID, f"does not match the pattern {pattern}")

    return judge


NO_VALUE = ("no value",)
"""What is none of the values of any enum."""


def _enum(values: list[Any]) -> Judge:
    known = frozenset(map(shown, values))
    supported = tuple(text for _, text in map(shown, values))
    detail = f"is not one of {', '.join(f'`{text}`' for text in supported)}"

    def judge(value: Any) -> Wrong | None:
        # The server turns a fraction into a whole number where the enum has whole numbers.
        whole = int(value) if isinstance(value, float) and abs(value) < 2**63 else value
        is_known = value is not NO_VALUE and (shown(value) in known or shown(whole) in known)
        return None if is_known else Wrong(NOT_SUPPORTED, detail, supported)

    return judge


def shown(value: Any) -> tuple[bool, str]:
    """A value as JSON would have it, and whether it is a text: `true` is neither 1 nor `"true"`."""
    if isinstance(value, str):
        return True, value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return False, json.dumps(value, sort_keys=True)


def _format(name: str, kind: str, minor: int) -> Judge | None:
    limit = number_limit(kind, name, minor)
    if limit is not None:
        most, detail = limit
        return lambda value: Wrong(INVALID, detail) if is_number(value) and not -most - 1 < value < most else None
    check = format_check(name, minor) if kind in ("", "string") else None
    if check is None:
        return None

    def judge(value: Any) -> Wrong | None:
        complaint = check(value) if isinstance(value, str) else None
        return Wrong(INVALID, complaint) if complaint else None

    return judge


def facets_of(node: Mapping, kind: str, minor: int) -> Iterator[Facet]:
    """The facets of a schema of a type. Raises ValueError where a keyword's argument is of the wrong type."""
    numbers = (
        ("minimum", lambda bound: _minimum(bound, node.get("exclusiveMinimum") is True)),
        ("maximum", lambda bound: _maximum(bound, node.get("exclusiveMaximum") is True)),
        ("multipleOf", _multiple_of),
    )
    for keyword, make in numbers:
        if node.get(keyword) is not None:
            yield Facet(keyword, make(argument(node, keyword, int | float)))
    for keyword, count in COUNTS.items():
        if node.get(keyword) is not None:
            yield Facet(keyword, count(argument(node, keyword, int)))
    if node.get("enum"):
        yield Facet("enum", _enum(argument(node, "enum", list)))
    if node.get("pattern"):
        yield Facet("pattern", _pattern(argument(node, "pattern", str)))
    judge = _format(argument(node, "format", str), kind, minor) if node.get("format") else None
    if judge is not None:
        yield Facet("format", judge)


def argument(node: Mapping, keyword: str, kind: Any) -> Any:
    """What stands behind a keyword. Raises ValueError if it is of another type."""
    value = node[keyword]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{keyword} is of the wrong type")
    return value


COUNTS: dict[str, Callable[[int], Judge]] = {
    "minLength": lambda count: _at_least(count, str, "character"),
    "maxLength": lambda count: _at_most(count, str, TOO_LONG, "character"),
    "minItems": lambda count: _at_least(count, list, "entry", "entries"),
    "maxItems": lambda count: _at_most(count, list, TOO_MANY, "entry", "entries"),
    "minProperties": lambda count: _at_least(count, dict, "entry", "entries"),
    "maxProperties": lambda count: _at_most(count, dict, TOO_MANY, "entry", "entries"),
}
"""Bounds of the length of texts, lists and mappings."""
