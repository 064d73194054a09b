"""podlint check: lint."""

from typing import Any

import click

from podlint.cache import open_cache
from podlint.cli.options import GroupedCommand, configured, paths_argument, setting_options
from podlint.cli.telling import tell
from podlint.lint import lint


@click.command("check", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def command(**options: Any) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    config = configured(options)
    return tell(lint(config, open_cache()), config)
