"""What a caller may ask of a rendered report."""

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podlint.rule import Rule


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`width` is in terminal columns, `context` in source lines around each label.

    `fail_on` is the severity from which findings fail the run, or "never". With `show_suppressed` the formats that
    can mark a finding as suppressed show those too. `rules` gives the rules of the run, for formats that describe them;
    it may have to load them.
    """

    color: bool = False
    width: int = 100
    context: int = 0
    fail_on: str = "warning"
    show_suppressed: bool = False
    rules: "Callable[[], Sequence[Rule]]" = tuple
