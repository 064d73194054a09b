"""A run of podlint check, from its options to its exit code."""

import os
import sys
from collections.abc import Mapping as Map
from typing import Any

from podlint.cache import NO_CACHE, open_cache
from podlint.cli.configuring import configured
from podlint.cli.output import complain, complain_of
from podlint.cli.progress import progress
from podlint.cli.telling import tell
from podlint.config import Config, strange_variables
from podlint.lint import lint
from podlint.problem import UserError
from podlint.profile import OFF, VARIABLE, Profile
from podlint.report.characters import visible


def check(options: Map[str, Any]) -> int:
    """Lints, tells what is found, or what the user must mend; returns the exit code."""
    try:
        return _check(configured(options))
    except UserError as error:
        return complain_of(error, options.get("color") or os.environ.get("PODLINT_COLOR", ""))


def _check(config: Config) -> int:
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
