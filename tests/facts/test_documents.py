"""What reading had to say, as facts."""

import pytest
from conftest import facts_of, spot

from podlint.facts.documents import DuplicateKey, Unreadable
from podlint.facts.objects import Object

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"


def test_a_bad_document_costs_only_itself() -> None:
    facts = facts_of(f"{POD}---\na: *unknown\n---\n{POD}")
    (row,) = facts.all(Unreadable)
    assert (row.reason, spot(row.place)) == ("aliases", "5:4 *unknown")
    assert len(facts.all(Object)) == 2


def test_g11_templates_are_not_read() -> None:
    """G11: what a template engine still has to render is nobody's fault."""
    facts = facts_of({"templates/web.yaml": "{{- if .Values.web }}\n" + POD + "{{- end }}\n"})
    assert (facts.all(Unreadable), facts.all(Object)) == ((), ())


def test_g7_duplicate_keys() -> None:
    facts = facts_of("a:\n  b: 1\n  c: {d: 1, d: 2}\n  b: 3\n  b: 4\n")
    rows = [(row.key, spot(row.first), spot(row.place)) for row in facts.all(DuplicateKey)]
    assert rows == [("b", "2:3 b", "4:3 b"), ("b", "2:3 b", "5:3 b"), ("d", "3:7 d", "3:13 d")]


def test_a_mapping_is_told_once_however_often_it_is_used() -> None:
    facts = facts_of("one: &a {b: 1, b: 2}\ntwo: [*a, *a]\nthree: {<<: *a}\n")
    assert [spot(row.place) for row in facts.all(DuplicateKey)] == ["1:16 b"]


@pytest.mark.parametrize("depth", [90])
def test_deep_documents(depth: int) -> None:
    text = "[" * depth + "{a: 1, a: 2}" + "]" * depth + "\n"
    assert len(facts_of("x: " + text).all(DuplicateKey)) == 1
