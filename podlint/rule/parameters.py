"""The parameters of rules: what each may be set to, and what CEL knows of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from podlint.cel import BOOL, DYN, INT, STRING, CelType, ListOf
from podlint.dataclass import dataclass
from podlint.problem import Problem, near_name
from podlint.reading import Mapping

_TYPES: dict[str, tuple[tuple[type, ...], CelType]] = {
    "string": ((str,), STRING),
    "integer": ((int,), INT),
    "number": ((int, float), DYN),
    "boolean": ((bool,), BOOL),
    "array": ((list,), ListOf(DYN)),
    "object": ((dict,), DYN),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A setting of a rule. `kind` is a JSON Schema type name."""

    name: str
    kind: str
    default: Any
    description: str

    @property
    def type(self) -> CelType:
        return _TYPES[self.kind][1]

    def takes(self, value: object) -> bool:
        wanted = _TYPES[self.kind][0]
        return isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))


def setting_problems(rule: str, parameters: Iterable[Parameter], params: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the values that a configuration, an option or an example sets parameters to."""
    declared = {parameter.name: parameter for parameter in parameters}
    node = params if isinstance(params, Mapping) else None
    for name, value in params.items():
        if name not in declared:
            message = f"rule `{rule}` has no parameter `{name}`{near_name(name, list(declared))}"
            yield Problem(message, node.key_place(name) if node else None)
        elif not declared[name].takes(value):
            yield Problem(f"`{name}` is to be of type {declared[name].kind}", node.value_place(name) if node else None)
