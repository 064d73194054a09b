"""The releases that a run checks: as the user writes them, and in words."""

import pytest

from podlint.kubernetes.api.releases import in_words, minors_of


@pytest.mark.parametrize(
    ("text", "minors"),
    [
        ("1.37", (37,)),
        ("1.30,1.33", (30, 31, 32, 33)),
        (" 1.36 , 1.37 ", (36, 37)),
        ("1.30,1.31,1.33", (30, 31, 32, 33)),
    ],
)
def test_releases(text: str, minors: tuple[int, ...]) -> None:
    assert minors_of(text) == minors


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1.29", "not '1.29'; known are 1.30, 1.31,"),
        ("1.38", "not '1.38'; known"),
        ("v1.37.2", "not 'v1.37.2'; did you mean `1.37`?"),
        ("1.73", "not '1.73'; did you mean `1.37`?"),
        ("1.30,", "not ''; known"),
        ("1.30-1.37", "not '1.30-1.37'; known"),
        ("", "not ''; known"),
        ("1.30,1.37,1.30", "names 1.30 twice"),
        ("1.33,1.31", "goes backwards in '1.33,1.31'; the first release comes first: 1.31,1.33"),
    ],
)
def test_mistake(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        minors_of(text)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("minors", "words"),
    [
        ((30,), "1.30"),
        ((30, 31), "1.30 and 1.31"),
        ((30, 31, 32, 33), "1.30 to 1.33"),
        ((30, 32), "1.30 and 1.32"),
        ((30, 31, 33), "1.30, 1.31 and 1.33"),
        ((30, 31, 32, 36, 37), "1.30 to 1.32, 1.36 and 1.37"),
    ],
)
def test_words(minors: tuple[int, ...], words: str) -> None:
    assert in_words(minors) == words
