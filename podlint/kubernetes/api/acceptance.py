"""Tells of most objects that nothing is wrong with them, by their mappings as they were read, without decoding them.

It may be unsure, never mistaken: what it does not accept is decoded, filled in and judged in full, which costs several
times as much. Each field has a step that looks at its value alone; what else the rules of a type ask is settled once
for all mappings that agree in the fields it depends on (conditions.py); for checks written in Python there are tests
that tell of most mappings that the check would find nothing (sound.py).
"""

from collections.abc import Callable, Iterable
from typing import Any

from podlint.kubernetes.api.checks_meta import own_metadata_is_sound
from podlint.kubernetes.api.conditions import MOST_REMEMBERED, Conditions
from podlint.kubernetes.api.scalars import CLASSES, READERS
from podlint.kubernetes.api.sound import Sound, sound_of
from podlint.kubernetes.api.types import Accepts, Check, Field, Shape, Type, TypeRules
from podlint.kubernetes.api.values import Struct
from podlint.namedtuple import NamedTuple
from podlint.reading import Mapping, Sequence

_LONGEST_REMEMBERED = 1 << 10
_NOWHERE = Struct(Type("", 0), None, None, "", None)
"""Stands for the struct where a check looks at the value alone, and nobody asks for the places of its errors."""

_MAPPING, _SEQUENCE = frozenset((Mapping,)), frozenset((Sequence,))
_TEXTS = {str}
_UNTYPED = ("any", "object")
_UNREAD = ("string", "bool", *_UNTYPED)
"""Scalars that are taken as they are."""


class Step(NamedTuple):
    """What is asked of the value of a field: to be of one of these classes, and either `sound` or accepted."""

    classes: frozenset[type]
    sound: set[Any] | None = None
    accepts: Callable[[Any], bool] | None = None


_REFUSAL = Step(frozenset())


def accepts_object(kind: Type, node: Mapping) -> bool:
    """Whether it can be told that nothing is wrong with an object of this type."""
    return own_metadata_is_sound(node, kind.minor) and acceptor(kind, "")(node)


def acceptor(kind: Type, via: str) -> Accepts:
    """What accepts mappings of a type that lie in the field `via`."""
    found = kind.acceptors.get(via)
    if found is None:
        found = kind.acceptors[via] = _acceptor(kind, via)
    return found


def _acceptor(kind: Type, via: str) -> Accepts:
    rules = kind.rules or TypeRules()
    sound = sound_of(kind.name)
    if not sound.speaks_for(rules, via):
        return lambda _: False
    steps = _Steps(kind, sound)
    conditions = Conditions(kind, via, rules, sound, acceptor)
    concerned, tests, shapes = conditions.concerned, sound.tests, conditions.shapes

    def accepts(node: Mapping) -> bool:
        for name, raw in node.items():
            classes, known, follow = steps[name]
            if raw.__class__ not in classes:
                if raw is None and classes and name not in concerned:
                    continue
                return False
            if follow is not None and (known is None or raw not in known) and not follow(raw):
                return False
        if concerned and not ((*node,) in shapes and all(node.values())) and not conditions(node):
            return False
        for test in tests:  # noqa: SIM110 - a generator costs as much as a small mapping
            if not test(node):
                return False
        return True

    return accepts


class _Steps(dict[str, Step]):
    """The steps of a type, each made when its field is first met."""

    def __init__(self, kind: Type, sound: Sound) -> None:
        self.kind = kind
        self.sound = sound

    def __missing__(self, name: str) -> Step:
        if name not in self.kind.fields:
            return _REFUSAL
        self[name] = step = _step(self.kind, name, self.sound)
        return step


def _step(kind: Type, name: str, sound: Sound) -> Step:
    """What is asked of a field; it refuses all values where nobody can tell."""
    field = kind.fields[name]
    asked = kind.rules.present.get(name, ()) if kind.rules is not None else ()
    if any(each.function not in sound.checks for each in asked if each.function):
        return _REFUSAL
    checks = [each.check for each in asked if each.alone]
    shape, inner = field.shape, field.shape.inner
    if shape.word == "scalar":
        return _scalar_step(field, checks)
    if shape.word == "struct":
        return _REFUSAL if checks else Step(_MAPPING, None, acceptor(shape.struct, name))
    assert inner is not None
    if inner.word == "scalar":
        step = _parts_step(field, _amounts(inner) if checks and inner.name == "quantity" else _scalars(inner), checks)
        is_labels = shape.word == "map" and len(checks) > 1
        return step._replace(accepts=_remembering(step.accepts)) if is_labels and step.accepts else step
    if inner.word != "struct":
        return _REFUSAL
    accepts = _structs(inner, name)
    return _parts_step(field, accepts, checks) if checks or shape.word == "map" else Step(_SEQUENCE, None, accepts)


def _scalar_step(field: Field, checks: list[Check]) -> Step:
    classes = CLASSES[field.shape.name]
    if not checks and field.shape.name in _UNREAD:
        return Step(classes)
    if field.shape.name in _UNTYPED:  # values that can't be remembered
        return _REFUSAL
    sound: set[Any] = set()
    reader = READERS[field.shape.name][0]

    def accepts(raw: Any) -> bool:
        try:
            value = reader(raw)
        except ValueError:
            return False
        is_given = value or field.pointer
        if is_given and _complaints(field, value, checks):
            return False
        if len(sound) < MOST_REMEMBERED:
            sound.add(raw)
        return True

    return Step(classes, sound, accepts)


def _complaints(field: Field, value: Any, checks: list[Check]) -> list[Any]:
    found: list[Any] = []
    for check in checks:
        check(_NOWHERE, field.name, value, found)
    return found


def _parts_step(field: Field, accepts_parts: Callable[[Iterable[Any]], bool], checks: list[Check]) -> Step:
    """Of a list or a map."""
    is_map = field.shape.word == "map"

    def accepts(raw: Any) -> bool:
        if not raw:
            return not (field.pointer and checks)
        return accepts_parts(raw.values() if is_map else raw) and not (checks and _complaints(field, raw, checks))

    return Step(_MAPPING if is_map else _SEQUENCE, None, accepts)


def _structs(shape: Shape, via: str) -> Callable[[Iterable[Any]], bool]:
    accepts = acceptor(shape.struct, via)
    if _is_compact(shape.struct):
        accepts = _remembering(accepts)

    def accepts_all(items: Iterable[Any]) -> bool:
        for item in items:  # noqa: SIM110 - a generator costs as much as a small item
            if item.__class__ is not Mapping or not accepts(item):
                return False
        return True

    return accepts_all


def _is_compact(kind: Type) -> bool:
    """Whether its values are short and yet worth remembering: they hold structs, but no lists or maps of their own."""
    words = {field.shape.word for field in kind.fields.values()}
    return "struct" in words and words <= {"scalar", "struct"}


def _remembering(accepts: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Knows again what it accepted, by how it is written."""
    known: set[str] = set()

    def accepts_or_knows(raw: Any) -> bool:
        text = repr(raw)
        if text in known:
            return True
        accepted = accepts(raw)
        if accepted and len(known) < MOST_REMEMBERED and len(text) < _LONGEST_REMEMBERED:
            known.add(text)
        return accepted

    return accepts_or_knows


def _scalars(shape: Shape) -> Callable[[Iterable[Any]], bool]:
    if shape.name == "string":
        return lambda items: _TEXTS.issuperset(map(type, items))
    classes, reader = CLASSES[shape.name], READERS[shape.name][0]
    sound: set[str] = set()

    def accepts(items: Iterable[Any]) -> bool:
        if _TEXTS.issuperset(map(type, items)) and sound.issuperset(items):
            return True
        try:
            readable = all(item.__class__ in classes and (reader(item), True)[1] for item in items)
        except ValueError:
            return False
        if readable and len(sound) < MOST_REMEMBERED:
            sound.update(item for item in items if item.__class__ is str)
        return readable

    return accepts


def _amounts(shape: Shape) -> Callable[[Iterable[Any]], bool]:
    """Quantities that are written as the texts that they are decoded to."""
    accepts = _scalars(shape)
    return lambda items: _TEXTS.issuperset(map(type, items)) and accepts(items)
