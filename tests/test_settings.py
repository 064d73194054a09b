"""The table of settings, the options of `podlint check`, the schema of .podlint.yaml: they say the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from podlint.cli.check import command
from podlint.cli.options import SettingOption
from podlint.config import SETTINGS, Config, from_environment, layered
from podlint.config.file import from_text
from podlint.config.forms import GROUPS, Choice, Flag, Number, Setting
from podlint.data import schema_path

SCHEMA = json.loads(Path(schema_path("config")).read_text(encoding="utf-8"))["properties"]
WITH_KEY = {setting.key: setting for setting in SETTINGS.values() if setting.key}
WITH_OPTION = {setting.option: setting for setting in SETTINGS.values() if setting.option}


def plain(value: Any) -> Any:
    """A value as YAML has it."""
    return [word.text for word in value] if isinstance(value, tuple) else value


def a_text(setting: Setting[Any]) -> str:
    """Some text that the setting takes, other than its default where there is a choice."""
    if isinstance(setting, Flag):
        return "1"
    if isinstance(setting, Choice):
        return next(choice for choice in setting.choices if choice != setting.default)
    if setting.name == "rules":
        return "some-rule.param=1"
    if setting.name == "reports":
        return "sarif=word"
    return "7" if isinstance(setting, Number) else "1.33" if setting.name == "kubernetes_version" else "word"


def test_schema_has_the_keys_of_the_table() -> None:
    assert SCHEMA.keys() == WITH_KEY.keys()


@pytest.mark.parametrize("key", SCHEMA)
def test_key(key: str) -> None:
    setting, schema = WITH_KEY[key], SCHEMA[key]
    assert schema["description"].startswith(setting.help)
    assert schema.get("enum", []) == list(setting.choices)
    assert schema.get("default", plain(setting.default)) == plain(setting.default)
    if isinstance(setting, Flag | Number):
        assert schema["type"] == ("boolean" if isinstance(setting, Flag) else "integer")


def test_check_has_the_options_of_the_table() -> None:
    options = {param.setting.option for param in command.params if isinstance(param, SettingOption)}
    assert options == WITH_OPTION.keys()


@pytest.mark.parametrize("option", WITH_OPTION)
def test_option(option: str) -> None:
    """An option has a heading and a twin in the environment, and what either says is what the file says."""
    setting = WITH_OPTION[option]
    assert setting.group in GROUPS
    text = a_text(setting)
    [(name, given)] = from_environment({str(setting.variable): text}).items()
    assert (name, str(given.origin)) == (setting.name, setting.variable)
    assert getattr(layered([{name: given}]), name) != setting.default
    if setting.key and setting.name != "rules":
        value = json.dumps([text]) if setting.repeatable else "true" if isinstance(setting, Flag) else text
        file = from_text("f", f"{setting.key}: {json.dumps(value) if value == '1.33' else value}".encode())
        assert plain(file[name].value) == plain(given.value)


def test_nothing_of_the_table_is_changed_by_a_run() -> None:
    assert all(getattr(Config(), name) == setting.default for name, setting in SETTINGS.items())
