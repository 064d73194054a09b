"""The API of one version of Kubernetes: its kinds and types, each read when it is first asked for."""

import os
from functools import cache

from podlint.data import kubernetes_folder
from podlint.kubernetes.api.checks import checks_of, defaults_of, field_checks_of
from podlint.kubernetes.api.constraint_text import parse_constraints
from podlint.kubernetes.api.rules import Compile, add_functions, compile_rules
from podlint.kubernetes.api.types import Type, TypeRules, blocks, in_range, parse_type
from podlint.namedtuple import NamedTuple


class Kind(NamedTuple):
    """A kind that a group version serves."""

    api_version: str
    name: str
    type_name: str
    namespaced: bool | None


class Schema:
    """The kinds and types of Kubernetes 1.`minor`, with their constraints; CEL comes from the caller."""

    def __init__(self, minor: int, compile_expression: Compile) -> None:
        self.minor = minor
        self._compile = compile_expression
        self._types: dict[str, Type] = {}
        self._kinds: dict[str, Kind] = {}

    def kind(self, api_version: str, kind: str) -> Kind | None:
        """The kind as this version serves it, by default or when it is switched on."""
        key = f"{api_version} {kind}"
        known = self._kinds.get(key)
        if known is not None:
            return known
        words = kind_lines().get(key)
        if words is None or not in_range(words[4:], self.minor):
            return None
        self._kinds[key] = Kind(api_version, kind, words[2], None if words[3] == "-" else words[3] == "namespaced")
        return self._kinds[key]

    def type(self, name: str) -> Type:
        """The type of a full name such as `core.v1.Pod`. Raises KeyError if there is none."""
        found = self._types.get(name)
        if found is None:
            found = parse_type(type_blocks(name.partition(".")[0])[name], self.minor, self.type)
            self._types[name] = found
            found.rules = self._rules(found)
        return found

    def _rules(self, kind: Type) -> TypeRules | None:
        """What is asked of the type's values; None if that is nothing."""
        blocks_of_type = constraint_blocks().get(kind.name, ())
        lines = [line for block in blocks_of_type for line in parse_constraints(block, self.minor)]
        fillers, functions, of_fields = defaults_of(kind.name), checks_of(kind.name), field_checks_of(kind.name)
        if not lines and not fillers and not functions and not of_fields:
            return None
        rules = compile_rules(kind, lines, self._compile)
        rules.fillers, rules.functions = fillers, functions
        add_functions(rules, of_fields)
        return rules


def read_data(*path: str) -> str:
    """The text of a file below schemas/kubernetes."""
    with open(os.path.join(kubernetes_folder(), *path), "rb", 0) as file:
        return file.read().decode().replace("\r\n", "\n")


@cache
def kind_lines() -> dict[str, list[str]]:
    """The words of each line of kinds.types, by `APIVERSION KIND`."""
    lines = [line.split() for line in read_data("types", "kinds.types").splitlines() if not line.startswith("#")]
    return {f"{words[0]} {words[1]}": words for words in lines}


@cache
def type_blocks(package: str) -> dict[str, str]:
    """The blocks of types/PACKAGE.types, by the name of the type."""
    return blocks(read_data("types", f"{package}.types"))


@cache
def constraint_blocks() -> dict[str, list[str]]:
    """The blocks of constraints/*.constraints, by the name of the type; several files may speak of one type."""
    found: dict[str, list[str]] = {}
    for name in sorted(os.listdir(os.path.join(kubernetes_folder(), "constraints"))):
        if name.endswith(".constraints"):
            for type_name, block in blocks(read_data("constraints", name)).items():
                found.setdefault(type_name, []).append(block)
    return found
