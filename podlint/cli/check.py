"""podlint check: lint."""

from typing import Any

import click

from podlint.cli.checking import check
from podlint.cli.options import GroupedCommand, paths_argument, setting_options


@click.command("check", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def command(**options: Any) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    return check(options)
