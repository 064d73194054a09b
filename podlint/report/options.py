"""What a caller may ask of a rendered report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`width` is in terminal columns, `context` in source lines around each label.

    `fail_on` is the severity from which findings fail the run, or "never". `suppressed` and `baselined` count findings
    that were left out of the report.
    """

    color: bool = False
    width: int = 100
    context: int = 0
    fail_on: str = "warning"
    suppressed: int = 0
    baselined: int = 0
