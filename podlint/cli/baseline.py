"""podlint baseline: the findings that were there before podlint was."""

import os
from collections.abc import Iterable
from typing import Any

import click

from podlint.baseline import Entry, baseline_text, entry_of, read_baseline
from podlint.cli.configuring import configured
from podlint.cli.options import GroupedCommand, paths_argument, setting_options
from podlint.cli.output import complain, write
from podlint.cli.telling import render_options
from podlint.config import SETTINGS, Config
from podlint.dataclass import replace
from podlint.files.contents import describe
from podlint.files.replacing import replace_bytes
from podlint.finding import Report
from podlint.lint import lint
from podlint.problem import Problem, UserError
from podlint.report.characters import visible
from podlint.report.summary import notices

_PARTIAL = ("focus", "since", "staged")
"""What reports a part of the findings makes no baseline of them."""

_NAMES = [
    name
    for name, setting in SETTINGS.items()
    if setting.group in ("Input", "Rules") and name not in (*_PARTIAL, "fail_on")
]
_OF_A_RUN = [paths_argument(), *setting_options(_NAMES)]


@click.group("baseline")
def command() -> None:
    """Findings that do not count, because they were there before podlint was.

    The file, .podlint-baseline.json beside the configuration unless --baseline names another, is meant to be committed.
    """


@command.command(
    "create",
    cls=GroupedCommand,
    params=[*_OF_A_RUN, click.Option(["--force"], is_flag=True, help="Write it anew where there is one.")],
)
def create(force: bool, **options: Any) -> int:
    """Write the baseline: everything that podlint finds now."""
    config = configured({**options, "no_baseline": True})
    path = config.baseline_file
    if os.path.lexists(path) and not force:
        raise UserError(
            [Problem(f"{path} exists already; `podlint baseline prune` removes what is gone, --force accepts all")]
        )
    report = lint(config)
    if not _is_whole(report, config):
        return 2
    entries = [entry_of(finding, os.path.dirname(path)) for finding in report.counted]
    _write(path, entries)
    write(f"{visible(path)} is written: {_counted(entries)}\n")
    return 0


@command.command("prune", cls=GroupedCommand, params=_OF_A_RUN)
def prune(**options: Any) -> int:
    """Remove the entries whose findings are gone."""
    config = configured(options)
    path = config.baseline_file
    entries = read_baseline(path)
    report = lint(config)
    if not _is_whole(report, config):
        return 2
    left = [entry for number, entry in enumerate(entries) if number not in set(report.stale)]
    if len(left) < len(entries):
        _write(path, left)
    write(f"{visible(path)}: {_counted(left)}, {len(entries) - len(left)} removed\n")
    return 0


@command.command("show", cls=GroupedCommand, params=setting_options(["file", "no_config", "baseline"]))
def show(**options: Any) -> int:
    """List the entries, a line each."""
    config = configured(options)
    entries = read_baseline(config.baseline_file)
    write("".join(f"{_line(entry)}\n" for entry in sorted(entries)) + f"{_counted(entries)}\n")
    return 0


def _is_whole(report: Report, config: Config) -> bool:
    """Whether the run is to be trusted; why it is not is told."""
    complain(notices(replace(report, notes=()), render_options(config)))
    return not (report.errors or report.failures)


def _write(path: str, entries: Iterable[Entry]) -> None:
    try:
        # Half characters, which names of files can hold, become escapes, as JSON has them.
        replace_bytes(path, baseline_text(entries).encode(errors="backslashreplace"))
    except OSError as error:
        raise UserError([Problem(f"can't write {path}: {describe(error)}")]) from error


def _line(entry: Entry) -> str:
    return visible(f"{entry.file}: {entry.rule} {f'{entry.object}: ' if entry.object else ''}{entry.message}")


def _counted(entries: list[Entry] | tuple[Entry, ...]) -> str:
    return f"{len(entries)} finding" if len(entries) == 1 else f"{len(entries)} findings"
