"""Validation of a custom resource's values by its schema, as the API server's validator of OpenAPI schemas does it."""

from collections.abc import Callable, Iterator
from typing import Any

from podlint.crd.errors import Steps, path_of
from podlint.crd.facets import NO_VALUE, counted, is_number, shown
from podlint.crd.schema import Rule, Schema
from podlint.kubernetes.api.errors import (
    DUPLICATE,
    INVALID,
    NOT_SUPPORTED,
    REQUIRED,
    TOO_LONG,
    TOO_MANY,
    WRONG_TYPE,
)
from podlint.namedtuple import NamedTuple

BLOCKING = (REQUIRED, NOT_SUPPORTED, TOO_LONG, TOO_MANY, WRONG_TYPE)
"""Types of errors that keep the API server from asking rules."""
_LARGEST_EXACT = 2**53 - 1
_SHORT = 160
"""Characters that the words about all alternatives may have."""


class Fault(NamedTuple):
    """What is wrong at the end of a way: the schema and the keyword that ask for something else, and the words.

    `rule` is the rule, where the keyword has several. As long as there is one that `blocks`, the API server asks no
    rules.
    """

    reason: str
    steps: Steps
    detail: str
    schema: Schema
    keyword: str
    value: Any = None
    supported: tuple[str, ...] = ()
    rule: Rule | None = None
    hides: bool = False

    @property
    def blocks(self) -> bool:
        is_text = isinstance(self.value, str)
        return self.hides or self.reason in BLOCKING or (self.keyword == "format" and is_text)


class Validator:
    """Validates values, each once. `spend` is called for each value and schema, so that the work can be bounded."""

    __slots__ = ("spend",)

    def __init__(self, spend: Callable[[], None]) -> None:
        self.spend = spend

    def faults(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        """What is wrong with a value and with what is in it."""
        self.spend()
        if not has_type(value, schema):
            yield Fault(WRONG_TYPE, steps, "", schema, "type", value)
        elif value is not None:
            yield from self._of_value(value, schema, steps)
        else:
            yield from _of_null(schema, steps)

    def _of_value(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        for facet in schema.facets:
            wrong = facet.judge(value)
            if wrong is not None:
                yield Fault(wrong.reason, steps, wrong.detail, schema, facet.keyword, value, wrong.supported)
        yield from self._alternatives(value, schema, steps)
        if isinstance(value, dict):
            yield from self._in_mapping(value, schema, steps)
        elif isinstance(value, list) and schema.items is not None:
            for index, item in enumerate(value):
                yield from self.faults(item, schema.items, (*steps, index))
            yield from _repeated(value, schema, steps)

    def _in_mapping(self, value: dict[str, Any], schema: Schema, steps: Steps) -> Iterator[Fault]:
        for key, item in value.items():
            inner = schema.below(key)
            if inner is not None:
                yield from self.faults(item, inner, (*steps, key))
        for name in schema.required:
            if name not in value:
                yield Fault(REQUIRED, (*steps, name), "is required", schema, "required")
        if schema.embedded and steps:
            for name in ("apiVersion", "kind"):
                if not value.get(name):
                    yield Fault(REQUIRED, (*steps, name), "is required", schema, "x-kubernetes-embedded-resource")

    def _alternatives(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        for inner in schema.all_of:
            yield from self.faults(value, inner, steps)
        if schema.any_of:
            yield from self._any_of(value, schema, steps)
        if schema.one_of:
            yield from self._one_of(value, schema, steps)
        if schema.negated is not None and self._fits(value, schema.negated, steps):
            yield Fault(INVALID, steps, "is of a form that its schema excludes (`not`)", schema, "not", value)

    def _fits(self, value: Any, schema: Schema, steps: Steps) -> bool:
        return next(self.faults(value, schema, steps), None) is None

    def _any_of(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        failures = []
        for inner in schema.any_of:
            found = list(self.faults(value, inner, steps))
            if not found:
                return
            failures.append(found)
        yield self._none_fits("anyOf", failures, value, schema, steps)

    def _one_of(self, value: Any, schema: Schema, steps: Steps) -> Iterator[Fault]:
        failures = [list(self.faults(value, inner, steps)) for inner in schema.one_of]
        fitting = failures.count([])
        if fitting == 0:
            yield self._none_fits("oneOf", failures, value, schema, steps)
        elif fitting > 1:
            detail = f"fits {fitting} of the {len(failures)} alternatives of its schema, and may fit one (`oneOf`)"
            yield Fault(INVALID, steps, detail, schema, "oneOf", value)

    def _none_fits(self, keyword: str, failures: list[list[Fault]], value: Any, schema: Schema, steps: Steps) -> Fault:
        """Says what is wrong with each alternative where that is short."""
        what = [_in_short(found, steps) for found in failures]
        told = f": {', or '.join(what)}" if all(what) and sum(map(len, what)) <= _SHORT else ""
        alternatives = counted(len(failures), "alternative")
        detail = f"fits none of the {alternatives} of its schema (`{keyword}`){told}"
        hides = any(fault.blocks for found in failures for fault in found)
        return Fault(INVALID, steps, detail, schema, keyword, value, hides=hides)


def _in_short(found: list[Fault], steps: Steps) -> str:
    """What an alternative lacks, or the one thing that is wrong with it; empty if it is more than that."""
    names = [f"`{path_of(fault.steps[len(steps) :])}`" for fault in found]
    if all(fault.reason == REQUIRED for fault in found):
        return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing"
    subject = "it" if found[0].steps == steps else names[0]
    return f"{subject} {found[0].detail}" if len(found) == 1 and found[0].detail else ""


def _of_null(schema: Schema, steps: Steps) -> Iterator[Fault]:
    """A null that the type allows is still none of the values of an enum, not even where null is among them."""
    for facet in schema.facets:
        if facet.keyword == "enum" and (wrong := facet.judge(NO_VALUE)):
            yield Fault(wrong.reason, steps, wrong.detail, schema, "enum", None, wrong.supported)


def has_type(value: Any, schema: Schema) -> bool:
    """Whether a value has the type that its schema names; numbers without a fraction are whole."""
    if value is None:
        return schema.nullable or not (schema.type or schema.int_or_string)
    if schema.int_or_string:
        return isinstance(value, str) or _is_whole(value)
    if schema.type == "string" and isinstance(value, list):
        # The server takes lists for texts of a format that it knows.
        return any(facet.keyword == "format" for facet in schema.facets)
    return _TYPES[schema.type](value) if schema.type else True


def _is_whole(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return value.is_integer() and abs(value) <= _LARGEST_EXACT


_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": is_number,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _repeated(items: list[Any], schema: Schema, steps: Steps) -> Iterator[Fault]:
    """Items of a set that are there twice, items of a list of type map whose keys are."""
    if schema.list_type not in ("set", "map"):
        return
    seen: set[object] = set()
    for index, item in enumerate(items):
        keys = {name: item[name] for name in schema.list_keys if name in item} if isinstance(item, dict) else {}
        identity = shown(keys if schema.list_type == "map" else item)
        if identity in seen:
            field, detail = _repetition(schema, keys)
            yield Fault(DUPLICATE, (*steps, index, *field), detail, schema, "x-kubernetes-list-type", item)
        seen.add(identity)


def _repetition(schema: Schema, keys: dict[str, Any]) -> tuple[Steps, str]:
    """Where in an item the repetition shows, and the words for it."""
    if schema.list_type == "set":
        return (), "stands twice in the list"
    known = " and ".join(f"{name} `{shown(value)[1]}`" for name, value in keys.items())
    return tuple(keys) if len(keys) == 1 else (), f"another entry has the same {known or 'empty key'}"
