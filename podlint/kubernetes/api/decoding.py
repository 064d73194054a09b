"""Decoding as the API server does: a mapping read into an API type, strictly, errors beside it."""

from typing import Any

from podlint.kubernetes.api.errors import UNKNOWN_FIELD, WRONG_TYPE, ApiError
from podlint.kubernetes.api.types import Shape, Type
from podlint.kubernetes.api.values import Index, Struct
from podlint.kubernetes.api.wording import described, near_field
from podlint.reading import Mapping, Sequence

_TEXTS, _MAPPINGS = {str}, {Mapping}


class Decoder:
    """What one object decodes to: `structs`, each after the one around it, and the `errors` on the way."""

    __slots__ = ("errors", "structs")

    def __init__(self, kind: Type, node: Mapping) -> None:
        self.structs = [Struct(kind, node, None, "", None)]
        self.errors: list[ApiError] = []
        for struct in self.structs:  # grows while it is walked, so that depth costs no recursion
            rules = struct.rules
            if struct.node:
                self.read_fields(struct, struct.node)
            if struct.parent is None or (rules is not None and rules.always):
                self.add_embedded(struct)

    def read_fields(self, struct: Struct, node: Mapping) -> None:
        fields = struct.type.fields
        for key, raw in node.items():
            field = fields.get(key)
            if field is None:
                self.unknown_field(struct, key)
                continue
            if raw is None:
                continue
            kind = raw.__class__
            if kind is field.plain:
                value = raw
            elif kind is Mapping and field.is_struct:
                struct[key] = child = Struct(field.shape.struct, raw, struct, key, None)
                self.structs.append(child)
                continue
            elif kind is int and raw in field.whole:
                value = raw
            else:
                value = self.read(field.shape, raw, struct, key, None)
            if value or field.pointer:
                struct[key] = value

    def struct(self, shape: Shape, raw: Mapping | None, owner: Struct, key: str, index: Index) -> Struct:
        child = Struct(shape.struct, raw, owner, key, index)
        self.structs.append(child)
        return child

    def read(self, shape: Shape, raw: Any, owner: Struct, key: str, index: Index) -> Any:
        """The decoded value; its zero value if it has the wrong type. Recurses as deep as a type is nested."""
        word = shape.word
        if word == "struct" and (raw.__class__ is Mapping or raw is None):
            return self.struct(shape, raw, owner, key, index)
        if raw is None:
            # Only items come here; a null among them is a zero value, and a quantity's is written so.
            return "0" if shape.name == "quantity" else shape.zero
        if word == "list" and raw.__class__ is Sequence:
            return self.read_list(shape, raw, owner, key)
        if word == "map" and raw.__class__ is Mapping:
            return self.read_map(shape, raw, owner, key)
        complaint = ""
        if shape.reader is not None:
            try:
                return shape.reader(raw)
            except ValueError as error:
                complaint = str(error)
        self.wrong_type(shape, raw, owner, key, index, complaint)
        return shape.zero

    def read_list(self, shape: Shape, raw: Sequence, owner: Struct, key: str) -> list[Any]:
        inner = shape.inner
        assert inner is not None
        classes = set(map(type, raw))
        if inner.word == "struct" and classes == _MAPPINGS:
            kind = inner.struct
            structs = [Struct(kind, item, owner, key, index) for index, item in enumerate(raw)]
            self.structs += structs
            return structs
        if inner.name == "string" and classes == _TEXTS:
            return raw
        return [self.read(inner, item, owner, key, index) for index, item in enumerate(raw)]

    def read_map(self, shape: Shape, raw: Mapping, owner: Struct, key: str) -> dict[str, Any]:
        inner = shape.inner
        assert inner is not None
        if inner.name == "string" and set(map(type, raw.values())) == _TEXTS:
            return raw
        return {name: self.read(inner, item, owner, key, name) for name, item in raw.items()}

    def add_embedded(self, struct: Struct) -> None:
        """The structs that are there even if the manifest leaves them out."""
        rules = struct.rules
        names = rules.always if rules is not None else ()
        for name in names if struct.parent is not None else (*names, "metadata"):
            field = struct.type.fields.get(name)  # answers of the API server, such as APIGroup, have no metadata
            if field is not None and name not in struct and field.shape.word == "struct":
                struct[name] = child = Struct(field.shape.struct, None, struct, name, None)
                self.structs.append(child)

    def unknown_field(self, struct: Struct, key: str) -> None:
        near = near_field(key, struct.type.fields)
        detail = f"is no field of {struct.type.short_name}"
        self.errors.append(ApiError(UNKNOWN_FIELD, struct, key, detail, value=key, near=near, at_key=True))

    def wrong_type(self, shape: Shape, raw: Any, owner: Struct, key: str, index: Index, wanted: str) -> None:
        error = ApiError(WRONG_TYPE, owner, key, "", index, raw)
        detail = described(shape, raw, error.place.text, wanted)
        self.errors.append(ApiError(WRONG_TYPE, owner, key, detail, index, raw))
