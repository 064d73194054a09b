"""A rule as the engine judges by it."""

from podlint.cel import Program
from podlint.dataclass import dataclass
from podlint.reading import Mapping
from podlint.rule.parameters import Parameter
from podlint.rule.targets import Target
from podlint.rule.templates import Template


@dataclass(frozen=True, slots=True)
class Level:
    """A severity or confidence: one of `levels` in any case, which one is what `program` says where there is one."""

    levels: tuple[str, ...]
    program: Program | None = None


@dataclass(frozen=True, slots=True)
class See:
    """One kind of evidence. With `each` there is one for every item of that list, which `item` names."""

    target: Target
    note: Template
    each: Program | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule file, its expressions compiled. `node` is the file's own YAML; `fields` are the row's fields it looks
    at.

    A row is a finding if `when` holds (or is absent) and `require` does not (or is absent). Where it finds
    something, the rules that it `supersedes` have nothing to add at the same place.
    """

    id: str
    topic: str
    enabled: bool
    summary: str
    severity: Level
    confidence: Level
    why: Template
    fix: Template
    each: type
    when: Program | None
    require: Program | None
    message: Template
    at: tuple[Target, ...]
    note: Template
    see: tuple[See, ...]
    suggestion: Template | None
    supersedes: frozenset[str]
    parameters: tuple[Parameter, ...]
    fields: tuple[str, ...]
    node: Mapping

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.id}"
