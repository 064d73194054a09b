"""The table of checks, by which modules are loaded late, says what the modules say."""

from importlib import import_module
from pathlib import Path

import pytest

from podlint.kubernetes.api import checks, sound

MODULES = sorted(path.stem for path in Path(checks.__file__).parent.glob("checks_*.py"))


def test_every_module_is_in_the_table() -> None:
    assert sorted(checks.MODULES) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_types_of_a_module(name: str) -> None:
    module = import_module(f"podlint.kubernetes.api.{name}")
    assert sorted(checks.MODULES[name]) == sorted({key.partition(" ")[0] for key in (*module.CHECKS, *module.DEFAULTS)})


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(sound.__file__).parent.glob("sound_*.py")))
def test_tables_of_what_is_sound_are_listed(name: str) -> None:
    table = import_module(f"podlint.kubernetes.api.{name}").SOUND
    assert list(sound.MODULES[name]) == list(table)
    for type_name, row in table.items():
        known = {*checks.checks_of(type_name), *(check for _, check in checks.field_checks_of(type_name))}
        assert known.issuperset(row.checks)
        assert set(row.fillers) == set(checks.defaults_of(type_name))
