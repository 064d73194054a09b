"""API types as schemas/kubernetes/types has them, each parsed when it is first met."""

from collections.abc import Callable, Iterable
from typing import Any

from podlint.dataclass import dataclass, field
from podlint.kubernetes.api.guards import OPEN, Guard
from podlint.kubernetes.api.scalars import READERS, WHOLE, Reader
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping

_MOST_PLANS = 1 << 10
_PLAIN = {"string": str, "bool": bool, "int-or-string": str}

Check = Callable[[Any, str, Any, list[Any]], None]
"""Looks at a struct, the name of a field and its value, and appends to the errors what is wrong with it."""

Function = Callable[[Any], Iterable[Any]]
"""Looks at a struct and yields what is wrong with it."""

Accepts = Callable[[Mapping], bool]
"""Looks at a mapping as it was read; True if nothing is wrong with it, False if that can't be told."""


class Asked(NamedTuple):
    """A check and the guard of its condition, and what tells its outcome where the guard admits a struct.

    `reads` are the fields of the struct that it looks at, None if it looks beyond the struct. It is `alone` if it looks
    at the value of its field and at nothing else. `function` is the one that it asks, if it is written in Python.
    """

    check: Check
    guard: Guard = OPEN
    reads: frozenset[str] | None = frozenset()
    alone: bool = False
    function: Function | None = None


class Plan(NamedTuple):
    """The checks for structs of one type that have the same fields: of given fields, of others, of the struct.

    Of an `idle` plan nothing is asked at all.
    """

    given: list[tuple[str, Check]]
    missing: list[tuple[str, Check]]
    whole: list[Check]
    idle: bool


class Shape:
    """What a field holds: a scalar with its `reader`, a `struct`, or a list or map of `inner`.

    `word` is "scalar", "struct", "list" or "map"; `name` how the type is called. The type of a struct is found when it
    is first asked for.
    """

    __slots__ = ("_find", "_type", "inner", "name", "reader", "word", "zero")

    def __init__(
        self,
        word: str,
        name: str,
        zero: Any,
        *,
        inner: "Shape | None" = None,
        reader: Reader | None = None,
        find: "Callable[[], Type] | None" = None,
    ) -> None:
        self.word = word
        self.name = name
        self.zero = zero
        self.inner = inner
        self.reader = reader
        self._find = find
        self._type: Type | None = None

    @property
    def struct(self) -> "Type":
        """The type of a struct; only a shape whose word is "struct" has one."""
        if self._type is None:
            assert self._find is not None
            self._type = self._find()
        return self._type


class Field:
    """A field of a type. `pointer`: zero is a value like any other.

    A value of the class `plain` needs no decoding, nor an integer in the range `whole`, nor a mapping if `is_struct`.
    """

    __slots__ = ("is_struct", "keys", "name", "plain", "pointer", "required", "shape", "unique", "whole")

    def __init__(self, name: str, shape: Shape, words: list[str]) -> None:
        self.name = name
        self.shape = shape
        self.plain = _PLAIN.get(shape.name)
        self.whole = WHOLE.get(shape.name, range(0))
        self.is_struct = shape.word == "struct"
        self.pointer = False
        self.required = "required" in words
        self.unique = "set" in words
        self.keys = next((tuple(word[4:].split(",")) for word in words if word.startswith("key=")), ())

    @property
    def counts_zero(self) -> bool:
        """Whether a zero value is given, as nothing of another field is."""
        return self.pointer or self.is_struct


@dataclass(slots=True)
class TypeRules:
    """What is asked of the values of a type: checks by the field they are about, and defaults.

    `present` is for fields that are given, `absent` for those that are not, `whole` for the struct; `always` are the
    structs that are part of the value rather than pointed to: they are judged even where they are not given. `fillers`
    and `functions` are defaults and checks in Python.

    `plans` are those of the structs that were met, by the field they lie in and the fields they have.
    """

    present: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    absent: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    whole: tuple[Asked, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    fillers: tuple[Callable[[Any], None], ...] = ()
    functions: tuple[Function, ...] = ()
    plans: dict[tuple[str, ...], Plan] = field(default_factory=dict)

    def fill(self, struct: Any) -> None:
        """Fills in what the API server would."""
        for name, value in self.defaults.items():
            struct.setdefault(name, value)
        for filler in self.fillers:
            filler(struct)

    def plan(self, key: tuple[str, ...]) -> Plan:
        """What is asked of structs in the field `key[0]` that have the fields `key[1:]`."""
        via, *fields = key
        present, absent = self.present, self.absent
        given = [
            (name, each.check)
            for name in fields
            if name in present
            for each in present[name]
            if each.guard is OPEN or each.guard.admits(fields, via)
        ]
        missing = [
            (name, each.check)
            for name in absent
            if name not in fields
            for each in absent[name]
            if each.guard is OPEN or each.guard.admits(fields, via)
        ]
        whole = [each.check for each in self.whole if each.guard.admits(fields, via)]
        idle = not (given or missing or whole or self.functions)
        plan = Plan(given, missing, whole, idle)
        if len(self.plans) < _MOST_PLANS:
            self.plans[key] = plan
        return plan


@dataclass(slots=True, eq=False)
class Type:
    """A type of one version of Kubernetes, 1.`minor`. `rules` are what is asked of its values.

    `name_check` is what the names of its objects have to be, where the kind's name does not say it: of custom kinds.
    `acceptors` are filled by acceptance.py, by the field that a value of the type lies in.
    """

    name: str
    minor: int
    fields: dict[str, Field] = field(default_factory=dict)
    rules: TypeRules | None = None
    name_check: Callable[[str], str | None] | None = None
    acceptors: dict[str, Accepts] = field(default_factory=dict)

    @property
    def short_name(self) -> str:
        """`Container` of `core.v1.Container`."""
        return self.name.rpartition(".")[2]


def blocks(text: str) -> dict[str, str]:
    """The blocks of a file by the name that heads each: a line that is not indented and no comment opens one."""
    found: dict[str, str] = {}
    name, start, offset = "", 0, 0
    for line in text.splitlines(keepends=True):
        if line[0] not in " #\n":
            if name:
                found[name] = found.get(name, "") + text[start:offset]
            name, start = line.split(None, 1)[0], offset
        offset += len(line)
    return {**found, name: text[start:]} if name else found


def in_range(words: list[str], minor: int) -> bool:
    """Whether `since=1.X` and `until=1.Y` among the words leave the version in."""
    for word in words:
        if word.startswith("since=1.") and minor < int(word[8:]):
            return False
        if word.startswith("until=1.") and minor > int(word[8:]):
            return False
    return True


def parse_type(block: str, minor: int, find: Callable[[str], Type]) -> Type:
    """The type in a block; `find` gives a type by its full name."""
    header, *lines = block.strip().split("\n")
    parsed = Type(header.partition(" ")[0], minor)
    for line in lines:
        name, shape, *words = line.split()
        if in_range(words, minor):
            parsed.fields[name] = Field(name, _shape(shape, parsed.name.rpartition(".")[0], find), words)
    return parsed


def scalar(name: str) -> Shape:
    """The shape of a scalar by its word in schemas/kubernetes/types."""
    reader, zero = READERS[name]
    return Shape("scalar", name, zero, reader=reader)


def _shape(text: str, package: str, find: Callable[[str], Type]) -> Shape:
    if text.startswith("[]"):
        return Shape("list", text, (), inner=_shape(text[2:], package, find))
    if text.startswith("{}"):
        return Shape("map", text, {}, inner=_shape(text[2:], package, find))
    if text in READERS:
        return scalar(text)
    full = text if "." in text else f"{package}.{text}"
    return Shape("struct", text, None, find=lambda: find(full))
