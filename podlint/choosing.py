"""Which rules run, with which settings: the choices of the command line and the configuration, checked by name."""

from collections.abc import Iterable, Iterator
from typing import Any

from podlint.config import Config, Named, RuleSetting
from podlint.engine import Selected, selected
from podlint.problem import Problem, UserError, near_name
from podlint.rule import Rule
from podlint.rule.parameters import setting_problems


def choose(rules: Iterable[Rule], config: Config) -> list[Selected]:
    """The rules that run. Raises UserError for names that no rule has and for settings that do not fit."""
    known = {rule.id: rule for rule in rules}
    there = [word for override in config.overrides for word in override.words]
    problems = [*_unknown(known.values(), (*config.select, *config.extend_select, *config.ignore, *there))]
    problems += _wrong_settings(
        known, (*config.rules, *(one for override in config.overrides for one in override.rules))
    )
    if problems:
        raise UserError(problems)
    chosen = [_selected(rule, config.rules) for rule in known.values() if _runs_somewhere(rule, config)]
    if not chosen:
        raise UserError([Problem("no rule is left to run: everything that is selected is ignored, or off by default")])
    return chosen


def _runs_somewhere(rule: Rule, config: Config) -> bool:
    """A rule that an override selects runs everywhere, and its findings elsewhere are dropped."""
    words = [word for override in config.overrides for word in (*override.select, *override.extend_select)]
    is_ignored = any(means(word.text, rule) for word in config.ignore)
    return not why_off(rule, config) or (not is_ignored and any(means(word.text, rule) for word in words))


def why_off(rule: Rule, config: Config) -> str:
    """Why a rule does not run, in a few words; empty if it does."""
    ignored = next((word for word in config.ignore if means(word.text, rule)), None)
    if ignored:
        return f"ignored in {ignored.place or ignored.option}"
    if any(means(word.text, rule) for word in (*config.select, *config.extend_select)):
        return ""
    return "not selected" if rule.enabled else "off by default"


def find_rule(rules: Iterable[Rule], name: str) -> Rule:
    """The rule of an id or TOPIC/ID. Raises UserError if there is none."""
    known = {rule.id: rule for rule in rules}
    found = next((rule for rule in known.values() if name in (rule.id, rule.name)), None)
    if found is None:
        raise UserError(
            [Problem(f"unknown rule `{name}`{near_name(name, [*known, *(r.name for r in known.values())])}")]
        )
    return found


def means(word: str, rule: Rule) -> bool:
    """Whether a word of a selection means the rule: its id, TOPIC/ID, `topic/*`, `default` or `all`."""
    return word in (*rule.names, "all") or (word == "default" and rule.enabled)


def _unknown(rules: Iterable[Rule], words: tuple[Named, ...]) -> Iterator[Problem]:
    names = {"default", "all"}.union(*(rule.names for rule in rules))
    for word in words:
        if word.text not in names:
            where = f" in {word.option}" if word.option else ""
            yield Problem(f"unknown rule `{word.text}`{where}{near_name(word.text, sorted(names))}", word.place)


def _wrong_settings(known: dict[str, Rule], settings: tuple[RuleSetting, ...]) -> Iterator[Problem]:
    for setting in settings:
        name = setting.name
        rule = known.get(name.text)
        if rule is None:
            where = f" in {name.option}" if name.option else ""
            yield Problem(f"unknown rule `{name.text}`{where}{near_name(name.text, list(known))}", name.place)
        else:
            yield from setting_problems(rule.id, rule.parameters, setting.params)


def _selected(rule: Rule, settings: Iterable[RuleSetting]) -> Selected:
    """The rule with its settings; what is said later goes before."""
    params: dict[str, Any] = {}
    severity = None
    for setting in settings:
        if setting.name.text == rule.id:
            params |= setting.params
            severity = setting.severity or severity
    return selected(rule, params, severity)
