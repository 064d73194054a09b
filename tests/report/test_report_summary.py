"""The end of a run: exit code, figures, remarks."""

from dataclasses import replace

import pytest
from report_samples import DEPLOYMENT, SERVICE, at, finding, left_out, report

from podlint.finding import Failure, Finding, Report
from podlint.report.options import RenderOptions
from podlint.report.summary import exit_code, notices, summary

ERROR = finding(at(SERVICE, "v1"))
WARNING = finding(at(DEPLOYMENT, "web"), severity="warning")
INFO = finding(at(DEPLOYMENT, "image"), severity="info")
BROKEN = Report(failures=(Failure("some-rule", "a.yaml", "division by zero"),), files=1)


@pytest.mark.parametrize(
    ("some", "fail_on", "code"),
    [
        (report(), "info", 0),
        (report(WARNING), "warning", 1),
        (report(WARNING), "error", 0),
        (report(ERROR), "warning", 1),
        (report(INFO), "warning", 0),
        (report(INFO), "info", 1),
        (report(ERROR), "never", 0),
        (BROKEN, "never", 2),
        (Report((ERROR,), errors=("no such file: b.yaml",)), "error", 2),
    ],
)
def test_exit_code(some: Report, fail_on: str, code: int) -> None:
    assert exit_code(some, RenderOptions(fail_on=fail_on)) == code


@pytest.mark.parametrize(
    ("findings", "fail_on", "figures", "exit_line"),
    [
        (
            (ERROR, ERROR, WARNING),
            "warning",
            "2 errors, 1 warning in 2 of 14 files",
            "exit 1: 2 errors and 1 warning at or above --fail-on=warning",
        ),
        (
            (ERROR, WARNING, INFO, INFO),
            "error",
            "1 error, 1 warning, 2 infos in 2 of 14 files",
            "exit 1: 1 error at or above --fail-on=error",
        ),
        ((INFO,), "warning", "1 info in 1 of 14 files", "exit 0: nothing at or above --fail-on=warning"),
        ((ERROR,), "never", "1 error in 1 of 14 files", "exit 0: --fail-on=never"),
    ],
)
def test_summary(findings: tuple[Finding, ...], fail_on: str, figures: str, exit_line: str) -> None:
    text = summary(report(*findings), RenderOptions(fail_on=fail_on))
    assert text == f"{figures} (31 objects, 48 rules, 0.12 s)\n{exit_line}\n"


def test_a_clean_run_needs_one_line() -> None:
    clean = Report(files=1, objects=1, rules=1, seconds=2)
    assert summary(clean, RenderOptions()) == "no findings in 1 file (1 object, 1 rule, 2.00 s)\n"


def test_what_was_left_out_is_counted() -> None:
    text = summary(replace(report(), left_out=left_out(3, 12)), RenderOptions())
    assert text == (
        "no findings in 14 files (31 objects, 48 rules, 0.12 s); 3 suppressed, 12 in the baseline\n"
        "exit 0: all findings are suppressed or in the baseline\n"
    )


def test_a_broken_run_is_never_clean() -> None:
    broken = Report(failures=BROKEN.failures, errors=("one", "two"), files=1)
    assert summary(broken, RenderOptions()).splitlines()[1] == (
        "exit 2: 2 errors and 1 internal failure in the run itself"
    )


def test_notices() -> None:
    some = Report(
        notes=("1 file unreadable, 4 rules may miss evidence",),
        errors=("no such file: b\n::error::.yaml",),
        failures=BROKEN.failures,
    )
    assert notices(some, RenderOptions()) == (
        "note: 1 file unreadable, 4 rules may miss evidence\n"
        "podlint: no such file: b␊::error::.yaml\n"
        "internal: rule some-rule failed on a.yaml: division by zero\n"
    )
    assert notices(some, RenderOptions(color=True)).startswith("\x1b[1;36mnote\x1b[0m: 1 file")
    assert notices(report(), RenderOptions()) == ""
