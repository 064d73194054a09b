"""Patterns find what those of `re` find, and are compiled when they are first asked."""

import re

import pytest

from podlint.pattern import pattern

TEXT = "one, Two; three"


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "findall", "split"])
@pytest.mark.parametrize(("source", "flags"), [(r"\w+", 0), (r"t\w+", re.IGNORECASE), ("z", 0), (r"([a-z])", 0)])
def test_the_same_is_found(method: str, source: str, flags: int) -> None:
    one, other = pattern(source, flags), re.compile(source, flags)
    for _ in range(2):
        assert str(getattr(one, method)(TEXT)) == str(getattr(other, method)(TEXT))


def test_the_other_methods() -> None:
    assert [found.group() for found in pattern(r"\w+").finditer(TEXT, 4)] == ["Two", "three"]
    assert pattern("[a-z]+").sub("x", TEXT) == "x, Tx; x"
    assert pattern("[a-z]+").subn("x", TEXT) == ("x, Tx; x", 3)


def test_bytes() -> None:
    assert pattern(rb"\d").search(b"a1")


def test_a_mistake_is_told_with_the_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.match("x")
