"""The parts of a rule file, compiled against the fields of the fact that the rule looks at."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from functools import cached_property
from typing import Any

from podlint.cel import (
    BOOL,
    DYN,
    STRING,
    CelError,
    CelType,
    Environment,
    ListOf,
    Program,
    Record,
    compile_expression,
    syntax,
)
from podlint.cel.types import fits
from podlint.problem import Problem, near_name
from podlint.reading import Mapping, Place, Sequence
from podlint.reading.stretches import within
from podlint.rule.parameters import Parameter
from podlint.rule.parts import Level, See
from podlint.rule.records import field_types, record
from podlint.rule.targets import Target, target
from podlint.rule.templates import Part, Template, split


class Compiler:
    """Compiles the parts of one rule file and gathers in `problems` what is wrong with them.

    The file's mapping may be plain data, as the cache has it; then problems have no place.
    """

    def __init__(self, node: Map[str, Any], facts: Map[str, type]) -> None:
        self.node = node
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self._facts = facts

    @cached_property
    def each(self) -> type:
        """The fact that the rule looks at."""
        return self._facts[self.node["each"]]

    @cached_property
    def types(self) -> Map[str, CelType]:
        """The variables of the rule's expressions."""
        params = Record("params", {parameter.name: parameter.type for parameter in self.parameters})
        return {**field_types(self.each), "row": record(self.each), "params": params}

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(self._parameters())

    def _parameters(self) -> Iterator[Parameter]:
        for name, entry in self.node.get("params", {}).items():
            parameter = Parameter(name, entry["type"], entry["default"], entry["description"])
            if not parameter.takes(parameter.default):
                message = f"the default of `{name}` is to be of type {parameter.kind}"
                self.problems.append(Problem(message, _place(entry, "default")))
            yield parameter

    def level(self, key: str, levels: tuple[str, ...]) -> Level:
        """A level by name, or an expression that gives one; its string literals say which ones it can give."""
        text = self.node.get(key, "high" if key == "confidence" else "warning")
        if text in levels:
            return Level((text,))
        place = _place(self.node, key)
        if text.isidentifier() and text not in self.types:
            self._unknown_level(text, place, levels)
            return Level(())
        program = self._expression(text, place, text, 0, self.types, STRING)
        words = list(_outcomes(program.tree)) if program else []
        for word in words:
            if isinstance(word.value, str) and word.value not in levels:
                self._unknown_level(word.value, _within(place, text, word.offset, word.length), levels)
        return Level(tuple(level for level in levels if level in [word.value for word in words]), program)

    def _unknown_level(self, word: object, place: Place | None, levels: tuple[str, ...]) -> None:
        message = f"`{word}` is not one of {', '.join(levels)}{near_name(str(word), levels)}"
        self.problems.append(Problem(message, place))

    def condition(self, key: str) -> Program | None:
        if key not in self.node:
            return None
        text = self.node[key]
        return self._expression(text, _place(self.node, key), text, 0, self.types, BOOL)

    def template(self, key: str) -> Template:
        return self._template(self.node, key, self.types)

    def _template(self, node: Map[str, Any], key: str, types: Map[str, CelType]) -> Template:
        text, place = node[key], _place(node, key)
        try:
            pieces = split(text)
        except ValueError as error:
            message, offset = error.args
            self.problems.append(Problem(message, _within(place, text, offset, 1)))
            return Template(())
        return Template(tuple(self._part(piece, place, text, types) for piece in pieces))

    def _part(self, piece: tuple[str, int, bool], place: Place | None, text: str, types: Map[str, CelType]) -> Part:
        content, offset, is_expression = piece
        if not is_expression:
            return content
        return self._expression(content, place, text, offset, types) or content

    def targets(self) -> tuple[Target, ...]:
        """Without `at` a finding points at the row itself."""
        paths = self.node.get("at", "row")
        if isinstance(paths, str):
            return tuple(self._target(paths, _place(self.node, "at"), self.types))
        found = [self._target(path, _place(paths, index), self.types) for index, path in enumerate(paths)]
        return tuple(target for targets in found for target in targets)

    def evidence(self) -> tuple[See, ...]:
        return tuple(map(self._see, self.node.get("see", ())))

    def _target(self, path: str, place: Place | None, types: Map[str, CelType]) -> Iterator[Target]:
        program = self._expression(path, place, path, 0, types)
        found = target(program.tree) if program else None
        if found:
            yield found
        elif program:
            self.problems.append(Problem("a path is expected here: names, fields and indexes", place))

    def _see(self, entry: Map[str, Any]) -> See:
        types, each, item = dict(self.types), None, ""
        if "each" in entry:
            item = entry.get("as", "it")
            each = self._expression(entry["each"], _place(entry, "each"), entry["each"], 0, self.types, ListOf(DYN))
            types[item] = _item_type(each)
        targets = list(self._target(entry["at"], _place(entry, "at"), types))
        return See(targets[0] if targets else Target("row", ()), self._template(entry, "note", types), each, item)

    def _expression(
        self, source: str, place: Place | None, text: str, base: int, types: Map[str, CelType], wanted: CelType = DYN
    ) -> Program | None:
        """`source` stands at `base` in `text`, the scalar at `place`."""
        try:
            program = compile_expression(source, Environment(types))
        except CelError as error:
            for problem in error.problems:
                # What ends too early has no character of its own: the last one is shown.
                offset = min(base + problem.offset, len(text.rstrip()) - 1)
                self.problems.append(Problem(problem.message, _within(place, text, offset, max(problem.length, 1))))
            return None
        if not fits(program.type, wanted):
            self.problems.append(Problem(f"{wanted.name} is expected here, and this is {program.type.name}", place))
        self.names |= set(program.identifiers)
        return program


def _place(node: object, key: str | int) -> Place | None:
    """Where a value of the file stands, as far as that is known."""
    if isinstance(node, Mapping):
        return node.value_place(str(key)) if key in node else node.place
    return node.value_place(int(key)) if isinstance(node, Sequence) else None


def _within(place: Place | None, text: str, offset: int, length: int) -> Place | None:
    return place and within(place, text, offset, length)


def _item_type(program: Program | None) -> CelType:
    return program.type.item if program and isinstance(program.type, ListOf) else DYN


def _outcomes(node: syntax.Node) -> Iterator[syntax.Literal]:
    """The literals that an expression can give."""
    if isinstance(node, syntax.Conditional):
        yield from _outcomes(node.then)
        yield from _outcomes(node.otherwise)
    elif isinstance(node, syntax.Literal):
        yield node
