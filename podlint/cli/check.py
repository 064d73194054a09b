"""podlint check: lint."""

import os
import sys

import click

from podlint.cli.options import configuration, inputs, paths_to_check, rule_folders, with_choice
from podlint.cli.output import write
from podlint.lint import lint
from podlint.report import FORMATS, render
from podlint.report.options import RenderOptions
from podlint.report.style import use_color
from podlint.report.summary import exit_code, notices, summary


@click.command("check")
@inputs
@click.option("--select", multiple=True, metavar="RULES", help="Rules to run: ids, topic/*, default or all.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules not to run: ids or topic/*.")
@rule_folders
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="[default: warning]")
@click.option("--kubernetes-version", metavar="X.Y", help="The Kubernetes release that the manifests are for.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use.")
def command(
    paths: tuple[str, ...],
    config: str | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    folders: tuple[str, ...],
    output_format: str,
    fail_on: str | None,
    kubernetes_version: str | None,
    color: str,
    jobs: int | None,
) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    del jobs  # one process does it all so far
    settings, folder = configuration(config, no_config)
    settings = with_choice(settings, select, ignore)
    _check_version(kubernetes_version)
    report = lint(paths_to_check(paths, settings, folder), settings, folders)
    options = RenderOptions(
        color=use_color(color, os.environ, sys.stdout), fail_on=fail_on or settings.fail_on or "warning"
    )
    sys.stderr.write(notices(report, options))
    write(render(report, output_format, options))
    if output_format != "text":
        sys.stderr.write(summary(report, options))
    return exit_code(report, options.fail_on)


def _check_version(version: str | None) -> None:
    """Raises UsageError for what is no release such as 1.37."""
    if version is not None:
        major, _, minor = version.partition(".")
        if major != "1" or not minor.isdecimal():
            raise click.UsageError(f"--kubernetes-version takes a release such as 1.37, not {version!r}")
