"""Findings as JUnit's XML: a suite for each file, a failed test for each finding, a passed one for a clean file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from podlint.finding import SUPPRESSED, Finding, Report
from podlint.report.options import RenderOptions
from podlint.report.order import shown
from podlint.report.text import in_full
from podlint.report.unreadable import unreadable_rules
from podlint.report.xml_text import document, element

CLEAN = "no findings"
RUN = "podlint"
"""The suite of what is wrong with the run itself."""


def render(report: Report, options: RenderOptions) -> str:
    suites = list(_suites(report, options))
    root = element("testsuites", {"name": RUN, **_counts(suites), "time": f"{report.seconds:.3f}"})
    root.extend(suites)
    return document(root)


def _suites(report: Report, options: RenderOptions) -> Iterator[Element]:
    by_file: dict[str, list[Finding]] = {name: [] for name in sorted(report.sources)}
    for finding in shown(report, options):
        by_file.setdefault(finding.place.source.name, []).append(finding)
    errors = unreadable_rules(options)
    for name, findings in sorted(by_file.items()):
        yield _suite(name, _cases(findings, options, errors) if findings else [_case(CLEAN, name)], {"file": name})
    troubles = list(_troubles(report))
    if troubles or not by_file:
        yield _suite(RUN, troubles or [_case(CLEAN, RUN)])


def _suite(name: str, cases: Sequence[Element], attributes: dict[str, str] | None = None) -> Element:
    marks = Counter(child.tag for case in cases for child in case)
    counts = {f"{tag}s": str(marks[tag]) for tag in ("failure", "error")} | {"skipped": str(marks["skipped"])}
    suite = element("testsuite", {"name": name, "tests": str(len(cases)), **counts, "time": "0", **(attributes or {})})
    suite.extend(cases)
    return suite


def _counts(suites: Sequence[Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in names}


def _cases(findings: Sequence[Finding], options: RenderOptions, errors: frozenset[str]) -> list[Element]:
    """Servers know a test by its name, so the second of a rule about one object gets a number."""
    seen: Counter[str] = Counter()
    cases = []
    for finding in findings:
        name = f"{finding.rule} {_object(finding)}".rstrip()
        seen[name] += 1
        case = _case(f"{name} ({seen[name]})" if seen[name] > 1 else name, finding.place.source.name)
        case.attrib |= {"file": case.attrib["file"], "line": str(finding.place.line)}
        case.append(_outcome(finding, options, "error" if finding.rule in errors else "failure"))
        cases.append(case)
    return cases


def _object(finding: Finding) -> str:
    one = finding.object
    return "/".join(filter(None, (one.kind, one.namespace, one.name))) if one else ""


def _case(name: str, file: str) -> Element:
    return element("testcase", {"name": name, "classname": f"{RUN}.{file}", "file": file})


def _outcome(finding: Finding, options: RenderOptions, tag: str) -> Element:
    if finding.status == SUPPRESSED:
        return element("skipped", {"message": finding.excuse})
    text = in_full(finding, RenderOptions(width=options.width, context=options.context))
    return element(tag, {"type": finding.severity, "message": finding.message}, f"\n{text}\n")


def _troubles(report: Report) -> Iterator[Element]:
    for error in report.errors:
        yield _trouble("read", error)
    for failure in report.failures:
        where = f" on {failure.file}" if failure.file else ""
        yield _trouble(f"rule {failure.rule}{where}", failure.problem)


def _trouble(name: str, message: str) -> Element:
    case = element("testcase", {"name": f"{name}: {message}", "classname": RUN})
    case.append(element("error", {"type": "internal", "message": message}))
    return case
