"""What is wrong with the contents of files: documents -> facts -> findings, suppressions considered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from podlint.cache import NO_CACHE, Cache
from podlint.choosing import choose
from podlint.config import Config, texts
from podlint.config.file import sees_project
from podlint.data import rules_folder
from podlint.dataclass import replace
from podlint.engine import Judgement, Selected, judge
from podlint.facts import EXTRACTORS, KINDS, Facts, possible
from podlint.facts.directives import MENTION
from podlint.facts.objects import Object
from podlint.facts.suppressions import Suppression
from podlint.files import STDIN, read_bytes
from podlint.finding import Report
from podlint.inputs import Content, Inputs, found_files
from podlint.problem import Problem, UserError
from podlint.processes import WORTH_WORKERS, can_fork, cores, give_back
from podlint.profile import OFF, Profile
from podlint.reading import Reading, read_source
from podlint.reading.decoding import decode
from podlint.rule import Rule, load_rules
from podlint.suppression.rounds import first_round
from podlint.watch import Watch, silent

_BUILD = "ImageBuild"
KEPT_TEXTS = 16 * 2**20
"""Bytes of manifests whose texts are kept; of runs that are larger, those of few files are asked for again."""


def judged(
    inputs: Inputs, config: Config, cache: Cache = NO_CACHE, profile: Profile = OFF, watch: Watch = silent
) -> Report:
    """The report on the inputs, whose contents it uses up.

    Raises UserError for rule files and settings that are wrong.
    """
    known = profile.run("load", "", all_rules, texts(config.rule_folders), cache)
    chosen = choose(known, config)
    jobs = config.jobs or (cores() if sum(len(content.data) for content in inputs.contents) >= WORTH_WORKERS else 1)
    facts = gather(parsed(inputs.contents, profile, again=_may_read_again(config)), config, profile)
    judgement = profile.run("rules", "", _judge, first_round(chosen), facts, jobs, watch)
    report = Report(
        findings=judgement.findings,
        failures=judgement.failures,
        errors=inputs.errors,
        notes=tuple(notes(facts.readings, chosen)),
        sources=tuple(reading.source.name for reading in facts.readings),
        files=len(facts.readings),
        unreadable=sum(bool(reading.unreadable) for reading in facts.readings),
        objects=len(facts.all(Object)),
        rules=len(chosen),
        idle=tuple(sorted({rule.id for rule in known} - {selected.rule.id for selected in chosen})),
    )
    report = with_overrides(report, facts, known, config)
    report = without_suppressed(report, facts, chosen, known, config)
    if report.findings or report.left_out or report.objects or _has_builds(facts, chosen):
        return report
    return replace(report, nothing=nothing_to_lint(config, inputs, facts.readings))


def _judge(rules: Sequence[Selected], facts: Facts, jobs: int, watch: Watch) -> Judgement:
    if jobs == 1 or facts.profile is not OFF or not can_fork():  # times add up within one process alone
        return judge(rules, facts, watch)
    from podlint.workers import judge_together  # imported late: small runs have none

    return judge_together(rules, facts, jobs, watch)


def parsed(contents: list[Content], profile: Profile = OFF, *, again: bool = False) -> Iterator[Reading]:
    """What stands in the files. They are let go one by one, for their texts are kept with what is read of them.

    With `again`, texts that are not among the first are let go as well, and read again where somebody asks for them.
    """
    contents.reverse()
    size = 0
    while contents:
        name, data = contents.pop()
        reading = profile.run("parse", name, read_source, name, data)
        size += len(data)
        if again and size > KEPT_TEXTS and MENTION.encode() not in data:
            reading.source.let_go(_read_again)
        yield reading
    if again and size > KEPT_TEXTS:
        give_back()


def _may_read_again(config: Config) -> bool:
    """Whether the inputs are all files as they lie there."""
    return not config.staged and STDIN not in texts(config.paths)


def _read_again(name: str, known: int) -> str:
    """The text of a file by its hash. Raises UserError where it is not what it was when it was first read."""
    data = read_bytes(name)
    text = decode(data) if isinstance(data, bytes) else ""
    if hash(text) != known:
        raise UserError([Problem(f"{name}: changed while it was checked")])
    return text


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


def with_overrides(report: Report, facts: Facts, known: Iterable[Rule], config: Config) -> Report:
    """Leaves out findings of rules that do not run where they point, and gives others their severity there."""
    if not config.overrides:
        return report
    from podlint.overriding import overridden  # imported late: few configurations have overrides

    return overridden(report, config, {rule.id: rule for rule in known}, facts)


def without_suppressed(
    report: Report, facts: Facts, rules: Sequence[Selected], known: Sequence[Rule], config: Config
) -> Report:
    """Leaves out what a comment or an annotation excuses, and adds what there is to say about these."""
    if not facts.all(Suppression):
        return report
    from podlint.suppression.judging import with_suppressions  # imported late: most runs meet none

    first = Judgement(report.findings, report.failures)
    verdict = with_suppressions(first, rules, facts, known, lambda: report.whole and sees_project(config))
    return replace(report, findings=verdict.findings, left_out=verdict.left_out, failures=verdict.failures)


def _has_builds(facts: Facts, rules: Iterable[Selected]) -> bool:
    """Dockerfiles are no manifests: they are something to lint only where a rule that looks at them is chosen."""
    looked_at = any(selected.rule.kind == _BUILD for selected in rules)
    return looked_at and possible(facts, _BUILD) and bool(facts.all(KINDS[_BUILD]))


def nothing_to_lint(config: Config, inputs: Inputs, readings: Iterable[Reading]) -> str:
    """Why there was nothing to judge: a run that looked at nothing must not pass for a clean one."""
    skipped = {*found_files(config, all_skipped=True).skipped, *inputs.skipped}
    reasons = Counter(why for name, why in skipped if not name.endswith("/"))
    reasons["without a manifest"] = sum(not reading.template for reading in readings)
    reasons["unrendered template"] = sum(reading.template for reading in readings)
    folders = Counter(why for name, why in inputs.skipped if name.endswith("/") and why != "hidden")
    told = [_counted(reasons, "file"), _counted(folders, "folder")]
    where = ", ".join(texts(config.paths))
    return f"nothing to lint: no Kubernetes object in {where} ({'; '.join(filter(None, told)) or 'no files'})"


def _counted(reasons: Counter[str], noun: str) -> str:
    total = sum(reasons.values())
    parts = ", ".join(f"{count} {why}" for why, count in reasons.most_common() if count)
    return f"{total} {noun}{'s' * (total != 1)}: {parts}" if total else ""


def notes(readings: Iterable[Reading], rules: Sequence[Selected]) -> Iterator[str]:
    """Remarks on what was read."""
    templates = [reading.source.name for reading in readings if reading.template]
    if templates:
        others = f" and {len(templates) - 1} more" if len(templates) > 1 else ""
        yield f"unrendered templates are skipped: {templates[0]}{others}; check what they render to (helm template ...)"
    unreadable = sum(bool(reading.unreadable) for reading in readings)
    if unreadable:
        from podlint.rule.examples import looks_across  # imported late: seldom needed

        across = sum(looks_across(selected.rule) for selected in rules)
        files = f"{unreadable} file{'s' * (unreadable > 1)} unreadable"
        yield f"{files}, {across} rule{'s' * (across != 1)} may miss evidence" if across else files
