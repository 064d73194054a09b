"""What a run says, and where: standard output and error, files, annotations and the summary of GitHub Actions."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from podlint.cli.output import complain, write
from podlint.config import Config, texts
from podlint.config.report_files import parts
from podlint.dataclass import replace
from podlint.finding import Report
from podlint.problem import Problem, UserError
from podlint.report import render
from podlint.report.options import RenderOptions, Sample
from podlint.report.style import use_color, use_links
from podlint.report.summary import exit_code, notices, statistics, summary

if TYPE_CHECKING:
    from podlint.rule import Rule

FOR_PEOPLE = ("text", "github")
"""What GitHub's log is read in: with these formats goes the summary of the step."""

MOST_SUMMARY = 1024 * 1024
"""Bytes that GitHub takes of the summary of a step."""


def tell(report: Report, config: Config) -> int:
    """Prints the report and what there is to say about it, and writes its files; returns the exit code.

    Raises UserError, when all else is told, for files that can't be written.
    """
    options = render_options(config)
    if config.verbose:
        from podlint.cli.details import details  # imported late: few ask for it

        complain(details(report, config))
    complain(notices(report, options))
    unwritten = list(_write_files(report, config, options))
    write(render(report, config.output_format, options))
    if config.output_format == "text":
        _annotate(report, options)
    else:
        complain(statistics(report) if config.statistics else "")
        complain(summary(report, options))
    if config.output_format in FOR_PEOPLE:
        _summarize(report, options)
    if unwritten:
        raise UserError(unwritten)
    return exit_code(report, options)


def render_options(config: Config) -> RenderOptions:
    """What the configuration asks of a report."""
    color = use_color(config.color, os.environ, sys.stdout)

    def rules() -> list["Rule"]:
        from podlint.choosing import choose  # imported late: few formats describe the rules
        from podlint.judging import all_rules

        return [chosen.rule for chosen in choose(all_rules(texts(config.rule_folders)), config)]

    return RenderOptions(
        color=color,
        links=use_links(color, os.environ, sys.stdout),
        context=config.context,
        fail_on=config.fail_on,
        show_suppressed=config.show_suppressed,
        exit_zero=config.exit_zero,
        statistics=config.statistics,
        quiet=config.quiet,
        rules=rules,
        sample=_sample,
        root=_root(),
    )


def _root() -> str:
    """Where forges count paths from: GitLab's CI_PROJECT_DIR if we are in it, else the git repository, else here."""
    start = folder = os.path.realpath(os.getcwd())
    given = os.environ.get("CI_PROJECT_DIR")
    if given and os.path.join(start, "").startswith(os.path.join(os.path.realpath(given), "")):
        return given
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return start
    return folder


def _sample(rule: "Rule") -> Sample:
    from podlint.examples import sample

    return sample(rule)


def _write_files(report: Report, config: Config, options: RenderOptions) -> Iterator[Problem]:
    """Writes each report file, and the folders it lies in; what can't be written is a problem."""
    plain = replace(options, color=False, links=False)
    for word in config.reports:
        name, path = parts(word)
        text = render(report, name, plain)
        try:
            if (folder := os.path.dirname(path)) and not os.path.exists(folder):
                os.makedirs(folder)
            _write_file(path, text, "w")
        except (OSError, ValueError) as error:
            yield Problem(f"can't write the {name} report {path}: {_reason(error)}", word.place)


def _annotate(report: Report, options: RenderOptions) -> None:
    """GitHub's log is for people, so annotations come besides the text and don't replace it."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        from podlint.report.github import commands

        write(commands(report, options))


def _summarize(report: Report, options: RenderOptions) -> None:
    """Appends to the summary of the step. Failing to is no error: nobody would want a job to fail for it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from podlint.report.markdown import document

    try:
        room = MOST_SUMMARY - (os.path.getsize(path) if os.path.exists(path) else 0)
        text = document(report, options, room)
        if len(text.encode()) > room:
            complain("note: the summary of the step is full\n")
        else:
            _write_file(path, text, "a")
    except OSError as error:
        complain(f"note: can't write the summary of the step: {_reason(error)}\n")


def _write_file(path: str, text: str, mode: str) -> None:
    with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


def _reason(error: Exception) -> str:
    return ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
