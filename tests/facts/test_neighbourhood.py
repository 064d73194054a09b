"""Which objects belong together, by namespaces and by how near their files lie."""

from itertools import product

import pytest
from conftest import facts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.facts.neighbourhood import (
    Nearest,
    are_together,
    distance,
    groups_beside,
    groups_of,
    may_share_namespace,
    same_namespace,
    shared_spaces,
    spaces_of,
    together,
)
from podlint.facts.objects import Object

FOLDERS = ("", "a", "a/b", "a/b/c", "a/c", "b", "b/b", "..", "../x", "/", "/a")


def at(folder: str, name: str = "o", namespace: str = "", file: str = "f.yaml") -> Object:
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: '{namespace}'}}\n"
    path = f"/{file}" if folder == "/" else f"{folder}/{file}" if folder else file
    return facts_of({path: text}).all(Object)[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("", "a", 1),
        ("a", "a/b", 1),
        ("a/b", "a/c", 2),
        ("a", "b", 2),
        ("", "..", 1),
        ("..", "../x", 1),
        ("a/b/c", "b", 4),
        ("/", "/a", 1),
    ],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(at(one), at(other, file="g.yaml")) == distance(at(other, file="g.yaml"), at(one)) == expected
    assert distance(at(one), at(one)) == -1


@pytest.mark.parametrize(
    ("one", "other", "same", "perhaps"),
    [("", "", True, True), ("a", "a", True, True), ("a", "b", False, False), ("a", "", False, True)],
)
def test_namespaces(one: str, other: str, same: bool, perhaps: bool) -> None:
    """P1 near miss 22: an open namespace is no match where a name stands."""
    pair = at("", namespace=one), at("", namespace=other)
    assert (same_namespace(*pair), may_share_namespace(*pair)) == (same, perhaps)
    assert (not spaces_of(pair[0]).isdisjoint(shared_spaces(pair[1]))) == perhaps
    assert (not spaces_of(pair[1]).isdisjoint(shared_spaces(pair[0]))) == perhaps


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "a", True),
        ("a", "a/b", True),
        ("a", "b", True),
        ("a/b", "a/c", True),
        ("a", "a/b/c", False),
        ("a/b", "c/d", False),
        ("", "a", True),
        ("", "..", True),
        ("a", "..", False),
    ],
)
def test_folders_of_one_application(one: str, other: str, expected: bool) -> None:
    assert are_together(at(one), at(other)) == are_together(at(other), at(one)) == expected


def test_groups_say_the_same_from_both_sides_and_once() -> None:
    for one, other in product([at(folder) for folder in FOLDERS], repeat=2):
        assert are_together(one, other) == are_together(other, one)
        beside = groups_beside(one)
        assert len(set(beside)) == len(beside)
        assert len(set(groups_of(other)) & set(beside)) == are_together(one, other)


def test_together() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: "
    files = {f"{folder}/f.yaml": f"{pod}{folder.replace('/', '-')}}}\n" for folder in ("a", "a/b", "a/b/c", "b", "b/d")}
    files["a/other.yaml"] = f"{pod}other, namespace: x}}\n"
    facts = facts_of(files)
    found = {item.name: {other.name for other in together(facts, item)} for item in facts.all(Object)}
    assert found["a"] == {"a", "b", "a-b"}
    assert found["a-b"] == {"a", "a-b", "a-b-c"}
    assert found["other"] == {"other"}


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from("pq")), max_size=8), st.sampled_from(FOLDERS))
def test_the_nearest_are_those_with_the_least_distance(rows: list[tuple[str, str]], folder: str) -> None:
    """The index finds what comparing with every row finds, in the same order."""
    items = [(key, at(place, file=f"{index % 2}.yaml")) for index, (place, key) in enumerate(rows)]
    index = Nearest((key, item, number) for number, (key, item) in enumerate(items))
    asking = at(folder, file="0.yaml")
    for keys in ("p", "q", "pq"):
        away = {number: distance(asking, item) for number, (key, item) in enumerate(items) if key in keys}
        least = min(away.values(), default=0)
        expected = tuple(number for number, far in away.items() if far == least)
        assert index.to(asking, *keys) == (least, expected)
        assert index.to(asking, *keys) == (least, expected)
