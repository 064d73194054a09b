"""What the API server rejects, as values that know their place."""

from typing import Any

from podlint.dataclass import dataclass
from podlint.kubernetes.api.values import Index, Struct
from podlint.reading import Mapping, Place, Sequence

UNKNOWN_FIELD = "UnknownField"
WRONG_TYPE = "WrongType"
REQUIRED = "Required"
INVALID = "Invalid"
NOT_SUPPORTED = "NotSupported"
DUPLICATE = "Duplicate"
FORBIDDEN = "Forbidden"
TOO_LONG = "TooLong"
TOO_MANY = "TooMany"
NOT_FOUND = "NotFound"
UNKNOWN_KIND = "UnknownKind"
UNSERVED = "Unserved"
DEPRECATED = "Deprecated"

FIELD_REASONS = (REQUIRED, INVALID, NOT_SUPPORTED, DUPLICATE, FORBIDDEN, TOO_LONG, TOO_MANY, NOT_FOUND)
"""The types of field errors of the API server (k8s.io/apimachinery, pkg/util/validation/field)."""


@dataclass(frozen=True, slots=True, eq=False)
class ApiError:
    """One thing that is wrong with one field.

    `field` of `struct`, empty for the struct itself, and `index` in it say where; `detail` is a clause that says what
    is wrong; `near` is the name that was probably meant; `supported` are the values that would do; `at_key` is set
    where the key and not the value is at fault.
    """

    reason: str
    struct: Struct
    field: str
    detail: str
    index: Index = None
    value: Any = None
    near: str = ""
    supported: tuple[str, ...] = ()
    at_key: bool = False

    @property
    def path(self) -> str:
        return self.struct.path(self.field, self.index)

    @property
    def name(self) -> str:
        """The last step of the path; of an item the list."""
        name = self.field or self.struct.field
        return f"{name}[{self.index}]" if isinstance(self.index, str) else name

    @property
    def type_name(self) -> str:
        """The API type that has the field, such as `Container`."""
        return self.struct.type.short_name

    @property
    def is_written(self) -> bool:
        """Whether it is about a field that the manifest has, not about one that it lacks or a struct as a whole."""
        return self.struct.node is not None and self.field in self.struct.node

    @property
    def definition(self) -> str:
        """Errors of custom resources name their definition."""
        return ""

    @property
    def demand(self) -> Place | None:
        """Errors of custom resources know where their definition asks for something else."""
        return None

    @property
    def identity(self) -> tuple[object, ...]:
        """What it has in common with the same error in another release, whose fields and values may be others."""
        words = "" if self.reason in (UNKNOWN_FIELD, NOT_SUPPORTED) else self.detail
        return self.reason, self.path, self.place.start, words

    @property
    def place(self) -> Place:
        """The value or key at fault, or what stands for the nearest thing around it that the manifest has."""
        struct, field, index = self.struct, self.field, self.index
        while struct.node is None or field not in struct.node:
            if struct.parent is None or (struct.node is not None and struct.index is not None):
                return _first_token(struct.node)
            struct, field, index = struct.parent, struct.field, struct.index
        return _place(struct.node, field, index, self.at_key)


def _place(node: Mapping, field: str, index: Index, at_key: bool) -> Place:
    """The token that stands for a field, or for an entry of it, that the mapping has."""
    value = node[field]
    if isinstance(value, Mapping) and isinstance(index, str) and index in value:
        return _place(value, index, None, at_key)
    if isinstance(value, Sequence) and isinstance(index, int) and index < len(value):
        item = value[index]
        return _first_token(item) if isinstance(item, Mapping) and item else value.value_place(index)
    if at_key or index is not None or isinstance(value, Mapping | Sequence):
        return node.key_place(field)
    return node.value_place(field)


def _first_token(node: Mapping | None) -> Place:
    """The first key. Only a struct below another is without a mapping of its own."""
    assert node is not None
    first = next(iter(node), None)
    return node.key_place(first) if first is not None else node.place
