"""Findings as workflow commands of GitHub Actions, which makes annotations of them within its limits.

Facts: `ActionCommand.cs` and `ExecutionContext.cs` of actions/runner, `command.ts` of actions/toolkit.
"""

from collections.abc import Iterator

from podlint.finding import SEVERITIES, Finding, Report
from podlint.namedtuple import NamedTuple
from podlint.report.characters import visible
from podlint.report.concise import MOST_EVIDENCE, more, one_line
from podlint.report.options import RenderOptions
from podlint.report.order import gravest_first
from podlint.report.paths import Paths
from podlint.report.style import PLAIN

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
MOST = 10
"""How many annotations of each severity GitHub keeps of a step; it drops the rest without a word."""

MOST_TEXT = 4096
"""UTF-16 units of a message that the runner keeps."""

MOST_TITLE = 255


class Annotation(NamedTuple):
    """One annotation: a finding, or all that a rule finds in a file. `unsaid` is how many others got none."""

    findings: list[Finding]
    unsaid: int = 0


def render(report: Report, options: RenderOptions) -> str:
    """Commands, and plain lines for the findings that are beyond the limit of annotations."""
    named = {id(finding) for annotation in annotations(report) for finding in annotation.findings}
    rest = (finding for finding in gravest_first(report.findings) if id(finding) not in named)
    return commands(report, options) + "".join(f"{one_line(finding, PLAIN)}\n" for finding in rest)


def commands(report: Report, options: RenderOptions) -> str:
    """The commands alone."""
    paths = Paths(options.root)
    return "".join(f"{_command(annotation, paths)}\n" for annotation in annotations(report))


def annotations(report: Report) -> list[Annotation]:
    """At most MOST of each severity, the gravest first."""
    found = gravest_first(report.findings)
    return [
        annotation
        for severity in reversed(SEVERITIES)
        for annotation in _limited([finding for finding in found if finding.severity == severity])
    ]


def _limited(findings: list[Finding]) -> Iterator[Annotation]:
    groups = _merged(findings)
    unsaid = sum(map(len, groups[MOST:]))
    for number, group in enumerate(groups[:MOST], 1):
        yield Annotation(group, unsaid if number == MOST else 0)


def _merged(findings: list[Finding]) -> list[list[Finding]]:
    """Where there are too many, what one rule finds in one file is one: the largest groups, as many as it takes."""
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.rule, finding.place.source.name), []).append(finding)
    count = len(findings)
    merged = set()
    for kind in sorted(together, key=lambda kind: -len(together[kind])):
        if count > MOST:
            merged.add(kind)
            count -= len(together[kind]) - 1
    parts = ([group] if kind in merged else [[one] for one in group] for kind, group in together.items())
    return [group for part in parts for group in part]


def _command(annotation: Annotation, paths: Paths) -> str:
    finding = annotation.findings[0]
    properties = {
        "file": visible(paths.of(finding.place.source)),
        **_position(finding),
        "title": _title(finding),
    }
    words = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = _cut("\n".join(_lines(annotation, paths)))
    return f"::{COMMANDS[finding.severity]} {words}::{_data(message)}"


def _position(finding: Finding) -> dict[str, str]:
    """The runner drops an annotation that has columns and goes over several lines."""
    place = finding.place
    end_line, end_column = place.end_position
    lines = {"line": str(place.line), "endLine": str(end_line)}
    if end_line != place.line:
        return lines
    return lines | {"col": str(place.column), "endColumn": str(end_column)}


def _title(finding: Finding) -> str:
    about = f"{finding.rule}: {finding.object}" if finding.object else finding.rule
    return visible(about)[:MOST_TITLE]


def _lines(annotation: Annotation, paths: Paths) -> Iterator[str]:
    """The log shows the message without the place, so the message starts with it."""
    for finding in annotation.findings:
        yield f"{_spot(finding, paths)}: {finding.rule}: {visible(finding.message)}"
    first = annotation.findings[0]
    if len(annotation.findings) == 1:
        for further in first.evidence[:MOST_EVIDENCE]:
            place = f"{paths.of(further.place.source)}:{further.place.line}:{further.place.column}"
            yield visible(f"  {place}: ({further.step}) {further.note}").rstrip()
        if left := more(first.evidence):
            yield f"  {left}"
    if annotation.unsaid:
        yield f"{annotation.unsaid} more in the log"
    if first.why:
        yield f"effect: {visible(first.why)}"
    if first.fix:
        yield f"help: {visible(first.fix)}"


def _spot(finding: Finding, paths: Paths) -> str:
    place = finding.place
    return visible(f"{paths.of(place.source)}:{place.line}:{place.column}")


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_TEXT:
        return text
    return units[: 2 * (MOST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
