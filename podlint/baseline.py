"""Findings that were there before podlint was: a file names them by their fingerprints, and they do not count."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from podlint.dataclass import replace
from podlint.files import FileTrouble, read_bytes
from podlint.finding import BASELINE, Finding
from podlint.namedtuple import NamedTuple
from podlint.problem import Problem, UserError, near_path
from podlint.reading import Mapping, Place, read_source

_VERSION = "podlint-baseline"
_LIST = "findings"
_MOST_SHOWN = 3


class Entry(NamedTuple):
    """A finding as the baseline knows it. All but `fingerprint` is for people; `file` starts at the baseline's folder.

    `object` and `path` are empty where the finding lies in no object. In this order entries are sorted.
    """

    file: str
    object: str
    path: str
    rule: str
    message: str
    fingerprint: str


class Matched(NamedTuple):
    """The findings that are not in the baseline, those that are, and the numbers of the entries that cover none."""

    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...]
    spare: tuple[int, ...]


def read_baseline(path: str) -> tuple[Entry, ...]:
    """The entries of a file. Raises UserError with every problem in it."""
    import json  # imported late: not every run has a baseline

    data = read_bytes(path)
    if isinstance(data, FileTrouble):
        raise UserError([Problem(f"can't read the baseline {data}{near_path(path)}")])
    try:
        return tuple(_entries(json.loads(data)))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UserError(_problems(path, data)) from None


def _entries(document: Any) -> Iterator[Entry]:
    """Raises KeyError, TypeError or ValueError where the document is no baseline."""
    if set(document) != {_VERSION, _LIST} or document[_VERSION] != 1:
        raise ValueError
    for item in document[_LIST]:
        entry = Entry(**item)
        if not all(isinstance(text, str) for text in entry):
            raise TypeError
        yield entry


def _problems(path: str, data: bytes) -> list[Problem]:
    """What is wrong with a file that is no baseline, with its places."""
    from podlint.schema import problems_in  # imported late: only what is broken is checked

    reading = read_source(path, data)
    if reading.unreadable:
        return [Problem(trouble.message, trouble.place) for trouble in reading.unreadable]
    values = [document.value for document in reading.documents]
    start = Place(reading.source, 0, 0)
    if len(values) != 1 or not isinstance(values[0], Mapping):
        return [Problem("a baseline holds one JSON object", start)]
    return problems_in(values[0], "baseline") or [Problem("a baseline is JSON, and this is YAML", start)]


def entry_of(finding: Finding, folder: str) -> Entry:
    """The entry for a finding in a baseline that lies in the folder."""
    return Entry(
        file=os.path.relpath(finding.place.source.name, folder).replace(os.sep, "/"),
        object=str(finding.object) if finding.object else "",
        path=finding.path,
        rule=finding.rule,
        message=finding.message,
        fingerprint=finding.fingerprint,
    )


def baseline_text(entries: Iterable[Entry]) -> str:
    """The file: an entry a line, in an order that no run changes."""
    import json

    lines = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(entries)]
    listed = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "{_VERSION}": 1,\n  "{_LIST}": [' + (f"\n{listed}\n  " if lines else "") + "]\n}\n"


def matched(findings: Iterable[Finding], entries: Sequence[Entry], folder: str) -> Matched:
    """Findings and the entries of a baseline in the folder brought together, each entry covering one finding.

    Of entries with one fingerprint those of the finding's own file come first.
    """
    waiting: dict[str, dict[int, Entry]] = {}
    for number, entry in enumerate(entries):
        waiting.setdefault(entry.fingerprint, {})[number] = entry
    findings = tuple(findings)
    covered: set[int] = set()
    for in_own_file in (True, False):
        for index, finding in enumerate(findings):
            candidates = waiting.get(finding.fingerprint)
            if candidates and index not in covered and _take(candidates, finding, folder, in_own_file):
                covered.add(index)
    return Matched(
        findings=tuple(finding for index, finding in enumerate(findings) if index not in covered),
        left_out=tuple(replace(findings[index], status=BASELINE) for index in sorted(covered)),
        spare=tuple(sorted(number for candidates in waiting.values() for number in candidates)),
    )


def _take(candidates: dict[int, Entry], finding: Finding, folder: str, in_own_file: bool) -> bool:
    """Takes an entry for the finding; whether there was one."""
    file = entry_of(finding, folder).file
    found = next((number for number, entry in candidates.items() if not in_own_file or entry.file == file), None)
    if found is not None:
        del candidates[found]
    return found is not None


def stale(
    numbers: Iterable[int], entries: Sequence[Entry], folder: str, ran: Callable[[str], bool], read: Collection[str]
) -> tuple[int, ...]:
    """Of entries that cover no finding, those whose finding is gone, and not only not looked for.

    `ran` says of a rule whether it ran to its end, or exists no more; `read` has the files that were read.
    """
    files = {os.path.realpath(name) for name in read}

    def is_gone(entry: Entry) -> bool:
        path = os.path.join(folder, entry.file)
        return ran(entry.rule) and (os.path.realpath(path) in files or not os.path.lexists(path))

    return tuple(number for number in numbers if is_gone(entries[number]))


def stale_note(path: str, gone: Sequence[Entry]) -> str:
    """What to tell people of entries whose finding is gone."""
    shown = ", ".join(f"{entry.rule} in {entry.file}" for entry in gone[:_MOST_SHOWN])
    more = f" and {len(gone) - _MOST_SHOWN} more" if len(gone) > _MOST_SHOWN else ""
    finding, remove = ("finding is", "it") if len(gone) == 1 else ("findings are", "them")
    return f"{path}: {len(gone)} {finding} gone ({shown}{more}); `podlint baseline prune` removes {remove}"
