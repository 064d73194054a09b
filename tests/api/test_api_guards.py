"""What is told of a condition without CEL: where a guard keeps a struct from CEL, the condition does not hold."""

import pytest

from podlint.cel import DYN, Environment, compile_expression
from podlint.kubernetes.api.guards import guard_of
from podlint.kubernetes.api.rules import VARIABLES
from podlint.kubernetes.api.types import Type, parse_type
from podlint.kubernetes.api.values import Struct

BLOCK = """\
test.v1.Thing
  text string
  flag bool
  list []string
"""
STRUCTS: tuple[dict[str, object], ...] = (
    {},
    {"text": "a"},
    {"text": "b", "flag": True},
    {"flag": False, "list": ["a"]},
    {"text": "a", "list": []},
    {"text": ""},
    {"text": "a", "flag": True, "list": ["a", "b"]},
)
CONDITIONS = (
    "has(self.text)",
    "!has(self.text)",
    "has(self.list) && !has(self.flag)",
    'self.text == "a"',
    'self.text == "a" && self.flag',
    'self.text != ""',
    'self.text != "" && self.list.size() > 0',
    "self.flag",
    "!self.flag",
    "self.list.size() > 0 && !self.flag",
    'via == "here"',
    'via == "there" && self.text == "a"',
    'self.text == "a" || self.flag',
    '!(self.text == "a" && self.flag)',
    'self.text == "" && self.flag',
    'via == "here" && via == "there"',
    "true",
)


def fail(name: str) -> Type:
    raise KeyError(name)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_guard_and_its_rest_say_what_the_condition_says(condition: str) -> None:
    environment = Environment(dict.fromkeys(VARIABLES, DYN))
    guard = guard_of(condition)
    whole, rest = (compile_expression(source, environment) for source in (condition, guard.rest))
    kind = parse_type(BLOCK, 37, fail)
    for values in STRUCTS:
        struct = Struct(kind, None, None, "here", None)
        struct.update(values)
        bindings = {"self": struct, "value": None, "index": None, "parent": struct, "root": struct, "via": "here"}
        assert (guard.admits(struct, "here") and guard.agrees(struct) and rest(bindings) is True) == (
            whole(bindings) is True
        ), values


@pytest.mark.parametrize(
    ("condition", "rest"),
    [
        ('has(self.text) && self.text == "a" && via == "here"', "true"),
        ('has(self.text) && self.text.startsWith("a")', 'self.text.startsWith("a")'),
        ('self.text == "a" || self.flag', 'self.text == "a" || self.flag'),
    ],
)
def test_what_is_left_to_cel(condition: str, rest: str) -> None:
    assert guard_of(condition).rest == rest
