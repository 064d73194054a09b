"""Texts with expressions in braces, and the types that facts have in CEL."""

from dataclasses import dataclass
from typing import Any

import pytest

from podlint.cel import DYN, STRING, Environment, ListOf, Record, compile_expression
from podlint.reading import Place, Source
from podlint.rule.records import cel_type, field_types
from podlint.rule.templates import Template, display, split


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("plain", [("plain", 0, False)]),
        ("{name}", [("", 0, False), ("name", 1, True)]),
        ("a {name} b", [("a ", 0, False), ("name", 3, True), (" b", 8, False)]),
        ("{a}{b}", [("", 0, False), ("a", 1, True), ("", 3, False), ("b", 4, True)]),
        ("{{name}}", [("{name}", 0, False)]),
        ("{{{name}}}", [("{", 0, False), ("name", 3, True), ("}", 8, False)]),
        ("{ {'a': 1}.a }", [("", 0, False), (" {'a': 1}.a ", 1, True)]),
        ("{'}' + name}", [("", 0, False), ("'}' + name", 1, True)]),
        ("{\"{\" + '}'}", [("", 0, False), ("\"{\" + '}'", 1, True)]),
    ],
)
def test_split(text: str, pieces: list[tuple[str, int, bool]]) -> None:
    assert split(text) == pieces


@pytest.mark.parametrize(
    ("text", "offset"), [("a {", 2), ("a { {} ", 2), ("{'}", 0), ("a } b", 2), ("{a}}", 3), ("}", 0)]
)
def test_brace_without_partner(text: str, offset: int) -> None:
    with pytest.raises(ValueError, match="this brace") as caught:
        split(text)
    assert caught.value.args[1] == offset


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("web", "web"),
        (3, "3"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        (None, "none"),
        (["a", 1, True], "a, 1, true"),
        ((), ""),
        ({"app": "web", "tier": None}, "app=web, tier=none"),
    ],
)
def test_display(value: object, text: str) -> None:
    assert display(value) == text


def test_render() -> None:
    program = compile_expression("name + '!'", Environment({"name": STRING}))
    template = Template(("hello {", program, "}"))
    assert template.render({"name": "web"}) == "hello {web!}"
    assert template.programs == [program]


@dataclass(frozen=True, slots=True)
class Inner:
    place: Place


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    maybe: Inner | None
    many: tuple[Inner, ...]
    several: str | int
    node: dict[str, Any]

    @property
    def place(self) -> Place:
        return Place(Source("x", ""), 0, 0)

    @property
    def _hidden(self) -> str:
        return ""


def test_fields_of_a_fact() -> None:
    types = field_types(Outer)
    assert list(types) == ["name", "maybe", "many", "several", "node", "place"]
    assert types["name"] == STRING
    assert isinstance(types["maybe"], Record)
    assert isinstance(types["many"], ListOf)
    assert isinstance(types["many"].item, Record)
    assert types["many"].item.fields.keys() == {"place"}
    assert types["several"] is DYN
    assert types["node"] is DYN
    assert types["place"].name == "Place"


def test_types_of_annotations() -> None:
    assert cel_type(list[str]) == ListOf(STRING)
    assert cel_type(frozenset[str] | None) == ListOf(STRING)
    assert cel_type(Any) is DYN
