"""podlint check: lint."""

import os
import sys
from typing import Any

import click

from podlint.cache import NO_CACHE, open_cache
from podlint.cli.options import GroupedCommand, configured, paths_argument, setting_options
from podlint.cli.output import complain
from podlint.cli.progress import progress
from podlint.cli.telling import tell
from podlint.config import strange_variables
from podlint.lint import lint
from podlint.profile import OFF, VARIABLE, Profile
from podlint.report.characters import visible


@click.command("check", cls=GroupedCommand, params=[paths_argument(), *setting_options()])
def command(**options: Any) -> int:
    """Lint manifests: files, folders, globs, or - for standard input.

    Exits with 0 if nothing is found, 1 if something is, and 2 if the run is not to be trusted.
    """
    config = configured(options)
    complain("" if config.quiet else "".join(f"note: {visible(one)}\n" for one in strange_variables(os.environ)))
    wanted = os.environ.get(VARIABLE, "0") not in ("", "0")
    profile = Profile() if wanted or config.profile_rules else OFF
    cache = NO_CACHE if config.no_cache else open_cache()
    with progress(config, os.environ, sys.stderr) as watch:
        report = lint(config, cache, profile, watch)
    is_done = True
    if config.add_ignore:
        from podlint.cli.ignoring import add_ignores  # imported late: it is rare

        is_done = add_ignores(report, config)
        report = lint(config, cache, profile)
    code = profile.run("report", config.output_format, tell, report, config)
    complain("".join(f"{visible(line)}\n" for line in profile.lines(() if wanted else ("parse", "rules"))))
    return code if is_done else 2
