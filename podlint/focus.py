"""Of all findings, those that have to do with some files or lines: what a commit touches."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from podlint.dataclass import replace
from podlint.finding import Finding, Report
from podlint.reading.places import Place


def touching(report: Report, lines: Mapping[str, Sequence[range]]) -> Report:
    """The report without the findings none of whose places, evidence included, lies on these lines.

    `lines` is by real path. What could not be read stays, for such a run is not to be trusted.
    """
    real = cache(os.path.realpath)

    def touches(finding: Finding) -> bool:
        return any(_meets(place, lines.get(real(place.source.name), ())) for place in _places(finding))

    return replace(
        report,
        findings=tuple(filter(touches, report.findings)),
        left_out=tuple(filter(touches, report.left_out)),
    )


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    for further in finding.evidence:
        yield further.place


def _meets(place: Place, changed: Sequence[range]) -> bool:
    if not changed:
        return False
    first, last = place.line, place.end_position[0]
    return any(lines.start <= last and first < lines.stop for lines in changed)
