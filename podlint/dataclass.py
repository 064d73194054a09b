"""Dataclasses whose methods are written when they are first called.

`dataclasses` writes and compiles a class's methods while it is imported: half a millisecond each, and a short run uses
a third of podlint's hundred classes. Here the class gets its slots at once, and its `__init__` with the first instance.
For type checkers, and for whoever reads, these are the standard library's own.
"""

from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

T = TypeVar("T")
_FIELDS = "__dataclass_fields__"
_ABSENT: Any = type("_Absent", (), {})()


def _dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
    """The class with slots, as `dataclasses.dataclass(slots=True, ...)` makes it. There is no form without slots."""
    assert slots
    return lambda cls: _made(cls, frozen, eq)


class _Factory:
    """The default of a field that each instance makes for itself."""

    __slots__ = ("make",)

    def __init__(self, *, default_factory: Callable[[], object]) -> None:
        self.make = default_factory


def _replace(instance: T, /, **changes: object) -> T:
    """A copy of the instance in which these fields have these values."""
    names: tuple[str, ...] = type(instance).__match_args__  # type: ignore[attr-defined]
    return type(instance)(**{name: getattr(instance, name) for name in names} | changes)


def _made(cls: type, frozen: bool, eq: bool) -> type:
    names = tuple(cls.__annotations__)
    namespace = dict(vars(cls))
    defaults = {name: namespace.pop(name) for name in names if name in namespace}
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    namespace |= {"__slots__": names, "__match_args__": names, "__reduce__": _reduce, "__qualname__": cls.__qualname__}
    namespace |= {"__init__": _first_init(defaults), _FIELDS: _Fields(defaults)}
    namespace.setdefault("__repr__", _repr)
    if eq:
        namespace |= _comparison(names, frozen)
    if frozen:
        namespace |= {"__setattr__": _refuse, "__delattr__": _refuse}
    return type(cls)(cls.__name__, cls.__bases__, namespace)


def _comparison(names: tuple[str, ...], frozen: bool) -> dict[str, Any]:
    values = attrgetter(*names) if names else type

    def same(self: Any, other: object) -> Any:
        return values(self) == values(other) if self.__class__ is other.__class__ else NotImplemented

    return {"__eq__": same, "__hash__": (lambda self: hash(values(self))) if frozen else None}


class _Fields:
    """`__dataclass_fields__`, by which the standard library knows a dataclass: worked out when it is asked for."""

    __slots__ = ("defaults",)

    def __init__(self, defaults: dict[str, Any]) -> None:
        self.defaults = defaults

    def __get__(self, _: object, cls: type) -> dict[str, Any]:
        from dataclasses import field, make_dataclass

        given = {
            name: field(default_factory=default.make) if isinstance(default, _Factory) else field(default=default)
            for name, default in self.defaults.items()
        }
        fields = [
            (name, kind, given[name]) if name in given else (name, kind) for name, kind in cls.__annotations__.items()
        ]
        made: dict[str, Any] = vars(make_dataclass(cls.__name__, fields))[_FIELDS]
        setattr(cls, _FIELDS, made)
        return made


def _first_init(defaults: dict[str, Any]) -> Callable[..., None]:
    """An `__init__` that makes way for the class's own when it is first called."""

    def init(self: Any, /, *args: object, **kwargs: object) -> None:
        cls = type(self)
        cls.__init__ = _written_init(cls, defaults)
        self.__init__(*args, **kwargs)

    return init


def _written_init(cls: type, defaults: dict[str, Any]) -> Callable[..., None]:
    names: tuple[str, ...] = cls.__match_args__  # type: ignore[attr-defined]
    scope: dict[str, Any] = {f"_set_{name}": vars(cls)[name].__set__ for name in names} | {"_ABSENT": _ABSENT}
    parameters, lines = ["self"], []
    for name in names:
        default, value = defaults.get(name, _ABSENT), name
        if isinstance(default, _Factory):
            scope[f"_default_{name}"], value = _ABSENT, f"_make_{name}() if {name} is _ABSENT else {name}"
            scope[f"_make_{name}"] = default.make
        else:
            scope[f"_default_{name}"] = default
        parameters.append(f"{name}=_default_{name}" if name in defaults else name)
        lines.append(f"    _set_{name}(self, {value})\n")
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines) or '    pass'}", scope)
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _reduce(self: Any) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__}.{name} is frozen")


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Factory, _replace

__all__ = ["dataclass", "field", "replace"]
