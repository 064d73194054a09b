"""The values expressions work on: their kinds, equality and order.

Python's own values serve where they mean the same: bool, int, float (double), str, bytes, None, list and tuple, dict,
with their subclasses. What Python has no type for is defined here.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

INT_MAX: Final = 2**63 - 1
INT_MIN: Final = -(2**63)
UINT_MAX: Final = 2**64 - 1


class UInt(int):
    """An unsigned integer."""

    __slots__ = ()


class TypeValue:
    """What `type(x)` gives: a type, known by its name."""

    __slots__ = ("name",)
    cel_type = "type"

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeValue) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return self.name


class _Nanoseconds:
    __slots__ = ("nanoseconds",)

    def __init__(self, nanoseconds: int) -> None:
        self.nanoseconds = nanoseconds

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.nanoseconds == other.nanoseconds

    def __hash__(self) -> int:
        return hash(self.nanoseconds)

    def __lt__(self, other: "_Nanoseconds") -> bool:
        return self.nanoseconds < other.nanoseconds

    def __le__(self, other: "_Nanoseconds") -> bool:
        return self.nanoseconds <= other.nanoseconds

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.nanoseconds})"


class Timestamp(_Nanoseconds):
    """A point in time, in nanoseconds since 1970-01-01T00:00:00Z."""

    __slots__ = ()
    cel_type = "google.protobuf.Timestamp"


class Duration(_Nanoseconds):
    """A span of time in nanoseconds."""

    __slots__ = ()
    cel_type = "google.protobuf.Duration"


class Optional:
    """A value that may be absent: `Optional(value)`, or `NONE`."""

    __slots__ = ("value",)
    cel_type = "optional_type"

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "optional.none()" if self is NONE else f"optional.of({self.value!r})"


class _Missing:
    def __repr__(self) -> str:
        return "missing"


MISSING: Final = _Missing()
"""What a look-up gives when there is nothing; never a value of an expression."""

NONE: Final = Optional(MISSING)

_KINDS: Mapping[type, str] = {
    bool: "bool",
    UInt: "uint",
    int: "int",
    float: "double",
    str: "string",
    bytes: "bytes",
    type(None): "null_type",
    list: "list",
    tuple: "list",
    dict: "map",
}
NUMERIC = frozenset({"int", "uint", "double"})
ORDERED = frozenset({"bool", "string", "bytes", Timestamp.cel_type, Duration.cel_type})


def _kind_of_class(cls: type) -> str:
    for ancestor in cls.__mro__:
        if ancestor in _KINDS:
            return _KINDS[ancestor]
    return str(getattr(cls, "cel_type", cls.__name__))


kind_of_class: Callable[[type], str] = cache(_kind_of_class)
"""The CEL type of a class's instances; a class that is none of CEL's own is its own type, by its name."""


def kind_of(value: object) -> str:
    """The name of a value's CEL type, such as `int` or `google.protobuf.Duration`."""
    return kind_of_class(type(value))


def equal(left: object, right: object) -> bool:
    """CEL's `==`: numbers by their value whatever their type, else nothing equals what is of another type."""
    if type(left) is str and type(right) is str:
        return left == right
    kind, other = kind_of_class(type(left)), kind_of_class(type(right))
    if kind != other:
        return kind in NUMERIC and other in NUMERIC and left == right
    if isinstance(left, dict) and isinstance(right, dict):
        return len(left) == len(right) and all(equal(value, lookup(right, key)) for key, value in left.items())
    if kind == "list":
        return _equal_lists(left, right)  # type: ignore[arg-type]
    if isinstance(left, Optional) and isinstance(right, Optional):
        return left is right or equal(left.value, right.value)
    return bool(left == right)


def _equal_lists(left: Sequence[object], right: Sequence[object]) -> bool:
    return len(left) == len(right) and all(map(equal, left, right))


def ordered(left: object, right: object) -> bool:
    """Whether `<` is defined between the two."""
    kind, other = kind_of_class(type(left)), kind_of_class(type(right))
    return kind in ORDERED if kind == other and kind not in NUMERIC else kind in NUMERIC and other in NUMERIC


def lookup(mapping: Mapping[object, object], key: object) -> object:
    """The value of a key, or MISSING. Unlike Python, `true` is not the key `1`."""
    if type(key) is str:
        return mapping.get(key, MISSING)
    kind = kind_of_class(type(key))
    if kind == "string":
        return mapping.get(key, MISSING)
    if kind != "bool" and kind not in NUMERIC:
        return MISSING
    # Python's dict takes True for 1 and False for 0, so a hit on these must be of the right type.
    if key in (0, 1) and not any((type(own) is bool) == (kind == "bool") for own in mapping if own == key):
        return MISSING
    return mapping.get(key, MISSING)
