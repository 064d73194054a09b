"""Findings as Markdown for a comment on a pull request or the summary of a CI step: a table, then the details."""

from collections.abc import Iterable, Iterator

from podlint.finding import Finding, Report
from podlint.reading.places import Place
from podlint.report.characters import harmless, visible_source
from podlint.report.concise import MOST_EVIDENCE, more
from podlint.report.markdown_text import code, fenced, inline
from podlint.report.options import RenderOptions
from podlint.report.order import gravest_first
from podlint.report.paths import Paths
from podlint.report.summary import outcome

MOST_BYTES = 60_000
"""A comment on GitHub holds 65,536 characters."""

MOST_DETAILS = 50
MOST_TROUBLES = 10
_HEAD = "| severity | rule | place | finding |\n|---|---|---|---|\n"
_RESERVE = 200
"""Bytes kept for the line that says what is left out."""


def render(report: Report, options: RenderOptions) -> str:
    return document(report, options, MOST_BYTES)


def document(report: Report, options: RenderOptions, most: int) -> str:
    """At most `most` bytes of UTF-8: the gravest findings first, and a line that says how many are left out."""
    findings = gravest_first(report.findings)
    paths = Paths(options.root)
    text = f"### podlint: {inline(outcome(report))}\n{_troubles(report)}"
    if not findings:
        return text
    rows = _within((_row(finding, paths) for finding in findings), most - len((text + _HEAD).encode()) - _RESERVE)
    text += f"\n{_HEAD}{''.join(rows)}"
    if len(rows) < len(findings):
        return f"{text}\nAnd {len(findings) - len(rows)} more, for which there is no room here.\n"
    details = (_details(finding, paths) for finding in findings[:MOST_DETAILS])
    return text + "".join(_within(details, most - len(text.encode())))


def _troubles(report: Report) -> str:
    """A run that broke must not pass for a clean one."""
    words = [f"\n**error:** {inline(error)}\n" for error in report.errors]
    words += [f"\n**error:** rule {code(one.rule)} failed: {inline(one.problem)}\n" for one in report.failures]
    return "".join(words[:MOST_TROUBLES])


def _within(parts: Iterable[str], room: int) -> list[str]:
    """The first parts that fit, in bytes."""
    kept = []
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            break
        kept.append(part)
    return kept


def _row(finding: Finding, paths: Paths) -> str:
    cells = (finding.severity, code(finding.rule), code(_spot(finding.place, paths)), inline(finding.message))
    return f"| {' | '.join(cells)} |\n"


def _details(finding: Finding, paths: Paths) -> str:
    head = f"<summary>{code(finding.rule)} {code(_spot(finding.place, paths))}</summary>"
    body = "\n".join(_body(finding, paths))
    return f"\n<details>{head}\n\n{body}\n\n</details>\n"


def _body(finding: Finding, paths: Paths) -> Iterator[str]:
    about = f" in {code(str(finding.object))}" if finding.object else ""
    yield f"**{finding.severity}**{about}: {inline(finding.message)}\n"
    for step, place, note in _steps(finding, paths):
        yield f"- {code(f'({step})')} {code(place)} {inline(note)}".rstrip()
    if left := more(finding.evidence):
        yield f"- {inline(left)}"
    if finding.why:
        yield f"\n**Effect:** {inline(finding.why)}"
    if finding.fix:
        yield f"\n**Help:** {inline(finding.fix)}"
    if finding.suggestion:
        lines = finding.suggestion.rstrip("\n").split("\n")
        yield "\n" + fenced("yaml", "\n".join(harmless(visible_source(line)) for line in lines))


def _steps(finding: Finding, paths: Paths) -> list[tuple[int, str, str]]:
    places = [(one.step, _spot(one.place, paths), one.note) for one in finding.evidence[:MOST_EVIDENCE]]
    return sorted([(finding.step, _spot(finding.place, paths), finding.note), *places]) if places else []


def _spot(place: Place, paths: Paths) -> str:
    return f"{paths.of(place.source)}:{place.line}:{place.column}"
