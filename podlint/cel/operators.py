"""Arithmetic, comparison, membership and look-up, with CEL's types and limits."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from podlint.cel.errors import EvaluationError
from podlint.cel.values import (
    INT_MAX,
    INT_MIN,
    MISSING,
    NONE,
    NUMERIC,
    UINT_MAX,
    Duration,
    Optional,
    Timestamp,
    UInt,
    equal,
    kind_of,
    lookup,
    ordered,
)

if TYPE_CHECKING:
    from fractions import Fraction

Operation = Callable[[Any, Any], object]

MAX_SIZE: Final = 10_000_000
"""Code points, bytes or items that a value made by an expression may have."""

EARLIEST: Final = -62_135_596_800 * 10**9
LATEST: Final = 253_402_300_800 * 10**9 - 1
TIMESTAMP: Final = Timestamp.cel_type
DURATION: Final = Duration.cel_type


def as_int(value: int) -> int:
    """`value`, or EvaluationError if 64 bits do not hold it."""
    if INT_MIN <= value <= INT_MAX:
        return value
    raise EvaluationError("int overflow")


def as_uint(value: int) -> UInt:
    """`value` unsigned, or EvaluationError if 64 bits do not hold it."""
    if 0 <= value <= UINT_MAX:
        return UInt(value)
    raise EvaluationError("uint overflow")


def as_double(value: "int | float | Fraction") -> float:
    """The double next to `value`; data may hold numbers for which there is none, which is an EvaluationError."""
    try:
        return float(value)
    except OverflowError:
        raise EvaluationError("double overflow") from None


def as_timestamp(nanoseconds: int) -> Timestamp:
    """The timestamp, or EvaluationError if it lies outside the years 1 to 9999."""
    if EARLIEST <= nanoseconds <= LATEST:
        return Timestamp(nanoseconds)
    raise EvaluationError("timestamp out of range: the years 1 to 9999")


def as_duration(nanoseconds: int) -> Duration:
    """The duration, or EvaluationError if its nanoseconds are not an int."""
    if INT_MIN <= nanoseconds <= INT_MAX:
        return Duration(nanoseconds)
    raise EvaluationError("duration out of range")


def bounded(size: int) -> None:
    """Raises EvaluationError for a value so large that it can only be a mistake or an attack."""
    if size > MAX_SIZE:
        raise EvaluationError(f"a value of more than {MAX_SIZE} elements")


def truncated_quotient(left: int, right: int) -> int:
    """The quotient rounded towards zero."""
    if right == 0:
        raise EvaluationError("division by zero")
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def truncated_remainder(left: int, right: int) -> int:
    """The remainder that has the sign of the dividend."""
    if right == 0:
        raise EvaluationError("modulus by zero")
    return left - right * truncated_quotient(left, right)


def _remainder(left: int, right: int) -> int:
    if right != 0:
        as_int(truncated_quotient(left, right))
    return truncated_remainder(left, right)


def _divide_doubles(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _concatenate(left: Any, right: Any) -> object:
    bounded(len(left) + len(right))
    return left + right


def _concatenate_lists(left: Sequence[object], right: Sequence[object]) -> list[object]:
    bounded(len(left) + len(right))
    return [*left, *right]


ARITHMETIC: Mapping[tuple[str, str, str], tuple[str, Operation]] = {
    ("+", "int", "int"): ("int", lambda a, b: as_int(a + b)),
    ("-", "int", "int"): ("int", lambda a, b: as_int(a - b)),
    ("*", "int", "int"): ("int", lambda a, b: as_int(a * b)),
    ("/", "int", "int"): ("int", lambda a, b: as_int(truncated_quotient(a, b))),
    ("%", "int", "int"): ("int", _remainder),
    ("+", "uint", "uint"): ("uint", lambda a, b: as_uint(a + b)),
    ("-", "uint", "uint"): ("uint", lambda a, b: as_uint(a - b)),
    ("*", "uint", "uint"): ("uint", lambda a, b: as_uint(a * b)),
    ("/", "uint", "uint"): ("uint", lambda a, b: as_uint(truncated_quotient(a, b))),
    ("%", "uint", "uint"): ("uint", lambda a, b: as_uint(truncated_remainder(a, b))),
    ("+", "double", "double"): ("double", lambda a, b: a + b),
    ("-", "double", "double"): ("double", lambda a, b: a - b),
    ("*", "double", "double"): ("double", lambda a, b: a * b),
    ("/", "double", "double"): ("double", _divide_doubles),
    ("+", "string", "string"): ("string", _concatenate),
    ("+", "bytes", "bytes"): ("bytes", _concatenate),
    ("+", "list", "list"): ("list", _concatenate_lists),
    ("+", TIMESTAMP, DURATION): (TIMESTAMP, lambda a, b: as_timestamp(a.nanoseconds + b.nanoseconds)),
    ("+", DURATION, TIMESTAMP): (TIMESTAMP, lambda a, b: as_timestamp(a.nanoseconds + b.nanoseconds)),
    ("-", TIMESTAMP, DURATION): (TIMESTAMP, lambda a, b: as_timestamp(a.nanoseconds - b.nanoseconds)),
    ("-", TIMESTAMP, TIMESTAMP): (DURATION, lambda a, b: as_duration(a.nanoseconds - b.nanoseconds)),
    ("+", DURATION, DURATION): (DURATION, lambda a, b: as_duration(a.nanoseconds + b.nanoseconds)),
    ("-", DURATION, DURATION): (DURATION, lambda a, b: as_duration(a.nanoseconds - b.nanoseconds)),
}
"""(operator, type of left, type of right) -> (type of the result, how it is worked out)."""


def _arithmetic(operator: str) -> Operation:
    def operation(left: object, right: object) -> object:
        found = ARITHMETIC.get((operator, kind_of(left), kind_of(right)))
        if found is None:
            raise undefined(operator, left, right)
        return found[1](left, right)

    return operation


def undefined(operator: str, *operands: object) -> EvaluationError:
    """The error of an operator that its operands' types do not have."""
    return EvaluationError(f"`{operator}` is not defined for {' and '.join(kind_of(operand) for operand in operands)}")


def _comparison(operator: str, compare: Operation) -> Operation:
    def operation(left: object, right: object) -> object:
        if not ordered(left, right):
            raise undefined(operator, left, right)
        return compare(left, right)

    return operation


def contains(item: object, container: object) -> bool:
    """CEL's `in`: an item of a list, or a key of a map."""
    if isinstance(container, dict):
        return lookup(container, item) is not MISSING
    if isinstance(container, list | tuple):
        return any(equal(item, own) for own in container)
    raise undefined("in", item, container)


BINARY: Mapping[str, Operation] = {
    **{operator: _arithmetic(operator) for operator in "+-*/%"},
    "<": _comparison("<", lambda a, b: a < b),
    "<=": _comparison("<=", lambda a, b: a <= b),
    ">": _comparison(">", lambda a, b: b < a),
    ">=": _comparison(">=", lambda a, b: b <= a),
    "==": equal,
    "!=": lambda a, b: not equal(a, b),
    "in": contains,
}


def negative(value: Any) -> object:
    """`-value`."""
    kind = kind_of(value)
    if kind == "double":
        return -value
    if kind == "int":
        return as_int(-value)
    raise undefined("-", value)


def negation(value: object) -> bool:
    """`!value`."""
    if isinstance(value, bool):
        return not value
    raise undefined("!", value)


def find(container: Any, key: Any) -> object:
    """`container[key]`, or MISSING if there is nothing; EvaluationError if such a key makes no sense there."""
    if isinstance(container, dict):
        return lookup(container, key)
    if not isinstance(container, list | tuple):
        raise undefined("[]", container, key)
    if kind_of(key) not in NUMERIC or key != key // 1:
        raise undefined("[]", container, key)
    return container[int(key)] if 0 <= key < len(container) else MISSING


def index(container: object, key: object) -> object:
    """`container[key]`; of an optional container, the optional item."""
    if isinstance(container, Optional):
        return optional_index(container, key)
    value = find(container, key)
    if value is MISSING:
        what = "no such key" if isinstance(container, dict) else "index out of range"
        raise EvaluationError(f"{what}: {key!r}")
    return value


def optional_index(container: object, key: object) -> Optional:
    """`container[?key]`."""
    if isinstance(container, Optional):
        return NONE if container is NONE else optional_index(container.value, key)
    value = find(container, key)
    return NONE if value is MISSING else Optional(value)
