"""Values that know where the user wrote them."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from typing import TYPE_CHECKING, Any

from podlint.dataclass import dataclass
from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:  # a run without a configuration file needs no reader, nor do the next ones
    from podlint.reading import Place


class Origin(NamedTuple):
    """Where a value was written: a place in a file, an option (`--select`) or a variable (`PODLINT_SELECT`).

    That of a default is empty.
    """

    place: "Place | None" = None
    option: str = ""

    def __str__(self) -> str:
        if self.place is not None:
            return str(self.place)
        if not self.option:
            return "default"
        return self.option if self.option.startswith("PODLINT_") else f"command line {self.option}"


DEFAULT = Origin()


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the user's, with its place in a file, or else the option or variable it was given by."""

    text: str
    place: "Place | None" = None
    option: str = ""

    @property
    def origin(self) -> Origin:
        return Origin(self.place, self.option)


def texts(words: Iterable[Named]) -> list[str]:
    """The words alone."""
    return [word.text for word in words]


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What the user says about one rule: a severity in place of its own, values of its parameters."""

    name: Named
    severity: str | None
    params: dict[str, Any]


def words_of(words: Any) -> tuple[Named, ...]:
    """The texts of a YAML list, each with its place."""
    from podlint.reading import Sequence

    is_read = isinstance(words, Sequence)
    return tuple(Named(word, words.value_place(index) if is_read else None) for index, word in enumerate(words))


def named_rules(rules: Any) -> tuple[RuleSetting, ...]:
    """A YAML mapping of settings by the ids of rules."""
    return tuple(
        RuleSetting(Named(name, rules.key_place(name)), one.get("severity"), one.get("params", {}))
        for name, one in rules.items()
    )


class Given(NamedTuple):
    """The value of one setting, where it was written, and in a file the YAML that it was made of."""

    value: Any
    origin: Origin = DEFAULT
    node: Any = None


Layer = Map[str, Given]
"""What one source says, by the names of settings: the file, the environment or the command line."""
