"""Facts as plain data, for people and programs that look at them."""

from dataclasses import fields, is_dataclass
from typing import Any

from podlint.reading import Mapping, Place, Sequence


def described(row: Any) -> dict[str, object]:
    """The fields and properties of a row; other rows by their name and place, YAML nodes by their place alone."""
    worked_out = [name for name, member in vars(type(row)).items() if isinstance(member, property)]
    stored = [field.name for field in fields(row)]
    names = [name for name in stored + worked_out if name != "place" and not name.startswith("_")]
    return {"place": str(row.place), **{name: _plain(getattr(row, name)) for name in names}}


def _plain(value: Any) -> object:
    if isinstance(value, Mapping | Sequence | Place):
        return str(value if isinstance(value, Place) else value.place)
    if isinstance(value, tuple | list | frozenset):
        return [_plain(item) for item in (sorted(value, key=str) if isinstance(value, frozenset) else value)]
    if hasattr(value, "place"):
        return f"{value} ({value.place})" if "__str__" in vars(type(value)) else str(value.place)
    if is_dataclass(value):
        return str(value)
    return value if isinstance(value, str | int | float | None) else str(value)
