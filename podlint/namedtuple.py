"""Named tuples whose `__new__` is written when it is first called, as `podlint.dataclass` has it for dataclasses.

`typing.NamedTuple` writes and compiles one for every class while it is imported, and checks every annotation. For type
checkers, and for whoever reads, these are the standard library's own.
"""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any

try:
    from _collections import _tuplegetter as _getter  # type: ignore[import-not-found]
except ImportError:

    def _getter(index: int, doc: str) -> property:
        return property(itemgetter(index), doc=doc)


class _Maker(type):
    """Makes of a class body with annotations a subclass of tuple."""

    def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> Any:
        annotations = body.get("__annotations__")
        if annotations is None:  # from Python 3.14 on the class works them out
            annotations = type(name, (), dict(body)).__annotations__
        names = tuple(annotations)
        defaults = {field: body[field] for field in names if field in body}
        getters = {field: _getter(index, f"Alias for field number {index}") for index, field in enumerate(names)}
        known = {"_fields": names, "_field_defaults": defaults, "__match_args__": names, "__slots__": ()}
        made = type(name, (tuple,), _METHODS | body | getters | known)
        made.__new__ = staticmethod(_first_new(made))  # type: ignore[method-assign]
        return made


def _first_new(made: Any) -> Callable[..., Any]:
    """A `__new__` that makes way for the class's own when it is first called."""

    def new(cls: type, /, *args: object, **kwargs: object) -> Any:
        made.__new__ = staticmethod(_written_new(made))
        return made.__new__(cls, *args, **kwargs)

    return new


def _written_new(made: Any) -> Callable[..., Any]:
    scope: dict[str, Any] = {"_new": tuple.__new__}
    scope |= {f"_default_{name}": default for name, default in made._field_defaults.items()}
    parameters = [f"{name}=_default_{name}" if name in made._field_defaults else name for name in made._fields]
    values = "".join(f"{name}, " for name in made._fields)
    exec(f"def __new__(_cls, {', '.join(parameters)}):\n    return _new(_cls, ({values}))", scope)
    new: Callable[..., Any] = scope["__new__"]
    new.__qualname__ = f"{made.__qualname__}.__new__"
    return new


def _make(cls: Any, values: Iterable[object]) -> Any:
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changes: object) -> Any:
    made = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {list(changes)!r}")
    return made


def _asdict(self: Any) -> dict[str, Any]:
    return dict(zip(self._fields, self, strict=True))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({shown})"


def _arguments(self: Any) -> tuple[object, ...]:
    return tuple(self)


_METHODS: dict[str, Any] = {
    "_make": classmethod(_make),
    "_replace": _replace,
    "_asdict": _asdict,
    "__repr__": _repr,
    "__getnewargs__": _arguments,
}

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
