"""Settings as text: each value as .podlint.yaml has it, and where it was written."""

import json
from collections.abc import Iterator
from typing import Any

from podlint.config import SETTINGS, Config, Named, RuleSetting
from podlint.config.forms import Setting, Structure
from podlint.pattern import pattern

WIDEST = 60
"""Columns up to which origins stand below each other."""

_PLAIN = pattern(r"[A-Za-z][A-Za-z0-9/._-]*(?:/\*)?")
_WORDS_OF_YAML = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def lines(config: Config, *, defaults: bool) -> Iterator[str]:
    """`key: value  # origin`, a line each. An option that no file can hold is told where it was given, as a comment."""
    rows = [setting for setting in SETTINGS.values() if setting.name in config.given or (defaults and setting.key)]
    told = [(_assignment(config, setting), _origins(config, setting)) for setting in rows if setting.name != "file"]
    width = min(max((len(text) for text, _ in told), default=0), WIDEST)
    for text, origins in told:
        yield f"{text:<{width}}  # {origins}"


def _assignment(config: Config, setting: Setting[Any]) -> str:
    value = _plain(config, setting)
    if value == "":
        return f"# {setting.key}:"
    return (
        f"{setting.key}: {as_yaml(value)}" if setting.key else f"# {setting.option or setting.name}: {as_yaml(value)}"
    )


def _plain(config: Config, setting: Setting[Any]) -> Any:
    """The value in YAML's own types."""
    value = getattr(config, setting.name)
    if isinstance(setting, Structure):
        return config.given[setting.name].node if setting.name in config.given else []
    if value and isinstance(value, tuple) and isinstance(value[0], RuleSetting):
        return _rules(value)
    return [word.text for word in value] if isinstance(value, tuple) else value


def _rules(settings: tuple[RuleSetting, ...]) -> dict[str, Any]:
    """What several sources say of a rule, as one."""
    rules: dict[str, Any] = {}
    for one in settings:
        rule = rules.setdefault(one.name.text, {})
        rule |= {"severity": one.severity} if one.severity else {}
        rule |= {"params": {**rule.get("params", {}), **one.params}} if one.params else {}
    return rules


def _origins(config: Config, setting: Setting[Any]) -> str:
    """Where the value was written; of what adds up, each of the places."""
    value = getattr(config, setting.name)
    words = [one.name if isinstance(one, RuleSetting) else one for one in value] if isinstance(value, tuple) else []
    found = dict.fromkeys(str(word.origin) for word in words if isinstance(word, Named)) if setting.adds else {}
    return ", ".join(found) or str(config.origin(setting.name))


def as_yaml(value: Any) -> str:
    """On one line; words that need no quotes have none."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_yaml(key)}: {as_yaml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_yaml, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
