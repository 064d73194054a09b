"""Runs about some files or lines, such as what a commit touches: which they are, and which findings touch them."""

import os
from collections.abc import Iterator, Sequence
from functools import cache

from podlint.config import Config, texts
from podlint.dataclass import replace
from podlint.files.changes import WHOLE, Lines, changed_in_index, changed_since
from podlint.finding import Finding, Report
from podlint.problem import Problem, UserError, near_path
from podlint.reading.places import Place


def lines_in_question(config: Config) -> Lines | None:
    """The lines that --focus, --since or --staged mean, by the real paths of files; None if there is none of the three.

    Raises UserError for files that don't exist, where git does not know, and where there are two of the three.
    """
    if sum((config.focus, bool(config.origin("since").option), config.staged)) > 1:
        raise UserError([Problem("--focus, --since and --staged exclude each other: take one of them")])
    if config.focus:
        return _whole_files(texts(config.focused))
    if config.origin("since").option:
        return changed_since(config.since)
    return changed_in_index() if config.staged else None


def touching(report: Report, lines: Lines) -> Report:
    """The report without the findings none of whose places, evidence included, lies on these lines.

    What could not be read stays, for such a run is not to be trusted.
    """
    real = cache(os.path.realpath)

    def touches(finding: Finding) -> bool:
        return any(_meets(place, lines.get(real(place.source.name), ())) for place in _places(finding))

    return replace(
        report,
        findings=tuple(filter(touches, report.findings)),
        left_out=tuple(filter(touches, report.left_out)),
    )


def _whole_files(names: Sequence[str]) -> Lines:
    if not names:
        raise UserError([Problem("--focus needs the files to report on, as `podlint check --focus FILE...`")])
    missing = [name for name in names if not os.path.lexists(name)]
    if missing:
        raise UserError([Problem(f"--focus: {name}: no such file or directory{near_path(name)}") for name in missing])
    return {os.path.realpath(name): [WHOLE] for name in names}


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    for further in finding.evidence:
        yield further.place


def _meets(place: Place, changed: Sequence[range]) -> bool:
    if not changed:
        return False
    first, last = place.line, place.end_position[0]
    return any(lines.start <= last and first < lines.stop for lines in changed)
