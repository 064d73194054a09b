"""GitHub's hash of a line, by the values that its own action is tested with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.reading.places import Source
from podlint.report.line_hash import WINDOW, line_hashes

GREETINGS = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]
VECTORS = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": [
        "8b7cf3e952e7aeb2:1",
        "b1ae1287ec4718d9:1",
        "bff680108adb0fcc:1",
        "c6805c5e1288b612:1",
        "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": GREETINGS,
    " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r": GREETINGS,
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n": GREETINGS,
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": GREETINGS,
    "Lorem ipsum dolor sit amet.\n" * 10: [
        *(f"a7f2ff13bc495cf2:{ordinal}" for ordinal in range(1, 7)),
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ],
}


@pytest.mark.parametrize("text", VECTORS)
def test_vector(text: str) -> None:
    """From `fingerprints.test.ts` of github/codeql-action."""
    assert line_hashes(text) == VECTORS[text]


def units(text: str) -> list[int]:
    pairs = text.encode("utf-16-be")
    return [first * 256 + second for first, second in zip(pairs[::2], pairs[1::2], strict=True)]


@settings(derandomize=True, max_examples=200, deadline=None, database=None)
@given(text=st.text(st.sampled_from("ab \t\r\n店🐳"), max_size=250))
def test_any_text(text: str) -> None:
    """The definition word for word: each line hashed on its own, over the characters from its start."""
    source = Source("a.yaml", text)
    for start, found in zip(source.line_starts, line_hashes(text), strict=True):
        rest = text[start:].replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
        window = [*units(rest), 65535, *[0] * WINDOW][:WINDOW]
        value = sum(code * 37 ** (WINDOW - 1 - at) for at, code in enumerate(window)) % 2**64
        assert found.partition(":")[0] == f"{value:x}"
