"""The types the checker knows; below DYN nothing is checked, and null fits everywhere."""

from collections.abc import Callable, Mapping

from podlint.cel.values import NUMERIC


class CelType:
    """A type by its name; `kind` is what `type(x)` says of its values at run time (`dyn` for any)."""

    __slots__ = ("kind",)

    def __init__(self, kind: str) -> None:
        self.kind = kind

    @property
    def name(self) -> str:
        """The type as messages write it, such as `list(string)`."""
        return self.kind

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CelType) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class ListOf(CelType):
    __slots__ = ("item",)

    def __init__(self, item: CelType) -> None:
        super().__init__("list")
        self.item = item

    @property
    def name(self) -> str:
        return f"list({self.item.name})"


class MapOf(CelType):
    __slots__ = ("key", "value")

    def __init__(self, key: CelType, value: CelType) -> None:
        super().__init__("map")
        self.key = key
        self.value = value

    @property
    def name(self) -> str:
        return f"map({self.key.name}, {self.value.name})"


class OptionalOf(CelType):
    __slots__ = ("item",)

    def __init__(self, item: CelType) -> None:
        super().__init__("optional_type")
        self.item = item

    @property
    def name(self) -> str:
        return f"optional({self.item.name})"


class Record(CelType):
    """Objects of a class, selected by attribute; two records are one type when they have one name.

    `fields` may be a mapping that is filled later, or a function, so that records can refer to each other.
    """

    __slots__ = ("_fields",)

    def __init__(self, name: str, fields: Mapping[str, CelType] | Callable[[], Mapping[str, CelType]]) -> None:
        super().__init__(name)
        self._fields = fields

    @property
    def fields(self) -> Mapping[str, CelType]:
        """The attributes that expressions may select, with their types."""
        return self._fields() if callable(self._fields) else self._fields


class Variable(CelType):
    """A type parameter in the signature of a function, such as the `A` of `list(A)`."""

    __slots__ = ()


DYN = CelType("dyn")
NULL = CelType("null_type")
BOOL = CelType("bool")
INT = CelType("int")
UINT = CelType("uint")
DOUBLE = CelType("double")
STRING = CelType("string")
BYTES = CelType("bytes")
TYPE = CelType("type")
TIMESTAMP = CelType("google.protobuf.Timestamp")
DURATION = CelType("google.protobuf.Duration")

_UNCHECKED = frozenset({"dyn", "null_type"})


def fits(given: CelType, wanted: CelType) -> bool:
    """Whether a value of type `given` may stand where `wanted` is asked for."""
    if given.kind in _UNCHECKED or wanted.kind in _UNCHECKED or isinstance(wanted, Variable):
        return True
    if isinstance(given, ListOf | OptionalOf) and isinstance(wanted, ListOf | OptionalOf):
        return given.kind == wanted.kind and fits(given.item, wanted.item)
    if isinstance(given, MapOf) and isinstance(wanted, MapOf):
        return fits(given.key, wanted.key) and fits(given.value, wanted.value)
    return given.kind == wanted.kind


def comparable(left: CelType, right: CelType) -> bool:
    """Whether `==` between the two could ever be true."""
    if isinstance(left, ListOf | OptionalOf) and isinstance(right, ListOf | OptionalOf):
        return left.kind == right.kind and comparable(left.item, right.item)
    if isinstance(left, MapOf) and isinstance(right, MapOf):
        return comparable(left.key, right.key) and comparable(left.value, right.value)
    return fits(left, right) or (left.kind in NUMERIC and right.kind in NUMERIC)


def join(left: CelType, right: CelType) -> CelType:
    """The type of a value that is of one or of the other type."""
    if left == right or right.kind == "null_type":
        return left
    if left.kind == "null_type":
        return right
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        return ListOf(join(left.item, right.item))
    return DYN


def bind(parameter: CelType, given: CelType, bound: dict[str, CelType]) -> None:
    """Note in `bound` what the type parameters of `parameter` stand for when it is given `given`."""
    if isinstance(parameter, Variable):
        bound[parameter.kind] = join(bound[parameter.kind], given) if parameter.kind in bound else given
    elif isinstance(parameter, ListOf | OptionalOf):
        bind(parameter.item, given.item if isinstance(given, ListOf | OptionalOf) else DYN, bound)
    elif isinstance(parameter, MapOf):
        key, value = (given.key, given.value) if isinstance(given, MapOf) else (DYN, DYN)
        bind(parameter.key, key, bound)
        bind(parameter.value, value, bound)


def substitute(result: CelType, bound: Mapping[str, CelType]) -> CelType:
    """`result` with its type parameters replaced by what they stand for."""
    if isinstance(result, Variable):
        return bound.get(result.kind, DYN)
    if isinstance(result, ListOf):
        return ListOf(substitute(result.item, bound))
    if isinstance(result, OptionalOf):
        return OptionalOf(substitute(result.item, bound))
    if isinstance(result, MapOf):
        return MapOf(substitute(result.key, bound), substitute(result.value, bound))
    return result
