"""Decoded values: what the API server makes of a manifest before it judges, and the way from each to its place."""

from collections.abc import Iterator
from typing import Any

from podlint.kubernetes.api.types import Type
from podlint.reading import Mapping

Index = int | str | None
"""Where in a field: the index in a list, the key in a map, None for the field itself."""


_given = dict.get
_NOT_GIVEN = object()


class Struct(dict[str, Any]):
    """A value of an API type: the fields that are given, nulls and zero values left out, defaults filled in.

    A field that is not given has its zero value, as in Go: `struct.get("replicas")` is 0, a struct is one without
    fields, and only `"replicas" in struct` tells whether it is given. `node` is the mapping it was read from, None
    where the manifest has none; `field` and `index` are where it lies in `parent`.
    """

    __slots__ = ("field", "index", "node", "parent", "rules", "type")

    def __init__(self, kind: Type, node: Mapping | None, parent: "Struct | None", field: str, index: Index) -> None:
        self.type = kind
        self.rules = kind.rules
        self.node = node
        self.parent = parent
        self.field = field
        self.index = index

    def get(self, name: str, default: Any = None) -> Any:
        """The field's value, its zero value if it is not given, `default` if the type has no such field."""
        value = _given(self, name, _NOT_GIVEN)
        if value is not _NOT_GIVEN:
            return value
        field = self.type.fields.get(name)
        if field is None:
            return default
        shape = field.shape
        return Struct(shape.struct, None, self, name, None) if field.is_struct else shape.zero

    def drop(self, name: str) -> None:
        """Forget a field, as the API server does with what has no meaning: nothing in it is judged any more."""
        if name not in self:
            return
        waiting = [self.pop(name)]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Struct):
                value.rules = None
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value

    def leave(self, name: str) -> None:
        """Keep a field in which nothing is judged any more, for what others make of its value."""
        if name in self:
            value = self[name]
            self.drop(name)
            self[name] = value

    def structs(self, *names: str) -> Iterator["Struct"]:
        """The structs in these list fields, one field after the other."""
        for name in names:
            yield from self.get(name)

    @property
    def root(self) -> "Struct":
        """The object this is a part of."""
        struct = self
        while struct.parent is not None:
            struct = struct.parent
        return struct

    def owner(self, type_name: str) -> "Struct | None":
        """The nearest struct around this one of a type such as `core.v1.PodSpec`."""
        struct = self.parent
        while struct is not None and struct.type.name != type_name:
            struct = struct.parent
        return struct

    def path(self, field: str = "", index: Index = None) -> str:
        """The field path as the API server writes it: `spec.containers[0].image`."""
        steps = [(field, index)] if field else []
        struct = self
        while struct.parent is not None:
            steps.append((struct.field, struct.index))
            struct = struct.parent
        return ".".join(_step(*step) for step in reversed(steps))


def _step(field: str, index: Index) -> str:
    return field if index is None else f"{field}[{index}]"
