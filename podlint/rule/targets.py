"""Where a finding points: a path such as `mount.volume` from a row to one token of a manifest."""

from collections.abc import Mapping as Map
from typing import Any

from podlint.cel import syntax
from podlint.dataclass import dataclass
from podlint.facts.objects import name_place
from podlint.reading import Mapping, Place, Sequence

Step = str | int


@dataclass(frozen=True, slots=True)
class Target:
    """A path: the variable it starts from and the fields and indexes that lead on."""

    variable: str
    steps: tuple[Step, ...]

    def nearest(self, bindings: Map[str, Any]) -> Place | None:
        """The place, or that of the nearest node before it where something on the way is missing."""
        return self._walk(bindings)[0]

    def exact(self, bindings: Map[str, Any]) -> Place | None:
        """The place, or None where something on the way is missing."""
        place, complete = self._walk(bindings)
        return place if complete else None

    def _walk(self, bindings: Map[str, Any]) -> tuple[Place | None, bool]:
        value = bindings[self.variable]
        place = _own_place(value)
        for step in self.steps:
            if not _has(value, step):
                return place, False
            place = _place_at(value, step) or place
            value = getattr(value, step) if isinstance(step, str) and not isinstance(value, dict) else value[step]
            place = _own_place(value) or place
        return place, value is not None


def target(node: syntax.Node) -> Target | None:
    """The path that an expression is; None if it is anything but names, fields and constant indexes."""
    steps: list[Step] = []
    while not isinstance(node, syntax.Ident):
        if isinstance(node, syntax.Select):
            steps.append(node.name)
            node = node.operand
        elif (
            isinstance(node, syntax.Index)
            and isinstance(node.key, syntax.Literal)
            and isinstance(node.key.value, int | str)
        ):
            steps.append(node.key.value)
            node = node.operand
        else:
            return None
    return Target(node.name, tuple(reversed(steps)))


def _has(value: object, step: Step) -> bool:
    if isinstance(value, dict):
        return step in value
    if isinstance(value, list | tuple):
        return isinstance(step, int) and -len(value) <= step < len(value)
    return isinstance(step, str) and hasattr(value, step)


def _place_at(value: object, step: Step) -> Place | None:
    """One token: the value where it is a scalar; a mapping or list is pointed at by its key."""
    if isinstance(value, Mapping) and isinstance(step, str):
        return value.key_place(step) if isinstance(value[step], dict | list) else value.value_place(step)
    if isinstance(value, Sequence) and isinstance(step, int):
        return name_place(value[step]) if isinstance(value[step], Mapping) else value.value_place(step)
    return None


def _own_place(value: object) -> Place | None:
    """The place that a row knows of itself; a YAML node is pointed at from where it stands."""
    if isinstance(value, Place):
        return value
    if isinstance(value, dict | list | tuple | str | int | float | None):
        return None
    return getattr(value, "place", None)
