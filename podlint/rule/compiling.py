"""The mapping of a rule file -> a rule: its expressions compiled against the fields of the fact it looks at."""

from collections.abc import Iterator
from collections.abc import Mapping as Map

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
    parse,
    syntax,
)
from podlint.cel.types import fits
from podlint.finding import SEVERITIES
from podlint.problem import Problem, UserError, near_name
from podlint.reading import Mapping, Place
from podlint.reading.stretches import within
from podlint.rule.model import Level, Rule, See
from podlint.rule.parameters import Parameter
from podlint.rule.records import field_types, record
from podlint.rule.targets import Target, target
from podlint.rule.templates import Part, Template, split

CONFIDENCES = ("low", "medium", "high")


def compile_rule(node: Mapping, topic: str, rule_id: str, facts: Map[str, type]) -> Rule:
    """The rule in a mapping that fits the schema of rule files. Raises UserError with every problem in it."""
    if node["each"] not in facts:
        message = f"unknown fact `{node['each']}`{near_name(node['each'], list(facts))}"
        raise UserError([Problem(message, node.value_place("each"))])
    compiler = _Compiler(node, facts[node["each"]])
    rule = compiler.rule(topic, rule_id)
    if compiler.problems:
        raise UserError(sorted(compiler.problems, key=lambda problem: problem.place.start if problem.place else 0))
    return rule


class _Compiler:
    """Compiles one rule file and gathers what is wrong with it, so that all of it is reported at once."""

    def __init__(self, node: Mapping, each: type) -> None:
        self.node = node
        self.each = each
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self.parameters = tuple(self._parameters())
        params = Record("params", {parameter.name: parameter.type for parameter in self.parameters})
        self.types: dict[str, CelType] = {**field_types(each), "row": record(each), "params": params}

    def rule(self, topic: str, rule_id: str) -> Rule:
        node = self.node
        return Rule(
            id=rule_id,
            topic=topic,
            enabled=node.get("enabled", True),
            summary=node["summary"],
            severity=self._level("severity", SEVERITIES),
            confidence=self._level("confidence", CONFIDENCES),
            why=self._template(node, "why"),
            fix=self._template(node, "fix"),
            each=self.each,
            when=self._optional(node, "when"),
            require=self._optional(node, "require"),
            message=self._template(node, "message"),
            at=tuple(self._targets(node)),
            note=self._template(node, "note") if "note" in node else Template(()),
            see=tuple(self._see(entry) for entry in node.get("see", ())),
            suggestion=self._template(node, "suggestion") if "suggestion" in node else None,
            supersedes=frozenset(node.get("supersedes", ())),
            parameters=self.parameters,
            fields=tuple(sorted(self.names & field_types(self.each).keys())),
            node=node,
        )

    def _parameters(self) -> Iterator[Parameter]:
        for name, entry in self.node.get("params", {}).items():
            parameter = Parameter(name, entry["type"], entry["default"], entry["description"])
            if not parameter.takes(parameter.default):
                message = f"the default of `{name}` is to be of type {parameter.kind}"
                self.problems.append(Problem(message, entry.value_place("default")))
            yield parameter

    def _level(self, key: str, levels: tuple[str, ...]) -> Level:
        """A level by name, or an expression that gives one; its string literals say which ones it can give."""
        text = self.node.get(key, "high" if key == "confidence" else "warning")
        if text in levels:
            return Level((text,))
        place = self.node.value_place(key)
        if text.isidentifier() and text not in self.types:
            self._unknown_level(text, place, levels)
            return Level(())
        program = self._expression(text, place, text, 0, self.types, STRING)
        words = list(_outcomes(program.tree)) if program else []
        for word in words:
            if isinstance(word.value, str) and word.value not in levels:
                self._unknown_level(word.value, within(place, text, word.offset, word.length), levels)
        return Level(tuple(level for level in levels if level in [word.value for word in words]), program)

    def _unknown_level(self, word: object, place: Place, levels: tuple[str, ...]) -> None:
        message = f"`{word}` is not one of {', '.join(levels)}{near_name(str(word), levels)}"
        self.problems.append(Problem(message, place))

    def _optional(self, node: Mapping, key: str) -> Program | None:
        if key not in node:
            return None
        return self._expression(node[key], node.value_place(key), node[key], 0, self.types, BOOL)

    def _template(self, node: Mapping, key: str, types: Map[str, CelType] | None = None) -> Template:
        text, place = node[key], node.value_place(key)
        try:
            pieces = split(text)
        except ValueError as error:
            message, offset = error.args
            self.problems.append(Problem(message, within(place, text, offset, 1)))
            return Template(())
        return Template(tuple(self._part(piece, place, text, types or self.types) for piece in pieces))

    def _part(self, piece: tuple[str, int, bool], place: Place, text: str, types: Map[str, CelType]) -> Part:
        content, offset, is_expression = piece
        if not is_expression:
            return content
        return self._expression(content, place, text, offset, types) or content

    def _targets(self, node: Mapping) -> Iterator[Target]:
        """Without `at` a finding points at the row itself."""
        paths = node.get("at", "row")
        if isinstance(paths, str):
            place = node.value_place("at") if "at" in node else node.place
            yield from self._target(paths, place, self.types)
            return
        for index, path in enumerate(paths):
            yield from self._target(path, paths.value_place(index), self.types)

    def _target(self, path: str, place: Place, types: Map[str, CelType]) -> Iterator[Target]:
        program = self._expression(path, place, path, 0, types)
        found = target(parse(path)) if program else None
        if found:
            yield found
        elif program:
            self.problems.append(Problem("a path is expected here: names, fields and indexes", place))

    def _see(self, entry: Mapping) -> See:
        types, each, item = dict(self.types), None, ""
        if "each" in entry:
            item = entry.get("as", "it")
            each = self._expression(entry["each"], entry.value_place("each"), entry["each"], 0, self.types, ListOf(DYN))
            types[item] = _item_type(each)
        targets = list(self._target(entry["at"], entry.value_place("at"), types))
        return See(targets[0] if targets else Target("row", ()), self._template(entry, "note", types), each, item)

    def _expression(
        self, source: str, place: Place, text: str, base: int, types: Map[str, CelType], wanted: CelType = DYN
    ) -> Program | None:
        """`source` stands at `base` in `text`, the scalar at `place`."""
        try:
            program = compile_expression(source, Environment(types))
        except CelError as error:
            for problem in error.problems:
                # What ends too early has no character of its own: the last one is shown.
                offset = min(base + problem.offset, len(text.rstrip()) - 1)
                self.problems.append(Problem(problem.message, within(place, text, offset, max(problem.length, 1))))
            return None
        if not fits(program.type, wanted):
            self.problems.append(Problem(f"{wanted.name} is expected here, and this is {program.type.name}", place))
        self.names |= set(program.identifiers)
        return program


def _item_type(program: Program | None) -> CelType:
    return program.type.item if program and isinstance(program.type, ListOf) else DYN


def _outcomes(node: syntax.Node) -> Iterator[syntax.Literal]:
    """The literals that an expression can give."""
    if isinstance(node, syntax.Conditional):
        yield from _outcomes(node.then)
        yield from _outcomes(node.otherwise)
    elif isinstance(node, syntax.Literal):
        yield node
