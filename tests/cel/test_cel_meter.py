"""Loops of expressions that come with the manifests are counted."""

import pytest

from podlint.cel import DYN, Environment, EvaluationError, compile_expression
from podlint.cel.meter import METER, Meter


@pytest.mark.parametrize(
    ("source", "turns"),
    [
        ("[1, 2, 3].all(a, a > 0)", 3),
        ("[1, 2].all(a, [1, 2].all(b, a + b > 0))", 6),
        ("[1, 2, 3].map(a, a + 1).size() == 3", 3),
        ("{1: 2}.all(key, value, key < value)", 1),
        ("1 + 1 == 2", 0),
    ],
)
def test_turns(source: str, turns: int) -> None:
    program = compile_expression(source, Environment({}))
    assert program({METER: Meter(turns)}) is True
    if turns:
        with pytest.raises(EvaluationError, match="more turns of loops than are allowed"):
            program({METER: Meter(turns - 1)})


def test_without_a_meter_nothing_is_counted() -> None:
    program = compile_expression("x.all(a, a == 0)", Environment({"x": DYN}))
    assert program({"x": [0] * 100_000}) is True
