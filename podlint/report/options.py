"""What a caller may ask of a rendered report."""

from typing import TYPE_CHECKING

from podlint.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podlint.rule import Rule
    from podlint.rule.examples import Example

from podlint.finding import Finding


@dataclass(frozen=True, slots=True)
class Sample:
    """A bad example of a rule file, without its marks, and what the rule says of it."""

    example: "Example"
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`width` is in terminal columns, `context` in source lines around each label.

    `fail_on` is the severity from which findings fail the run, or "never", and `exit_zero` lets it pass all the same.
    `statistics` counts the findings by rule, `quiet` leaves out all but findings and errors. With `show_suppressed` the
    formats that can mark a finding as suppressed show those too. `rules` gives the rules of the run, for formats that
    describe them; it may have to load them. `sample` shows what a rule finds, for which it has to run. `root` is the
    folder that forges count paths from; where it is empty paths stay as the user gave them.
    """

    color: bool = False
    links: bool = False
    width: int = 100
    context: int = 0
    fail_on: str = "warning"
    exit_zero: bool = False
    statistics: bool = False
    quiet: bool = False
    show_suppressed: bool = False
    rules: "Callable[[], Sequence[Rule]]" = tuple
    sample: "Callable[[Rule], Sample] | None" = None
    root: str = ""
