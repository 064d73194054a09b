"""podlint check: lint."""

import os
import sys
from typing import Any

import click

from podlint.cache import open_cache
from podlint.cli.options import GroupedCommand, configured, paths_argument, setting_options
from podlint.cli.output import complain, write
from podlint.config import Config
from podlint.finding import Report
from podlint.lint import lint
from podlint.report import render
from podlint.report.options import RenderOptions
from podlint.report.style import use_color
from podlint.report.summary import exit_code, notices, summary


@click.command("check", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def command(**options: Any) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    config = configured(options)
    return tell(lint(config, open_cache()), config)


def tell(report: Report, config: Config) -> int:
    """Prints the report and what there is to say about it; returns the exit code."""
    options = RenderOptions(
        color=use_color(config.color, os.environ, sys.stdout), context=config.context, fail_on=config.fail_on
    )
    complain(notices(report, options))
    write(render(report, config.output_format, options))
    if config.output_format != "text":
        complain(summary(report, options))
    return exit_code(report, options.fail_on)
