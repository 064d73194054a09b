"""What the parts of a rule compile to, besides programs, templates and targets."""

from podlint.cel import Program
from podlint.dataclass import dataclass
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
