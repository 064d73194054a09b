"""Functions of optionals: values that may be absent."""

from collections.abc import Sequence
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.values import NONE, Duration, Optional, Timestamp, kind_of


def _of_non_zero(value: Any) -> Optional:
    if isinstance(value, Duration | Timestamp):
        return Optional(value) if value.nanoseconds else NONE
    return NONE if value is None or not value else Optional(value)


def _value(optional: Optional) -> object:
    if optional is NONE:
        raise EvaluationError("`optional.none()` has no value")
    return optional.value


def _or(one: Optional, other: Optional) -> Optional:
    return other if one is NONE else one


def _or_value(optional: Optional, other: object) -> object:
    return other if optional is NONE else optional.value


def _unwrap(optionals: Sequence[object]) -> list[object]:
    values: list[object] = []
    for optional in optionals:
        if not isinstance(optional, Optional):
            raise EvaluationError(f"a list of optionals is needed, not of {kind_of(optional)}")
        if optional is not NONE:
            values.append(optional.value)
    return values


FUNCTIONS: tuple[Function, ...] = (
    function("optional.of(A) -> optional<A>", Optional, "The value, as one that might be absent."),
    function("optional.ofNonZeroValue(A) -> optional<A>", _of_non_zero, "The same; absent if null, false, 0 or empty."),
    function("optional.none() -> optional<A>", lambda: NONE, "An absent value."),
    function("optional.unwrap(list<optional<A>>) -> list<A>", _unwrap, "The values of those that are not absent."),
    function("list<optional<A>>.unwrapOpt() -> list<A>", _unwrap, "The values of those that are not absent."),
    function("optional<A>.hasValue() -> bool", lambda optional: optional is not NONE, "Whether it is not absent."),
    function("optional<A>.value() -> A", _value, "The value; an error if it is absent."),
    function("optional<A>.or(optional<A>) -> optional<A>", _or, "This, or that if it is absent."),
    function("optional<A>.orValue(A) -> A", _or_value, "The value, or another if it is absent."),
)
