"""Which rules run, with which settings: the choices of the command line and the configuration, checked by name."""

from collections.abc import Iterable, Iterator

from podlint.config import Config, Named, RuleSetting
from podlint.engine import Selected
from podlint.problem import Problem, UserError, near_name
from podlint.rule import Parameter, Rule

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def choose(rules: Iterable[Rule], config: Config) -> list[Selected]:
    """The rules that run. Raises UserError for names that no rule has and for settings that do not fit."""
    known = {rule.id: rule for rule in rules}
    problems = [*_unknown(known, config.select), *_unknown(known, config.ignore), *_wrong_settings(known, config.rules)]
    if problems:
        raise UserError(problems)
    settings = {setting.name.text: setting for setting in config.rules}
    select = config.select or (Named("default"),)
    return [
        _selected(rule, settings.get(rule.id))
        for rule in known.values()
        if any(_names(word.text, rule) for word in select)
        and not any(_names(word.text, rule) for word in config.ignore)
    ]


def find_rule(rules: Iterable[Rule], name: str) -> Rule:
    """The rule of an id or TOPIC/ID. Raises UserError if there is none."""
    known = {rule.id: rule for rule in rules}
    found = next((rule for rule in known.values() if name in (rule.id, rule.name)), None)
    if found is None:
        raise UserError(
            [Problem(f"unknown rule `{name}`{near_name(name, [*known, *(r.name for r in known.values())])}")]
        )
    return found


def _names(word: str, rule: Rule) -> bool:
    """Whether a word of a selection means the rule: its id, TOPIC/ID, `topic/*`, `default` or `all`."""
    return word in (rule.id, rule.name, f"{rule.topic}/*", "all") or (word == "default" and rule.enabled)


def _unknown(known: dict[str, Rule], words: tuple[Named, ...]) -> Iterator[Problem]:
    for word in words:
        if not any(_names(word.text, rule) for rule in known.values()) and word.text not in ("default", "all"):
            names = [*known, *(rule.name for rule in known.values()), *(f"{rule.topic}/*" for rule in known.values())]
            where = f" in {word.option}" if word.option else ""
            yield Problem(f"unknown rule `{word.text}`{where}{near_name(word.text, names)}", word.place)


def _wrong_settings(known: dict[str, Rule], settings: tuple[RuleSetting, ...]) -> Iterator[Problem]:
    for setting in settings:
        rule = known.get(setting.name.text)
        if rule is None:
            yield from _unknown(known, (setting.name,))
        else:
            yield from _wrong_params(rule, setting)


def _wrong_params(rule: Rule, setting: RuleSetting) -> Iterator[Problem]:
    declared = {parameter.name: parameter for parameter in rule.parameters}
    params = setting.node.get("params", {})
    for name, value in params.items():
        if name not in declared:
            message = f"rule {rule.id} has no parameter `{name}`{near_name(name, list(declared))}"
            yield Problem(message, params.key_place(name))
        elif not _fits(value, declared[name]):
            yield Problem(f"`{name}` is to be of type {declared[name].kind}", params.value_place(name))


def _fits(value: object, parameter: Parameter) -> bool:
    wanted = _TYPES[parameter.kind]
    return isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))


def _selected(rule: Rule, setting: RuleSetting | None) -> Selected:
    params = {parameter.name: parameter.default for parameter in rule.parameters}
    if setting is None:
        return Selected(rule, params)
    return Selected(rule, {**params, **setting.params}, setting.severity)
