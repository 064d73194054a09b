"""The way from an object to a place: each key and item finds itself, also where keys repeat, merge or are many."""

import pytest

from podlint.reading import read_source
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.pointers import Step, Steps


def ways(text: str) -> list[list[Step]]:
    """The way to the first character of each key and each item that `text` holds, in the order of the objects."""
    (document,) = read_source("a.yaml", text.encode()).documents
    found, steps = list[list[Step]](), Steps()

    def visit(node: object) -> None:
        if isinstance(node, Mapping):
            found.extend(steps.to(document.value, start) for start, *_ in node.spans.values())
        if isinstance(node, Sequence):
            found.extend(steps.to(document.value, start) for start, _ in node.spans)
        for child in node.values() if isinstance(node, Mapping) else node if isinstance(node, Sequence) else ():
            visit(child)

    visit(document.value)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\n", [["a"], ["b"]]),
        ("a: 1\nb: 2\na: 3\n", [["a"], ["b"]]),
        ("a: [x, {b: 1}]\n", [["a"], ["a", 0], ["a", 1], ["a", 1, "b"]]),
        (
            "a: &a {x: 1, w: 2}\nb: {z: 3, <<: *a}\n",
            [["a"], ["b"], ["a", "x"], ["a", "w"], ["b", "z"], ["b", "x"], ["b", "x"]],
        ),
    ],
)
def test_keys_and_items_find_themselves(text: str, expected: list[list[Step]]) -> None:
    assert ways(text) == expected


def test_a_mapping_of_many_keys_is_not_searched_for_each() -> None:
    text = "".join(f"k{number}: 1\n" for number in range(50_000))
    assert ways(text) == [[f"k{number}"] for number in range(50_000)]
