"""What holds for any text and any place in it."""

from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import finding, report
from runner_commands import command

from podlint.finding import Evidence
from podlint.reading.places import Place, Source
from podlint.report import FORMATS, RenderOptions, render
from podlint.report.characters import visible, width
from podlint.report.text import in_full

BOUNDED = settings(derandomize=True, max_examples=150, deadline=None, database=None)
OF_EACH_FORMAT = settings(BOUNDED, max_examples=50)
NASTY = "\t\r\n\x00\x1b\x7f\x85\u200b\u200d\u2028\u202e\ufeff\udcff\u0301:#[]{} ab店🐳"
TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=60)
WORDS = st.text(st.sampled_from("ab: é店🐳\u0301"), max_size=12)


@st.composite
def places(draw: st.DrawFn) -> Place:
    text = draw(TEXTS) * draw(st.sampled_from((1, 1, 30)))
    start = draw(st.integers(0, len(text)))
    return Place(Source(draw(TEXTS), text), start, draw(st.integers(start, len(text))))


@OF_EACH_FORMAT
@given(
    place=places(),
    others=st.lists(places(), max_size=10),
    words=TEXTS,
    columns=st.integers(0, 120),
    context=st.integers(0, 3),
)
@pytest.mark.parametrize("name", FORMATS)
def test_any_finding_is_rendered_in_harmless_lines(
    name: str, place: Place, others: list[Place], words: str, columns: int, context: int
) -> None:
    evidence = (Evidence(other, words) for other in (*others, Place(place.source, 0, place.start)))
    one = finding(place, words, *evidence, message=words, why=words, fix=words, suggestion=words)
    for line in render(report(one), name, RenderOptions(width=columns, context=context)).split("\n"):
        assert not {category(character) for character in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert (command(line) is not None) == (name == "github" and line != "")


@BOUNDED
@given(before=WORDS, token=WORDS.filter(lambda word: width(word) > 0), behind=WORDS)
def test_the_marker_lies_under_its_token(before: str, token: str, behind: str) -> None:
    source = Source("a.yaml", f"{before}{token}{behind}x")
    lines = in_full(finding(Place(source, len(before), len(before) + len(token))), RenderOptions()).split("\n")
    assert lines[3] == f"1 | {source.text}"
    assert lines[4] == f"  | {' ' * width(before)}{'^' * width(token)}"


@BOUNDED
@given(text=TEXTS)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@BOUNDED
@given(token=st.text("店a", min_size=1, max_size=3), before=st.integers(0, 3000), behind=st.integers(0, 3000))
def test_a_line_of_any_length_keeps_its_token_and_the_width(token: str, before: int, behind: int) -> None:
    source = Source("a.yaml", "-" * before + token + "-" * behind)
    lines = in_full(finding(Place(source, before, before + len(token))), RenderOptions(width=60)).split("\n")
    assert width(lines[3]) <= 60
    marked = lines[4].index("^")
    assert lines[3][marked:].startswith(token)
