"""podlint check: lint."""

import os
import sys

import click

from podlint.cli.options import (
    ENVIRONMENT,
    configuration,
    inputs,
    paths_to_check,
    rule_folders,
    with_choice,
    with_inputs,
    with_parameters,
    with_version,
)
from podlint.cli.output import complain, write
from podlint.lint import lint
from podlint.report import FORMATS, render
from podlint.report.options import RenderOptions
from podlint.report.style import use_color
from podlint.report.summary import exit_code, notices, summary


@click.command("check", context_settings=ENVIRONMENT)
@inputs
@click.option("--stdin-filename", default="-", metavar="NAME", help="What to call standard input in findings.")
@click.option("--no-gitignore", is_flag=True, help="Read what .gitignore leaves out as well.")
@click.option("--select", multiple=True, metavar="RULES", help="Rules to run: ids, topic/*, default or all.")
@click.option("--extend-select", multiple=True, metavar="RULES", help="Rules to run besides those selected.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Rules not to run: ids or topic/*.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    envvar="PODLINT_SET",
    metavar="RULE.PARAM=VALUE",
    help="A parameter of a rule; repeatable.",
)
@rule_folders
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="[default: warning]")
@click.option(
    "--kubernetes-version",
    metavar="X.Y[,X.Y]",
    help="The Kubernetes release that the manifests are for, or the first and the last of several.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--context", type=click.IntRange(min=0), default=0, metavar="N", help="Lines to show around each place.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use.")
def command(
    paths: tuple[str, ...],
    config: str | None,
    no_config: bool,
    stdin_filename: str,
    no_gitignore: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: tuple[str, ...],
    extend_select: tuple[str, ...],
    settings: tuple[str, ...],
    output_format: str,
    fail_on: str | None,
    kubernetes_version: str | None,
    color: str,
    context: int,
    jobs: int | None,
) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    del jobs  # one process does it all so far
    chosen = with_inputs(configuration(config, no_config), stdin_filename, no_gitignore)
    chosen = with_choice(chosen, select, extend_select, ignore)
    chosen = with_version(with_parameters(chosen, settings), kubernetes_version)
    report = lint(paths_to_check(paths, chosen), chosen, rules)
    options = RenderOptions(
        color=use_color(color, os.environ, sys.stdout), context=context, fail_on=fail_on or chosen.fail_on or "warning"
    )
    complain(notices(report, options))
    write(render(report, output_format, options))
    if output_format != "text":
        complain(summary(report, options))
    return exit_code(report, options.fail_on)
