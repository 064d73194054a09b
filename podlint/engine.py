"""Rules meet facts: every row that a rule objects to becomes a finding."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from types import SimpleNamespace
from typing import Any

from podlint.cel import EvaluationError
from podlint.dataclass import dataclass
from podlint.facts import Facts, possible
from podlint.facts.location import Locator
from podlint.finding import CONFIDENCES, SEVERITIES, Evidence, Failure, Finding, ObjectId, fingerprint, in_reading_order
from podlint.kubernetes.api.releases import in_words, version
from podlint.reading import Place
from podlint.rule import Level, Rule, See
from podlint.watch import Watch, silent

Bindings = Map[str, Any]

MOST_ITEMS = 100
"""Of a list so many items are shown as evidence: thousands of Services may select thousands of pods."""
Outcome = Finding | Failure
Through = Callable[[tuple[Any, ...]], Iterable[Any]]
STAGE = "judging by rules"
"""What whoever watches a run is told while rules judge."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A rule that runs, with the settings of this run: a severity in place of its own, and its parameters' values."""

    rule: Rule
    params: Map[str, Any]
    severity: str | None = None


def selected(rule: Rule, params: Map[str, Any] | None = None, severity: str | None = None) -> Selected:
    """The rule with its own values of its parameters, but for those that `params` gives."""
    values = {parameter.name: parameter.default for parameter in rule.parameters}
    return Selected(rule, values | dict(params or {}), severity)


@dataclass(frozen=True, slots=True)
class Judgement:
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def judge(rules: Sequence[Selected], facts: Facts, watch: Watch = silent) -> Judgement:
    """The findings in the order of files and lines, each once. A rule that breaks is a failure; the others go on."""
    locator = Locator(facts)
    outcomes: list[Outcome] = []
    for selected in watch(STAGE, rules):
        outcomes += facts.profile.run("rules", selected.rule.id, outcomes_of, selected, facts, locator)
    return settled(outcomes, rules)


def settled(outcomes: Iterable[Outcome], rules: Sequence[Selected]) -> Judgement:
    """What comes of the outcomes of all the rules, which follow each other as the rules do."""
    findings: dict[Finding, None] = {}
    failures: list[Failure] = []
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            findings[outcome] = None
        else:
            failures.append(outcome)
    told = _without_superseded(findings, rules)
    return Judgement(tuple(sorted(told, key=lambda finding: finding.sort_key)), tuple(failures))


def _without_superseded(findings: Iterable[Finding], rules: Sequence[Selected]) -> Iterator[Finding]:
    """Of two rules that say the same of one place only the one that says it better is heard."""
    others = {selected.rule.id: selected.rule.supersedes for selected in rules}
    superseded = {(other, finding.place) for finding in findings for other in others[finding.rule]}
    return (finding for finding in findings if (finding.rule, finding.place) not in superseded)


def outcomes_of(selected: Selected, facts: Facts, locator: Locator, through: Through = iter) -> list[Outcome]:
    """What one rule says. Its rows pass `through`, which may note how far it has come."""
    rule = selected.rule
    try:
        rows: tuple[Any, ...] = facts.all(rule.each) if possible(facts, rule.kind) else ()
    except Exception as error:  # a bug in an extractor must not cost the findings of the other rules
        return [Failure(rule.id, "", f"{type(error).__name__} while working out {rule.kind}: {error}")]
    params = SimpleNamespace(**selected.params)
    outcomes = (_judge_row(selected, params, row, locator) for row in through(rows))
    return [outcome for outcome in outcomes if outcome is not None]


def _judge_row(selected: Selected, params: SimpleNamespace, row: Any, locator: Locator) -> Outcome | None:
    """Manifests never make a rule fail, for facts have types; what does is a bug, reported with rule and file."""
    rule = selected.rule
    bindings: dict[str, Any] = {"row": row, "params": params}
    try:
        if not _objects(rule, bindings, row):
            return None
        _bind(rule.fields, bindings, row)
        return _finding(selected, bindings, row, locator)
    except EvaluationError as error:
        return Failure(rule.id, row.place.source.name, error.message)
    except Exception as error:  # a bug in a property of a fact must not cost the other findings
        return Failure(rule.id, row.place.source.name, f"{type(error).__name__}: {error}")


def _objects(rule: Rule, bindings: dict[str, Any], row: Any) -> bool:
    for condition, fields, objecting in rule.conditions:
        _bind(fields, bindings, row)
        if (condition(bindings) is True) is not objecting:
            return False
    return True


def _bind(fields: Iterable[str], bindings: dict[str, Any], row: Any) -> None:
    for name in fields:
        if name not in bindings:
            bindings[name] = getattr(row, name)


def _finding(selected: Selected, bindings: Bindings, row: Any, locator: Locator) -> Finding:
    rule = selected.rule
    place = _primary(rule, bindings, row)
    spot = locator.spot(place)
    evidence = tuple(_evidence(rule, bindings, locator, place))
    minors: tuple[int, ...] = getattr(row, "minors", ())
    finding = Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=selected.severity or _level(rule.severity, bindings, SEVERITIES),
        confidence=_lowered(_level(rule.confidence, bindings, CONFIDENCES), spot.layer),
        message=f"{rule.message.render(bindings)}{_releases(minors)}",
        place=place,
        note=rule.note.render(bindings),
        object=spot.object,
        path=spot.path,
        why=rule.why.render(bindings),
        fix=rule.fix.render(bindings),
        fingerprint=fingerprint(rule.id, spot.object, spot.stable_path, _objects_of(evidence)),
        evidence=evidence,
        suggestion=(rule.suggestion.render(bindings) or None) if rule.suggestion else None,
        versions=tuple(map(version, minors)),
    )
    return in_reading_order(finding)


def _releases(minors: tuple[int, ...]) -> str:
    return f" (in {in_words(minors)})" if minors else ""


def _primary(rule: Rule, bindings: Bindings, row: Any) -> Place:
    """The first of the rule's paths that leads all the way, else the nearest node on the way of the last one."""
    exact = (target.exact(bindings) for target in rule.at)
    place = next((place for place in exact if place), None)
    nearest: Place = place or rule.at[-1].nearest(bindings) or row.place
    return nearest


def _evidence(rule: Rule, bindings: Bindings, locator: Locator, primary: Place) -> Iterator[Evidence]:
    """What a rule points at besides, each place once; a value that comes from an anchor shows the anchor too."""
    seen = {primary}
    for see in rule.see:
        for inner in _each(see, bindings):
            place = see.target.exact(inner)
            if place and place not in seen:
                seen.add(place)
                yield Evidence(place, see.note.render(inner), locator.object_at(place))
    if primary.origin and primary.origin not in seen:
        yield Evidence(primary.origin, "the value comes from here", locator.object_at(primary.origin))


def _each(see: See, bindings: Bindings) -> Iterator[Bindings]:
    if see.each is None:
        yield bindings
        return
    items = see.each(bindings)
    for item in items[:MOST_ITEMS] if isinstance(items, list | tuple) else ():
        yield {**bindings, see.item: item}


def _objects_of(evidence: tuple[Evidence, ...]) -> list[ObjectId]:
    return [one.object for one in evidence if one.object]


def _level(level: Level, bindings: Bindings, known: tuple[str, ...]) -> str:
    """Raises EvaluationError where an expression gives a word that is no level."""
    word = level.program(bindings) if level.program else level.levels[0]
    if word not in known:
        raise EvaluationError(f"{word!r} is not one of {', '.join(known)}")
    return str(word)


def _lowered(confidence: str, layer: str) -> str:
    """What a kustomize component or patch lacks may stand in the layer below it: one tier less."""
    return CONFIDENCES[max(CONFIDENCES.index(confidence) - bool(layer), 0)]
