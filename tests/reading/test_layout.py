"""Comments are found in the text; what only looks like one, within a scalar, is none."""

import pytest

from podlint.reading import read_source
from podlint.reading.layout import comments, layout_of

WORD = "podlint:"


def found(text: str, name: str = "manifest.yaml") -> list[tuple[int, str, bool]]:
    """The line of each comment, what it says, and whether it is alone."""
    reading = read_source(name, text.encode())
    return [
        (comment.line, comment.place.text.strip(), comment.alone)
        for comment in comments(reading, layout_of(reading), WORD)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1  # podlint: x\n", [(1, "x", False)], id="behind a value"),
        pytest.param("# podlint: x\na: 1\n", [(1, "x", True)], id="alone"),
        pytest.param("a: 1\n#podlint:x", [(2, "x", True)], id="without blanks and without a line break"),
        pytest.param("a: 1\r\nb: 2 # podlint: x\r\n", [(2, "x", False)], id="CRLF"),
        pytest.param("\ufeffa: 1 # podlint: x\n", [(1, "x", False)], id="byte order mark"),
        pytest.param("a: 1 # see below # podlint: x\n", [(1, "x", False)], id="behind another comment"),
        pytest.param("# a # podlint: x\na: 1\n", [(1, "x", True)], id="alone behind another comment"),
        pytest.param("a: 1 # podlint: x # podlint: y\n", [(1, "x", False), (1, "y", False)], id="two on a line"),
        pytest.param("a: [1, # podlint: x\n  2]\n", [(1, "x", False)], id="in a flow sequence"),
        pytest.param("a: 1\n---\n# podlint: x\nb: 1\n", [(3, "x", True)], id="second document"),
        pytest.param("# podlint: x\n---\nb: 1\n", [(1, "x", True)], id="a document of comments"),
        pytest.param("a: |  # podlint: x\n  b\n", [(1, "x", False)], id="behind the header of a block"),
        pytest.param("a: |\n  b\n# podlint: x\nc: 1\n", [(3, "x", True)], id="behind a block"),
        pytest.param("a: &x b # podlint: x\nc: *x # podlint: y\n", [(1, "x", False), (2, "y", False)], id="an alias"),
    ],
)
def test_comments(text: str, expected: list[tuple[int, str, bool]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: |\n  b # podlint: x\n  # podlint: y\nc: 1\n", id="literal block"),
        pytest.param("a: >-\n  b\n\n  # podlint: y\n", id="folded block"),
        pytest.param("a: 'b # podlint: x'\n", id="single quotes"),
        pytest.param('a: "b\n  # podlint: x"\n', id="double quotes over two lines"),
        pytest.param("a: b# podlint: x\n", id="plain, without a blank before"),
        pytest.param("? |\n  # podlint: x\n: 1\n", id="a key"),
        pytest.param("- |\n  # podlint: x\n- 1\n", id="an item"),
        pytest.param("|\n  # podlint: x\n", id="a document that is a scalar"),
        pytest.param("a: |\n  # podlint: x\nb: 1\na: 2\n", id="a value that another drops"),
        pytest.param('{"a": "# podlint: x"}', id="JSON"),
        pytest.param("a: [\n  # podlint: y\n  b: }  # podlint: x\n".replace("  # podlint: y\n", ""), id="unreadable"),
        pytest.param("{{ if x }}\n# podlint\n{{ end }}\n", id="another word"),
    ],
)
def test_text_is_no_comment(text: str) -> None:
    assert found(text) == []


def test_lines_of_their_own_count_where_nothing_can_be_read() -> None:
    assert found("# podlint: x\na: [\n") == [(1, "x", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# podlint: x\nFROM a\n", [(1, "x", True)]),
        ("FROM a # podlint: x\n", []),
        ("FROM a\nRUN a && \\\n  # podlint: x\n  b\n", [(3, "x", True)]),
        ("FROM a\nRUN <<E\n# podlint: x\nE\n# podlint: y\n", [(5, "y", True)]),
        ("FROM a\nRUN <<E\n# podlint: x\n", []),
    ],
)
def test_dockerfiles(text: str, expected: list[tuple[int, str, bool]]) -> None:
    assert found(text, "Dockerfile") == expected


@pytest.mark.parametrize(
    ("text", "line", "stretch"),
    [
        ("a: 1\nb: 2\n", 1, "a: 1\n"),
        ("a: 1\nb: 2", 2, "b: 2"),
        ("a: |\n  x\n  y\nb: 2\n", 1, "a: |\n  x\n  y\n"),
        ("a: |\n  x\n  y\nb: 2\n", 2, "  x\n"),
        ('- ["x", "y\n z", 3]\n', 1, '- ["x", "y\n z", 3]\n'),
        ("a: ['x\n y', 'z\n z', 1\n]\n", 1, "a: ['x\n y', 'z\n z', 1\n"),
        ("a:\nb: 2\n", 1, "a:\n"),
    ],
)
def test_what_begins_on_a_line_belongs_to_it(text: str, line: int, stretch: str) -> None:
    reading = read_source("a.yaml", text.encode())
    start, end = layout_of(reading).stretch(line)
    assert text[start:end] == stretch


def test_an_instruction_belongs_to_its_first_line() -> None:
    text = "FROM a\nRUN a && \\\n  # b\n  c\nCOPY <<E /x\n d\nE\nUSER x\n"
    layout = layout_of(read_source("Dockerfile", text.encode()))
    stretches = [text[slice(*layout.stretch(line))] for line in (1, 2, 5, 8)]
    assert stretches == ["FROM a\n", "RUN a && \\\n  # b\n  c\n", "COPY <<E /x\n d\n", "USER x\n"]


@pytest.mark.parametrize(
    ("text", "line", "below"), [("#\n\n # a\na: 1", 1, 4), ("#\n#\n#\na: 1", 2, 4), ("a: 1\n#\n", 1, None)]
)
def test_the_next_content(text: str, line: int, below: int | None) -> None:
    layout = layout_of(read_source("a.yaml", text.encode()))
    assert [layout.content_below(line), layout.content_below(line)] == [below, below]
