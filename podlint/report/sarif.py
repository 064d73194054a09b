"""A report as SARIF 2.1.0, in the form that GitHub code scanning takes in.

Facts: "SARIF support for code scanning" in GitHub's documentation, and the standard (OASIS, errata 01).
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from podlint import __version__
from podlint.finding import SUPPRESSED, Evidence, Finding, ObjectId, Report
from podlint.reading.places import Place, Source
from podlint.report.characters import visible
from podlint.report.json_text import dumps
from podlint.report.line_hash import line_hashes
from podlint.report.options import RenderOptions
from podlint.report.order import gravest_first, in_order, shown
from podlint.report.paths import Paths
from podlint.report.sarif_rules import LEVELS, descriptors
from podlint.report.summary import exit_code
from podlint.report.unreadable import unreadable_rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
CATEGORY = "podlint/"
MOST_RESULTS = 25_000
MOST_LOCATIONS = 1_000
"""Of one result; an upload with more is refused, as one with more results is."""


def render(report: Report, options: RenderOptions) -> str:
    return f"{dumps(document(report, options), indent=2)}\n"


def document(report: Report, options: RenderOptions) -> dict[str, Any]:
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, options)]}


def _run(report: Report, options: RenderOptions) -> dict[str, Any]:
    findings = shown(report, options)
    kept = in_order(gravest_first(findings)[:MOST_RESULTS])
    rules = descriptors(kept, options)
    writer = _Writer(Paths(options.root), {rule["id"]: index for index, rule in enumerate(rules)})
    notices = [*_notices(report, len(findings) - len(kept)), *_unread(kept, options, writer)]
    return {
        "tool": {"driver": {"name": "podlint", "semanticVersion": __version__, "rules": rules}},
        "automationDetails": {"id": CATEGORY},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not (report.failures or report.errors),
                "exitCode": exit_code(report, options),
                "toolExecutionNotifications": notices,
            }
        ],
        "results": [writer.result(finding) for finding in kept],
    }


def _notices(report: Report, left_out: int) -> Iterator[dict[str, Any]]:
    if left_out:
        yield _notice("warning", f"{left_out} further findings are left out: a run may have {MOST_RESULTS} results")
    for note in report.notes:
        yield _notice("note", note)
    for error in report.errors:
        yield _notice("error", error)
    for failure in report.failures:
        where = f" on {failure.file}" if failure.file else ""
        yield _notice("error", f"rule {failure.rule} failed{where}: {failure.problem}")


def _unread(findings: Iterable[Finding], options: RenderOptions, writer: "_Writer") -> Iterator[dict[str, Any]]:
    """What was skipped since it can't be read. It is a result as well, but rules may have missed evidence in it."""
    rules = unreadable_rules(options)
    for finding in findings:
        if finding.rule in rules:
            yield _notice("warning", finding.message) | {"locations": [writer.location(finding.place)]}


def _notice(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _plain(text)}}


def _plain(text: str) -> str:
    """Literal text in a message, where brackets mark links and a backslash takes their meaning away; never empty."""
    shown = visible(text) or "(no message)"
    return shown.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


class _Writer:
    """Results of one run, with what is worked out once for each of its sources."""

    def __init__(self, paths: Paths, indexes: dict[str, int]) -> None:
        self._paths = paths
        self._indexes = indexes
        self._hashes: dict[Source, list[str]] = {}

    def result(self, finding: Finding) -> dict[str, Any]:
        told = finding.evidence[:MOST_LOCATIONS]
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._indexes[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding, told)},
            "locations": [self.location(finding.place) | _logical(finding.object)],
            **self._way(finding, told),
            "partialFingerprints": {
                "primaryLocationLineHash": self._line_hash(finding.place),
                "podlint/v1": finding.fingerprint,
            },
            **_suppressions(finding),
        }

    def location(self, place: Place) -> dict[str, Any]:
        end_line, end_column = place.end_position
        return {
            "physicalLocation": {
                "artifactLocation": {"uri": self._paths.uri(place.source) or "unnamed"},
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": end_line,
                    "endColumn": end_column,
                },
            }
        }

    def _way(self, finding: Finding, told: tuple[Evidence, ...]) -> dict[str, Any]:
        """The evidence twice: GitHub links related locations in the message, and shows code flows as steps."""
        if not told:
            return {}
        related = [self._labelled(one.place, _label(one)) | {"id": one.step} for one in told]
        steps = [(finding.step, finding.place, finding.note or finding.message)]
        steps += [(one.step, one.place, one.note or _spot(one.place)) for one in told]
        ordered = islice(sorted(steps, key=lambda step: step[0]), MOST_LOCATIONS)
        flow = [{"location": self._labelled(place, note)} for _, place, note in ordered]
        return {"relatedLocations": related, "codeFlows": [{"threadFlows": [{"locations": flow}]}]}

    def _labelled(self, place: Place, note: str) -> dict[str, Any]:
        return self.location(place) | {"message": {"text": _plain(note)}}

    def _line_hash(self, place: Place) -> str:
        source = place.source
        if source not in self._hashes:
            self._hashes[source] = line_hashes(source.text)
        return self._hashes[source][place.line - 1]


def _message(finding: Finding, told: Iterable[Evidence]) -> str:
    """The message, and links to the evidence: without them GitHub doesn't show related locations."""
    links = ", ".join(f"[{_plain(_label(one))}]({one.step})" for one in told)
    return f"{_plain(finding.message)} ({links})" if links else _plain(finding.message)


def _label(evidence: Evidence) -> str:
    return f"({evidence.step}) {evidence.note or _spot(evidence.place)}"


def _spot(place: Place) -> str:
    return f"line {place.line}"


def _logical(identity: ObjectId | None) -> dict[str, Any]:
    if identity is None:
        return {}
    full = "/".join(filter(None, (identity.api_version, identity.kind, identity.namespace, identity.name)))
    return {"logicalLocations": [{"fullyQualifiedName": visible(full), "kind": "object"}]}


def _suppressions(finding: Finding) -> dict[str, Any]:
    if finding.status != SUPPRESSED:
        return {}
    reason = {"justification": visible(finding.excuse)} if finding.excuse else {}
    return {"suppressions": [{"kind": "inSource", **reason}]}
