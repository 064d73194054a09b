"""A rule as the engine judges by it."""

from collections.abc import Callable
from collections.abc import Mapping as Map
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, TypeVar

from podlint.cel import Program
from podlint.finding import SEVERITIES
from podlint.problem import Problem, UserError, near_name
from podlint.reading import Mapping
from podlint.rule.compiling import Compiler
from podlint.rule.records import field_types
from podlint.rule.templates import Template

CONFIDENCES = ("low", "medium", "high")
T = TypeVar("T")


class _Part(cached_property[T]):
    """What a function makes of the rule's compiler."""

    def __init__(self, make: Callable[[Compiler], T]) -> None:
        super().__init__(lambda rule: rule.compiled(make))


class Rule:
    """A rule file. `kind` is the name of the fact that it looks at, `each` the fact.

    A row is a finding if `when` holds (or is absent) and `require` does not (or is absent). Where it finds
    something, the rules that it `supersedes` have nothing to add at the same place.

    Each part is compiled when it is first asked for, as most rules of a run look at nothing, or find nothing and never
    need their texts. Raises UserError then, with the problems of that part.
    """

    def __init__(
        self, topic: str, rule_id: str, head: Map[str, Any], facts: Map[str, type], read: Callable[[], Mapping]
    ) -> None:
        """`head` has the keys by which the rule judges; `read` gives the whole mapping of its file."""
        self.topic = topic
        self.id = rule_id
        self.enabled: bool = head.get("enabled", True)
        self.summary: str = head["summary"]
        self.kind: str = head["each"]
        self.tags: tuple[str, ...] = tuple(head.get("tags", ()))
        self.supersedes: frozenset[str] = frozenset(head.get("supersedes", ()))
        self._compiler = Compiler(head, facts)
        self._read = read

    each = _Part(lambda compiler: compiler.each)
    parameters = _Part(lambda compiler: compiler.parameters)
    when = _Part(lambda compiler: compiler.condition("when"))
    require = _Part(lambda compiler: compiler.condition("require"))
    severity = _Part(lambda compiler: compiler.level("severity", SEVERITIES))
    confidence = _Part(lambda compiler: compiler.level("confidence", CONFIDENCES))
    why = _Part(lambda compiler: compiler.template("why"))
    fix = _Part(lambda compiler: compiler.template("fix"))
    message = _Part(lambda compiler: compiler.template("message"))
    at = _Part(lambda compiler: compiler.targets())
    note = _Part(lambda compiler: compiler.template("note") if "note" in compiler.node else Template(()))
    see = _Part(lambda compiler: compiler.evidence())
    suggestion = _Part(lambda compiler: compiler.template("suggestion") if "suggestion" in compiler.node else None)

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """What users call it by: its id, TOPIC/ID, and `TOPIC/*` and its tags with others."""
        return self.id, self.name, f"{self.topic}/*", *self.tags

    @cached_property
    def node(self) -> Mapping:
        """The file's own YAML, with the examples and what else only readers of the rule need. Raises UserError."""
        return self._read()

    @cached_property
    def conditions(self) -> tuple[tuple[Program, frozenset[str], bool], ...]:
        """`when` and `require` as far as they are there, each with the row's fields that it names, and whether it is
        true of rows that are findings."""
        pairs = ((self.when, True), (self.require, False))
        return tuple((program, self._fields(program.identifiers), holds) for program, holds in pairs if program)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The row's fields that any of its expressions names. Raises UserError with every problem in the file."""
        self.compile()
        return self._fields(self._compiler.names)

    def _fields(self, names: AbstractSet[str]) -> frozenset[str]:
        return frozenset(names & field_types(self.each).keys())

    def compile(self) -> None:
        """Compiles all parts. Raises UserError with every problem in the file."""
        problems: list[Problem] = []
        for part in PARTS:
            try:
                getattr(self, part)
            except UserError as error:
                problems += error.problems
        if problems:
            raise UserError(sorted(problems, key=lambda problem: problem.place.start if problem.place else 0))

    def compiled(self, make: Callable[[Compiler], T]) -> T:
        """What `make` compiles. Raises UserError with the problems that it met."""
        made = make(self._compiler)
        problems, self._compiler.problems = self._compiler.problems, []
        if problems:
            raise UserError(problems)
        return made


PARTS = tuple(name for name, member in vars(Rule).items() if isinstance(member, _Part))


def compile_rule(node: Mapping, topic: str, rule_id: str, facts: Map[str, type]) -> Rule:
    """The rule in a mapping that fits the schema of rule files. Raises UserError with every problem in it."""
    if node["each"] not in facts:
        message = f"unknown fact `{node['each']}`{near_name(node['each'], list(facts))}"
        raise UserError([Problem(message, node.value_place("each"))])
    rule = Rule(topic, rule_id, node, facts, lambda: node)
    rule.compile()
    return rule
