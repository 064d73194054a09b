"""How well-known servers are told to listen on another port."""

from typing import Any

import pytest

from podlint.kubernetes.known_ports import DEFAULT_PORTS
from podlint.kubernetes.port_settings import SETTINGS, port_setting
from podlint.reading import read_source


def test_settings_are_for_known_software() -> None:
    assert SETTINGS.keys() <= DEFAULT_PORTS.keys()


@pytest.mark.parametrize("software", SETTINGS)
def test_a_setting_is_a_line_of_a_container(software: str) -> None:
    line = port_setting(software, 7777)
    reading = read_source("line.yaml", line.encode())
    values: list[Any] = [document.value for document in reading.documents]
    assert reading.unreadable == ()
    assert [list(value) for value in values] in ([["args"]], [["env"]], [["volumeMounts"]])
    assert "7777" in line


def test_a_setting_that_is_not_known() -> None:
    assert port_setting("gitlab-ce", 7777) == ""
