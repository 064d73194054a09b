"""What a run came to: its exit code, its figures in words, and its remarks for people."""

from collections import Counter
from collections.abc import Iterable, Iterator

from podlint.finding import BASELINE, SEVERITIES, SUPPRESSED, Finding, Report, weighs
from podlint.report.characters import visible
from podlint.report.options import RenderOptions
from podlint.report.style import Style, style_for

_STANDINGS = {SUPPRESSED: "suppressed", BASELINE: "in the baseline"}
"""How findings stand that do not count, in words."""


def exit_code(report: Report, options: RenderOptions) -> int:
    """0: nothing at or above --fail-on, or --exit-zero; 1: findings; 2: the run isn't to be trusted."""
    if report.failures or report.errors:
        return 2
    return 1 if report.at_or_above(options.fail_on) and not options.exit_zero else 0


def summary(report: Report, options: RenderOptions) -> str:
    """The last lines of a run: what was found in what, and why the exit code is what it is."""
    nothing = report.errors and not (report.objects or report.counted or report.failures)
    if options.quiet or nothing:
        return ""
    code = exit_code(report, options)
    lines = [_figures(report)]
    if report.counted or report.left_out or code:
        lines.append(f"exit {code}: {_reason(report, options, code)}")
    return "".join(f"{line}\n" for line in lines)


def notices(report: Report, options: RenderOptions) -> str:
    """Notes, errors and failures of a run, a line each, for standard error."""
    return "".join(f"{line}\n" for line in _notices(report, style_for(options.color), options.quiet))


def _notices(report: Report, style: Style, quiet: bool) -> Iterator[str]:
    for note in () if quiet else report.notes:
        yield f"{style.paint('info', 'note')}: {visible(note)}"
    for error in report.errors:
        yield f"{style.paint('error', 'podlint')}: {visible(error)}"
    for failure in report.failures:
        where = f" on {failure.file}" if failure.file else ""
        words = f"rule {failure.rule} failed{where}: {failure.problem}"
        yield f"{style.paint('error', 'internal')}: {visible(words)}"


def outcome(report: Report) -> str:
    """What was found in how many files."""
    guilty = len({finding.place.source.name for finding in report.findings})
    found = ", ".join(_counts(report.findings, "info")) or ("nothing to show" if report.hidden else "no findings")
    return f"{found} in {f'{guilty} of ' if guilty else ''}{_plural(report.files, 'file')}"


def _figures(report: Report) -> str:
    seen = f"{_plural(report.objects, 'object')}, {_plural(report.rules, 'rule')}, {report.seconds:.2f} s"
    left_out = ", ".join([*_hidden(report), *_left_out(report)])
    return f"{outcome(report)} ({seen})" + (f"; {left_out}" if left_out else "")


def _hidden(report: Report) -> Iterator[str]:
    for why, count in Counter(hidden.why for hidden in report.hidden).items():
        yield f"{count} not shown ({why})"


def _left_out(report: Report) -> Iterator[str]:
    for status, words in _STANDINGS.items():
        if count := report.count_left_out(status):
            yield f"{count} {words}"


def _standings(report: Report) -> list[str]:
    return [words for status, words in _STANDINGS.items() if report.count_left_out(status)]


def _reason(report: Report, options: RenderOptions, code: int) -> str:
    fail_on = options.fail_on
    if code == 2:
        broken = [("error", len(report.errors)), ("internal failure", len(report.failures))]
        return " and ".join(_plural(count, noun) for noun, count in broken if count) + " in the run itself"
    if code == 1 or (options.exit_zero and report.at_or_above(fail_on)):
        unseen = sum(weighs(hidden.finding, fail_on) for hidden in report.hidden)
        hint = f", {unseen} of them not shown" if unseen else ""
        found = f"{' and '.join(_counts(report.counted, fail_on))} at or above --fail-on={fail_on}{hint}"
        return found if code else f"{found}, and --exit-zero"
    if report.left_out and not report.counted:
        return f"all findings are {' or '.join(_standings(report))}"
    return f"nothing at or above --fail-on={fail_on}" if fail_on != "never" else "--fail-on=never"


def statistics(report: Report) -> str:
    """How many findings there are of each rule, the most frequent first, a line each."""
    counts = Counter((finding.rule, finding.severity) for finding in report.counted)
    digits = max((len(str(count)) for count in counts.values()), default=0)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -SEVERITIES.index(item[0][1]), item[0][0]))
    return "".join(f"{count:>{digits}} {severity:<7} {rule}\n" for (rule, severity), count in ordered)


def _counts(findings: Iterable[Finding], lowest: str) -> list[str]:
    """How many findings there are of each severity, from the most serious to `lowest`, in words."""
    levels = reversed(SEVERITIES[SEVERITIES.index(lowest) :])
    counts = Counter(finding.severity for finding in findings)
    return [_plural(counts[level], level) for level in levels if counts[level]]


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
