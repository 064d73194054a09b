"""What podlint has to say: a finding with its places, and the report of a whole run."""

from collections.abc import Iterable

from podlint.dataclass import dataclass, replace
from podlint.digest import sha256
from podlint.namedtuple import NamedTuple
from podlint.reading.places import Place

SEVERITIES = ("info", "warning", "error")
"""From the least to the most serious."""

CONFIDENCES = ("low", "medium", "high")
"""From the least to the most certain."""

SECURITY = "security"
"""The topic whose findings forges show as security alerts."""

NEW, SUPPRESSED, BASELINE = "new", "suppressed", "baseline"
"""How a finding stands: it counts, somebody excused it in the manifest, or it was there before podlint was."""


@dataclass(frozen=True, slots=True)
class ObjectId:
    """What a Kubernetes object is known by; the namespace is None where the manifest leaves it to the apply."""

    api_version: str
    kind: str
    namespace: str | None
    name: str

    @property
    def identity(self) -> str:
        """What stays the same when the object moves to another version of its API group."""
        return f"{self.api_version.rpartition('/')[0]}/{self.kind}/{self.namespace or ''}/{self.name}"

    def __str__(self) -> str:
        return f"{self.kind} {self.namespace}/{self.name}" if self.namespace else f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A further place that shows why a finding is true. `step` numbers the places of a finding in reading order."""

    place: Place
    note: str
    object: ObjectId | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `place` is one token and `note` the label at it; `path` is its JSON pointer within the object. `why` says the
    consequence, `fix` the cure, `suggestion` shows repaired YAML. `fingerprint` outlives moved lines. `status` is NEW,
    SUPPRESSED or BASELINE, and `excuse` the reason that somebody gave for one that does not count. `versions` are the
    releases of Kubernetes in which it holds, empty where it holds in all that were checked.
    """

    rule: str
    topic: str
    severity: str
    confidence: str
    message: str
    place: Place
    note: str
    object: ObjectId | None
    path: str
    why: str
    fix: str
    fingerprint: str
    evidence: tuple[Evidence, ...] = ()
    step: int = 0
    suggestion: str | None = None
    status: str = NEW
    excuse: str = ""
    versions: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (self.place.source.name, self.place.start, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule or an extractor that broke: a bug of podlint's or of the rule's author, never of the manifest."""

    rule: str
    file: str
    problem: str


class Hidden(NamedTuple):
    """A finding that counts and is not shown, and the option that is the reason, with its value."""

    finding: Finding
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `notes` are remarks for people, `errors` say what could not be read.

    `findings` are those to show, `hidden` those that count as well. `left_out` do not count: they were suppressed or
    are in the baseline. `stale` are the numbers of entries of the baseline whose finding is gone. `sources` and
    `skipped` are names of files, the latter with the reason. `nothing` says why there was nothing to judge.
    `unreadable` is the number of files in which something can't be read, `idle` are rules that did not run.
    """

    findings: tuple[Finding, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    left_out: tuple[Finding, ...] = ()
    stale: tuple[int, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    errors: tuple[str, ...] = ()
    nothing: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    files: int = 0
    unreadable: int = 0
    objects: int = 0
    rules: int = 0
    idle: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether all that was there to be read was read: else what was not found may be there all the same."""
        return not (self.errors or self.unreadable)

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that decide the exit code, shown or hidden."""
        return self.findings + tuple(hidden.finding for hidden in self.hidden)

    def count(self, severity: str) -> int:
        """How many of the findings to show are of that severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def count_left_out(self, status: str) -> int:
        return sum(finding.status == status for finding in self.left_out)

    def at_or_above(self, severity: str) -> int:
        """How many findings that count are at least as serious as `severity`; 0 for "never"."""
        return sum(weighs(finding, severity) for finding in self.counted)


def weighs(finding: Finding, severity: str) -> bool:
    """Whether a finding is at least as serious as `severity`; none is for "never"."""
    return severity != "never" and SEVERITIES.index(finding.severity) >= SEVERITIES.index(severity)


def in_reading_order(finding: Finding) -> Finding:
    """The finding with its evidence sorted as it is read, the primary place's file first, and every place numbered."""
    if not finding.evidence:
        return finding
    places = [(finding.place, None), *((evidence.place, evidence) for evidence in finding.evidence)]
    # The rule's own order of files tells the story; within a file one reads from top to bottom.
    files = list(dict.fromkeys(place.source.name for place, _ in places))
    places.sort(key=lambda pair: (files.index(pair[0].source.name), pair[0].start, pair[1] is not None))
    numbered = [replace(evidence, step=step) for step, (_, evidence) in enumerate(places, 1) if evidence]
    primary = next(step for step, (_, evidence) in enumerate(places, 1) if evidence is None)
    return replace(finding, evidence=tuple(numbered), step=primary)


def fingerprint(rule: str, primary: ObjectId | None, path: str, others: Iterable[ObjectId]) -> str:
    """A name for a finding that outlives moved lines and renamed files: 64 hex digits.

    `path` names list items by their merge key (`containers[name=web]`), so that reordering them changes nothing. The
    name of the file is no part of it, nor the message: two findings can have the same one.
    """
    parts = (rule, primary.identity if primary else "", path, *sorted({other.identity for other in others}))
    return sha256("\0".join(parts).encode())
