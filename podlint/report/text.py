"""Findings for people: the source with a label under each token, then the consequence and the cure."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from podlint.finding import Finding, ObjectId, Report
from podlint.namedtuple import NamedTuple
from podlint.reading.places import Place
from podlint.report.characters import harmless, visible, visible_source, wrap
from podlint.report.concise import MOST_EVIDENCE, excused, linked, more, one_line, where
from podlint.report.options import RenderOptions
from podlint.report.order import shown
from podlint.report.snippet import Gutter, Label, shown_lines, snippet
from podlint.report.style import style_for
from podlint.report.summary import statistics, summary

MOST_IN_FULL = 5
"""A rule that finds more than this in one file is shown in full once, then a line each."""

NARROWEST = 30


def render(report: Report, options: RenderOptions) -> str:
    findings = shown(report, options)
    brief = repetitions(findings)
    style = style_for(options.color, options.links)
    blocks = [
        "\n".join(one_line(finding, style) for finding in run)
        if is_brief
        else "\n\n".join(in_full(finding, options) for finding in run)
        for is_brief, run in groupby(findings, key=lambda finding: id(finding) in brief)
    ]
    counts = [statistics(report)] if options.statistics and report.counted else []
    text = "\n\n".join(part.rstrip("\n") for part in (*blocks, *counts, summary(report, options)) if part)
    return f"{text}\n" if text else ""


def repetitions(findings: list[Finding]) -> set[int]:
    """The identities of the findings that are shown as a line only."""
    total = Counter((finding.rule, finding.place.source.name) for finding in findings)
    seen: set[tuple[str, str]] = set()
    brief = set()
    for finding in findings:
        kind = (finding.rule, finding.place.source.name)
        if kind in seen and total[kind] > MOST_IN_FULL:
            brief.add(id(finding))
        seen.add(kind)
    return brief


def in_full(finding: Finding, options: RenderOptions) -> str:
    return "\n".join(_lines(finding, options))


def _lines(finding: Finding, options: RenderOptions) -> Iterator[str]:
    style = style_for(options.color, options.links)
    sections = _sections(finding)
    highest = max(shown_lines(section.labels, options.context)[-1] for section in sections)
    gutter = Gutter(len(str(highest)), style)
    severity = style.paint(finding.severity, f"{finding.severity}[{finding.rule}]")
    yield f"{severity}: {style.paint('message', visible(finding.message))}{excused(finding)}"
    for section in sections:
        yield _heading(section, gutter)
        yield gutter.line(None, "")
        yield from snippet(section.labels, gutter, options.width, options.context)
        yield gutter.line(None, "")
    yield from _remarks(finding, gutter, options.width)


class _Section(NamedTuple):
    """What one source has to show, under the place and the object it is headed with."""

    arrow: str
    place: Place
    object: ObjectId | None
    labels: list[Label]


def _sections(finding: Finding) -> list[_Section]:
    primary = Label(finding.place, finding.note, finding.step, finding.severity)
    sections = {finding.place.source: _Section("-->", finding.place, finding.object, [primary])}
    for further in finding.evidence[:MOST_EVIDENCE]:
        new = _Section(":::", further.place, further.object, [])
        section = sections.setdefault(further.place.source, new)
        section.labels.append(Label(further.place, further.note, further.step, "evidence"))
    return list(sections.values())


def _heading(section: _Section, gutter: Gutter) -> str:
    arrow = gutter.style.paint("gutter", f"{'':{gutter.digits}}{section.arrow}")
    place = linked(section.place, where(section.place), gutter.style)
    return f"{arrow} {place}  {visible(str(section.object))}" if section.object else f"{arrow} {place}"


def _remarks(finding: Finding, gutter: Gutter, columns: int) -> Iterator[str]:
    yield from _remark("evidence", more(finding.evidence), gutter, columns)
    yield from _remark("effect", finding.why, gutter, columns)
    yield from _remark("help", finding.fix, gutter, columns)
    yield from _suggestion(finding.suggestion or "", gutter)
    yield from _remark("confidence", "" if finding.confidence == "high" else finding.confidence, gutter, columns)
    yield from _remark("docs", f"podlint explain {finding.rule}", gutter, columns)


def _remark(name: str, text: str, gutter: Gutter, columns: int) -> Iterator[str]:
    if text:
        head = f"{'':{gutter.digits}} = {name}: "
        room = max(columns - len(head), NARROWEST)
        yield gutter.style.paint("gutter", head[: gutter.digits + 3]) + f"{name}: " + wrap(text, room, " " * len(head))


def _suggestion(yaml: str, gutter: Gutter) -> Iterator[str]:
    indent = " " * (gutter.digits + len(" = help: ") + 2)
    for line in yaml.rstrip("\n").split("\n") if yaml else ():
        yield (indent + harmless(visible_source(line.rstrip()))).rstrip()
