"""The text form of constraints, as docs/api-types.md describes it: lines about the fields of one type."""

from podlint.kubernetes.api.types import in_range
from podlint.namedtuple import NamedTuple


class Constraint(NamedTuple):
    """One line. `part` is "" for the field, "[]" for each item or value in it, "{}" for each key of it.

    A rule has a `condition` and a `reason`; any other line has `words`, with what stands behind their `=`.
    """

    field: str
    part: str
    words: dict[str, str]
    reason: str
    condition: str
    detail: str


def parse_constraints(block: str, minor: int) -> list[Constraint]:
    """The constraints in a block that hold in version 1.`minor`. Raises ValueError with the line that is malformed."""
    found: list[Constraint] = []
    for line in _joined(block):
        head, _, detail = line.partition("\n")
        start, is_rule, condition = head.partition(" if ")
        field, *words = start.split()
        if not in_range(words, minor):
            continue
        words = [word for word in words if not word.startswith(("since=", "until="))]
        name, part = (field[:-2], field[-2:]) if field.endswith(("[]", "{}")) else (field, "")
        if is_rule and len(words) != 1:
            raise ValueError(f"a rule is `FIELD REASON if EXPRESSION`: {head}")
        reason = words[0] if is_rule else ""
        valued = {} if is_rule else dict(word.partition("=")[::2] for word in words)
        found.append(Constraint(name, part, valued, reason, condition, detail))
    return found


def _joined(block: str) -> list[str]:
    """The lines below the header: those further in go with the one above, its words after a line break.

    A line further in that starts with `&&`, `||` or `?` goes on with the expression above it.
    """
    found: list[str] = []
    for line in block.strip("\n").split("\n")[1:]:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not line.startswith("    "):
            found.append(text)
        elif "\n" in found[-1] or text.startswith(("&&", "||", "?", ":")):
            found[-1] += f" {text}"
        else:
            found[-1] += f"\n{text}"
    return found
