"""A whole run: files -> findings, worked out or remembered -> report."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podlint.cache import NO_CACHE, Cache
from podlint.config import Config
from podlint.dataclass import replace
from podlint.finding import Report
from podlint.inputs import Inputs, read_inputs
from podlint.memory import Memory
from podlint.profile import OFF, Profile
from podlint.stages import Run, staged
from podlint.watch import Watch, silent

if TYPE_CHECKING:
    from podlint.files.changes import Lines


def lint(config: Config, cache: Cache = NO_CACHE, profile: Profile = OFF, watch: Watch = silent) -> Report:
    """The report on the files, folders and globs that the configuration names (`-` is standard input).

    Raises UserError for what the user must mend: rule files, settings, paths that don't exist.
    """
    started = time.perf_counter()
    lines = _lines(config)
    with _no_collection():
        inputs = read_inputs(config, profile, watch)
        report = _report(inputs, config, cache, profile, watch)
    # A run about a change may find that it has nothing to do with manifests, and one by names that all are excluded.
    if report.nothing and lines is None and not (config.force_exclude and not report.files):
        report = replace(report, errors=(*report.errors, report.nothing))
    report = staged(replace(report, skipped=inputs.skipped), Run(config, lines))
    return replace(report, seconds=time.perf_counter() - started)


def _lines(config: Config) -> "Lines | None":
    if not config.of_a_change:
        return None
    from podlint.focus import lines_in_question  # imported late: most runs are about everything

    return lines_in_question(config)


def _report(inputs: Inputs, config: Config, cache: Cache, profile: Profile, watch: Watch) -> Report:
    """What an earlier run made of the same inputs, else what this one does."""
    # Who wants to know where the time goes wants it to be spent.
    memory = Memory(cache, inputs, config) if cache is not NO_CACHE and profile is OFF else None
    known = memory.recall() if memory else None
    if known is not None:
        return known
    from podlint.judging import judged  # imported late: what is remembered needs no rules

    report = judged(inputs, config, cache, profile, watch)
    if memory:
        memory.keep(report)
    return report


@contextmanager
def _no_collection() -> Iterator[None]:
    """A run makes no garbage worth collecting, and looking for it costs a tenth of the time and more."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()  # these two count all there is as old, else it is all looked through at once
            gc.unfreeze()
            gc.enable()
