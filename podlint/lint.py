"""A whole run: files -> documents -> facts -> findings -> report."""

import gc
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from podlint.cache import NO_CACHE, Cache
from podlint.choosing import choose
from podlint.config import Config, Named, texts
from podlint.data import rules_folder
from podlint.dataclass import replace
from podlint.engine import judge
from podlint.facts import EXTRACTORS, KINDS, Facts
from podlint.facts.objects import Object
from podlint.files import STDIN, Exclusion, FileTrouble, Found, find_files, read_bytes
from podlint.finding import Report
from podlint.focus import contents_to_read, lines_in_question
from podlint.problem import Problem, UserError, near_path
from podlint.profile import OFF, Profile
from podlint.reading import Reading, read_source
from podlint.rule import Rule, load_rules
from podlint.stages import Run, staged
from podlint.suppression.rounds import first_round


def lint(config: Config, cache: Cache = NO_CACHE, profile: Profile = OFF) -> Report:
    """The report on the files, folders and globs that the configuration names (`-` is standard input).

    Raises UserError for what the user must mend: rule files, settings, paths that don't exist.
    """
    started = time.perf_counter()
    known = profile.run("load", "", all_rules, texts(config.rule_folders), cache)
    chosen = choose(known, config)
    lines = lines_in_question(config)
    with _no_collection():
        readings, errors, skipped = read_files(config, profile)
        facts = gather(readings, config, profile)
        judgement = profile.run("rules", "", judge, first_round(chosen), facts)
        objects = len(facts.all(Object))
        # Dockerfiles are no manifests: they are something to lint only where a rule that looks at them is chosen.
        builds = any(selected.rule.kind == "ImageBuild" and facts.all(selected.rule.each) for selected in chosen)
    if not (objects or builds or judgement.findings or lines is not None or (config.force_exclude and not readings)):
        errors = [*errors, nothing_to_lint(config.paths, readings, skipped)]
    report = Report(
        findings=judgement.findings,
        failures=judgement.failures,
        errors=tuple(errors),
        notes=tuple(_template_note(readings)),
        sources=tuple(reading.source.name for reading in readings),
        files=len(readings),
        objects=objects,
        rules=len(chosen),
    )
    report = staged(report, Run(config, facts, tuple(chosen), tuple(known), lines))
    return replace(report, seconds=time.perf_counter() - started)


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


def read_files(config: Config, profile: Profile = OFF) -> tuple[list[Reading], list[str], tuple[tuple[str, str], ...]]:
    """What was read, what could not be read, and what was passed over and why.

    Raises UserError where none of the paths exists.
    """
    found = profile.run(
        "walk",
        "",
        find_files,
        texts(config.paths),
        _exclusions(config),
        not config.no_gitignore,
        force_exclude=config.force_exclude,
    )
    instead = contents_to_read(config)
    missing = [Problem(f"{name}: {message}{near_path(name)}") for name, message in found.errors]
    if missing and not found.files:
        raise UserError(missing)
    if config.crds:
        found = _without_definitions(found, config)
    readings: list[Reading] = []
    errors = [str(problem) for problem in missing]
    for name in found.files:
        data = profile.run("read", "", _bytes, name, instead)
        if isinstance(data, FileTrouble):
            errors.append(str(data))
        else:
            shown = config.stdin_filename if name == STDIN else name
            readings.append(profile.run("parse", shown, read_source, shown, data))
    return readings, errors, found.skipped


def _bytes(name: str, instead: Mapping[str, bytes]) -> bytes | FileTrouble:
    real = os.path.realpath(name) if instead else ""
    return instead[real] if real in instead else read_bytes(name)


def _without_definitions(found: Found, config: Config) -> Found:
    """Without the files of definitions that `crds` names, which are there for their schemas alone."""
    from podlint.definitions import definition_files  # imported late: few runs name definitions

    definitions = definition_files(config)
    left_out = [name for name in found.files if name != STDIN and os.path.realpath(name) in definitions]
    files = tuple(name for name in found.files if name not in left_out)
    return found._replace(files=files, skipped=(*found.skipped, *((name, "named by crds") for name in left_out)))


def _exclusions(config: Config) -> list[Exclusion]:
    """Patterns of a file hold below its folder, others below the working directory."""
    return [Exclusion(word.text, config.folder if word.place else ".", str(word.origin)) for word in config.exclude]


def nothing_to_lint(paths: Sequence[Named], readings: Sequence[Reading], skipped: Sequence[tuple[str, str]]) -> str:
    """Why there was nothing to judge: a run that looked at nothing must not pass for a clean one."""
    reasons = Counter(why for _, why in skipped)
    reasons["no manifest"] = sum(not reading.template for reading in readings)
    reasons["unrendered template"] = sum(reading.template for reading in readings)
    told = ", ".join(f"{count} {why}" for why, count in reasons.most_common() if count)
    where = ", ".join(texts(paths))
    return f"nothing to lint: no Kubernetes object in {where}" + (f" ({told})" if told else " (no files)")


def _template_note(readings: Iterable[Reading]) -> Iterator[str]:
    templates = [reading.source.name for reading in readings if reading.template]
    if templates:
        others = f" and {len(templates) - 1} more" if len(templates) > 1 else ""
        yield f"unrendered templates are skipped: {templates[0]}{others}; check what they render to (helm template ...)"


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
