"""A whole run: files -> documents -> facts -> findings -> report."""

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from podlint.cache import NO_CACHE, Cache
from podlint.choosing import choose
from podlint.config import Config, texts
from podlint.data import rules_folder
from podlint.dataclass import replace
from podlint.engine import Selected, judge
from podlint.facts import EXTRACTORS, KINDS, Facts, possible
from podlint.facts.objects import Object
from podlint.finding import Report
from podlint.focus import lines_in_question
from podlint.inputs import notes, nothing_to_lint, read_inputs
from podlint.problem import Problem, UserError
from podlint.profile import OFF, Profile
from podlint.reading import Reading
from podlint.rule import Rule, load_rules
from podlint.stages import Run, staged
from podlint.suppression.rounds import first_round
from podlint.watch import Watch, silent

_BUILD = "ImageBuild"


def lint(config: Config, cache: Cache = NO_CACHE, profile: Profile = OFF, watch: Watch = silent) -> Report:
    """The report on the files, folders and globs that the configuration names (`-` is standard input).

    Raises UserError for what the user must mend: rule files, settings, paths that don't exist.
    """
    started = time.perf_counter()
    known = profile.run("load", "", all_rules, texts(config.rule_folders), cache)
    chosen = choose(known, config)
    lines = lines_in_question(config)
    with _no_collection():
        inputs = read_inputs(config, profile, watch)
        facts = gather(inputs.readings, config, profile)
        judgement = profile.run("rules", "", judge, first_round(chosen), facts, watch)
        objects = len(facts.all(Object))
        builds = _has_builds(chosen, facts)
    named_out = config.force_exclude and not inputs.readings
    is_empty = not (objects or builds or judgement.findings or lines is not None or named_out)
    report = Report(
        findings=judgement.findings,
        failures=judgement.failures,
        errors=(*inputs.errors, *([nothing_to_lint(config, inputs)] if is_empty else [])),
        notes=tuple(notes(inputs, chosen)),
        sources=tuple(reading.source.name for reading in inputs.readings),
        skipped=inputs.skipped,
        files=len(inputs.readings),
        objects=objects,
        rules=len(chosen),
    )
    report = staged(report, Run(config, facts, tuple(chosen), tuple(known), lines))
    return replace(report, seconds=time.perf_counter() - started)


def _has_builds(chosen: Iterable[Selected], facts: Facts) -> bool:
    """Dockerfiles are no manifests: they are something to lint only where a rule that looks at them is chosen."""
    looked_at = any(selected.rule.kind == _BUILD for selected in chosen)
    return looked_at and possible(facts, _BUILD) and bool(facts.all(KINDS[_BUILD]))


def gather(readings: Iterable[Reading], config: Config, profile: Profile = OFF) -> Facts:
    """The facts about what was read. Raises UserError for definitions that can't be read."""
    settings = config.settings
    if config.crds:
        from podlint.definitions import read_definitions  # imported late: few runs name definitions

        settings = replace(settings, definitions=read_definitions(config))
    return Facts(readings, settings, EXTRACTORS, profile)


def all_rules(folders: Iterable[str] = (), cache: Cache = NO_CACHE) -> list[Rule]:
    """podlint's own rules and those in the folders, which stand on the same footing. Raises UserError."""
    rules = {rule.id: rule for rule in load_rules(rules_folder(), KINDS, trusted=True, cache=cache)}
    problems: list[Problem] = []
    for folder in folders:
        try:
            found = load_rules(folder, KINDS, cache=cache)
        except UserError as error:
            problems += error.problems
            continue
        for rule in found:
            twin = rules.setdefault(rule.id, rule)
            if twin is not rule:
                message = f"a rule `{rule.id}` exists already: {twin.node.source.name}"
                problems.append(Problem(message, rule.node.key_place("summary")))
    if problems:
        raise UserError(problems)
    return list(rules.values())


@contextmanager
def _no_collection() -> Iterator[None]:
    """A run makes no garbage worth collecting, and looking for it costs a tenth of the time and more."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
