"""Words inside scalars have a place of their own."""

import pytest

from podlint.reading import Mapping, Place, read_source, within


def value_and_place(text: str, key: str = "x") -> tuple[str, Place]:
    mapping = read_source("f.yaml", text.encode()).documents[0].value
    assert isinstance(mapping, Mapping)
    value = mapping[key]
    assert isinstance(value, str)
    return value, mapping.value_place(key)


CASES = {
    "plain": "x: one two two three\n",
    "single quotes": "x: 'one two two three'\n",
    "double quotes": 'x: "one two two three"\n',
    "doubled quote": "x: 'it''s one two two three'\n",
    "escapes": 'x: "\\tone\\n \\u00e9\\x41\\\\ two two three\\U0001F600"\n',
    "literal": "x: |\n  one\n    two\n\n  two three\n",
    "literal with an indicator": "x: |2-\n     one two\n   two three\n",
    "literal beginning with blank lines": "x: |\n\n\n    one two\n    two three\n",
    "literal with CRLF": "x: |\r\n  one\r\n  two\r\n  two three\r\n",
    "literal without final line break": "x: |\n  one two\n  two three",
    "literal with a word in a comment": "x: |  # three\n  one two\n  two three\n",
    "folded": "x: >-\n  one\n  two\n  two\n  three\n",
    "plain over lines": "x: one\n  two\n\n  two three\n",
    "quotes over lines": 'x: "one\n  two\n  two three"\n',
    "json": '{"x": "one\\ttwo\\/two \\ud83d\\ude00three"}',
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_words(text: str) -> None:
    value, place = value_and_place(text)
    first = value.index("two")
    for word, offset in (("one", value.index("one")), ("two", first), ("two", value.index("two", first + 1))):
        found = within(place, value, offset, len(word))
        assert found.text == word
    seconds = [within(place, value, at, 3).start for at in (first, value.index("two", first + 1))]
    assert seconds[0] < seconds[1]
    assert within(place, value, value.index("three"), 5).text == "three"


def test_every_character_of_a_literal() -> None:
    value, place = value_and_place("x: |\n  a b\n\n   c\n  d\n")
    found = [within(place, value, offset, 1).text for offset in range(len(value))]
    assert [text for text in found if text.strip()] == ["a", "b", "c", "d"]
    assert found[value.index("b")] == "b"


def test_stretch_over_lines() -> None:
    value, place = value_and_place("x: |\n  one \\\n    two\n")
    assert within(place, value, 0, len("one \\\n  two")).text == "one \\\n    two"


def test_empty_stretch() -> None:
    value, place = value_and_place("x: abc\n")
    found = within(place, value, 1, 0)
    assert (found.start, found.end) == (4, 4)


@pytest.mark.parametrize("text", ["x: |\n  ab\n", "x: 'ab'\n", 'x: "ab"\n', "x: ab\n", 'x: "\\x61b"\n'])
def test_end_of_the_value(text: str) -> None:
    value, place = value_and_place(text)
    found = within(place, value, len(value), 0)
    assert place.start <= found.start == found.end <= place.end + 1


def test_what_does_not_stand_there_gives_the_whole_scalar() -> None:
    value, place = value_and_place("x: >-\n  one\n  two\n")
    assert within(place, value, 0, len("one two")) == place


def test_word_folded_away_twice_gives_the_whole_scalar() -> None:
    value, place = value_and_place('x: "a\\x62\n  ab"\n')
    assert value == "ab ab"
    assert within(place, value, 0, 2) == place


def test_alias_has_the_word_at_its_anchor() -> None:
    value, place = value_and_place("y: &a |\n  one two\nx: *a\n")
    found = within(place, value, value.index("two"), 3)
    assert found.text == "*a"
    assert found.origin is not None
    assert found.origin.text == "two"
    assert found.origin.line == 2


@pytest.mark.parametrize("text", ["x: |+\n\n\n", "x: |\ny: 1\n", "x: ''\n", "x: |+\n  a\n\n\ny: 1\n"])
def test_blank_lines_and_nothing(text: str) -> None:
    value, place = value_and_place(text)
    for offset in range(len(value) + 1):
        found = within(place, value, offset, len(value) - offset)
        assert place.start <= found.start <= found.end <= place.end


def test_offset_outside_the_value_gives_the_whole_scalar() -> None:
    value, place = value_and_place("x: abc\n")
    assert within(place, value, 2, 5) == place
