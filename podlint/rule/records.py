"""Facts as CEL sees them: the type of each row's fields, taken from its annotations."""

import types
from collections.abc import Mapping as Map
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from podlint.cel import BOOL, DOUBLE, DYN, INT, STRING, CelType, ListOf, Record
from podlint.reading import Place

_SCALARS: dict[object, CelType] = {str: STRING, int: INT, bool: BOOL, float: DOUBLE}
PLACE = Record("Place", {"line": INT, "column": INT, "text": STRING})


@cache
def record(kind: type) -> Record:
    """The CEL type of a row: its fields and its properties, by their Python names."""
    return Record(kind.__name__, lambda: field_types(kind))


@cache
def field_types(kind: type) -> Map[str, CelType]:
    """The CEL type of each field and property of a dataclass."""
    hints = get_type_hints(kind)
    stored = {name: cel_type(hints[name]) for name in _field_names(kind) if not name.startswith("_")}
    worked_out = {
        name: cel_type(get_type_hints(member.fget)["return"])
        for name, member in vars(kind).items()
        if isinstance(member, property) and not name.startswith("_")
    }
    return stored | worked_out


def cel_type(annotation: Any) -> CelType:
    """The CEL type of an annotation; what is neither scalar, row nor a list of them is read as it comes."""
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if annotation is Place:
        return PLACE
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        return cel_type(inner[0]) if len(inner) == 1 else DYN
    if get_origin(annotation) in (tuple, list, frozenset):
        return ListOf(cel_type(get_args(annotation)[0]))
    return record(annotation) if isinstance(annotation, type) and _field_names(annotation) else DYN


def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; empty for anything else. `dataclasses.fields` would work out more than the names."""
    names: tuple[str, ...] = vars(kind).get("__match_args__", ())
    return names if "__dataclass_fields__" in vars(kind) else ()
