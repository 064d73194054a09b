"""Findings and reports as plain data, which a cache can keep and another process send, and back."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from podlint.finding import Evidence, Finding, ObjectId, Report
from podlint.reading.places import Place, Source

Packed = Any
"""What JSON can hold."""


def packed(report: Report) -> Packed:
    """The findings of a report that no stage has hidden any of, and its figures. Its sources are left to the reader."""
    figures = {name: getattr(report, name) for name in _FIGURES}
    return [packed_findings(report.findings), packed_findings(report.left_out), figures]


def unpacked(data: Packed, names: Iterable[str], source_of: Callable[[str], Source]) -> Report:
    """The report again, on the sources of these names; `source_of` gives the texts that the findings lie in."""
    findings, left_out, figures = data
    source_of = cache(source_of)
    rest: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in figures.items()}
    return Report(
        unpacked_findings(findings, source_of),
        left_out=unpacked_findings(left_out, source_of),
        sources=tuple(names),
        **rest,
    )


def packed_findings(findings: Iterable[Finding]) -> Packed:
    names: dict[str, int] = {}

    def place(one: Place) -> Packed:
        number = names.setdefault(one.source.name, len(names))
        return [number, one.start, one.end, one.origin and place(one.origin)]

    def evidence(one: Evidence) -> Packed:
        return [place(one.place), one.note, _fields(one.object), one.step]

    def finding(one: Finding) -> Packed:
        words = [getattr(one, name) for name in _WORDS]
        return [words, place(one.place), _fields(one.object), [evidence(further) for further in one.evidence]]

    return [list(map(finding, findings)), list(names)]


def unpacked_findings(data: Packed, source_of: Callable[[str], Source]) -> tuple[Finding, ...]:
    """The findings again, in the sources that `source_of` gives by their names."""
    findings, names = data
    sources = [source_of(name) for name in names]

    def place(one: Packed) -> Place:
        number, start, end, origin = one
        return Place(sources[number], start, end, origin and place(origin))

    def evidence(one: Packed) -> Evidence:
        where, note, identity, step = one
        return Evidence(place(where), note, identity and ObjectId(*identity), step)

    def finding(one: Packed) -> Finding:
        words, where, identity, further = one
        plain = dict(zip(_WORDS, words, strict=True))
        plain["versions"] = tuple(plain["versions"])
        return Finding(
            place=place(where), object=identity and ObjectId(*identity), evidence=tuple(map(evidence, further)), **plain
        )

    return tuple(map(finding, findings))


_FIGURES = ("notes", "files", "unreadable", "objects", "rules", "idle")
"""What else a report has when it is judged and no stage has seen it."""

_WORDS: tuple[str, ...] = tuple(name for name in Finding.__match_args__ if name not in ("place", "object", "evidence"))
"""The fields of a finding that JSON can hold as they are, or nearly so."""


def _fields(identity: ObjectId | None) -> Packed:
    return identity and [identity.api_version, identity.kind, identity.namespace, identity.name]
