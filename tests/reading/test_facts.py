"""Every scalar and every document is read as kubectl reads it."""

from typing import Any

import pytest
from kubectl_facts import FACTS, HEAD, PLAIN, REFUSED_NUMBERS, Fact

from podlint.reading import Mapping, Reading, read_source


def read(text: str | bytes) -> Reading:
    return read_source("manifest.yaml", text if isinstance(text, bytes) else text.encode())


def without_head(reading: Reading) -> list[dict[str, Any]]:
    documents = []
    for document in reading.documents:
        assert isinstance(document.value, Mapping)
        assert {"kind", "metadata"} <= document.value.keys()
        documents.append({key: value for key, value in document.value.items() if key not in _HEAD_KEYS})
    return documents


_HEAD_KEYS = ("apiVersion", "kind", "metadata")


@pytest.mark.parametrize(("text", "value"), PLAIN, ids=[text for text, _ in PLAIN])
def test_plain_scalar(text: str, value: object) -> None:
    reading = read(f"{HEAD}spec:\n  x: {text}\n")
    assert reading.unreadable == ()
    found = without_head(reading)[0]["spec"]["x"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("text", REFUSED_NUMBERS)
def test_number_that_json_lacks(text: str) -> None:
    reading = read(f"{HEAD}spec:\n  x: {text}\n")
    assert reading.documents == ()
    assert [(trouble.reason, trouble.place.text) for trouble in reading.unreadable] == [("number", text)]


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS.keys())
def test_document(fact: Fact) -> None:
    reading = read(fact.file)
    assert not reading.template
    if fact.refused:
        assert [trouble.reason for trouble in reading.unreadable] == [fact.refused]
    else:
        assert reading.unreadable == ()
        assert without_head(reading) == list(fact.documents)


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if fact.refused], ids=lambda fact: fact.name)
def test_what_is_refused_is_pointed_at(fact: Fact) -> None:
    (trouble,) = read(fact.file).unreadable
    place = trouble.place
    assert 0 <= place.start < place.end <= len(place.source.text)
    assert place.end - place.start <= 60
    assert trouble.message
    assert not trouble.message.startswith("this is no valid YAML")


def test_one_bad_document_hides_no_other() -> None:
    reading = read("a: 1\n---\nb: [\n---\nc: 3\n--- {d: 4}\ne: 5\n---\nf: 6\n")
    assert [document.value for document in reading.documents] == [{"a": 1}, {"c": 3}, {"f": 6}]
    assert [(trouble.reason, trouble.place.line) for trouble in reading.unreadable] == [("syntax", 3), ("separator", 6)]


def test_json_before_an_error_is_read() -> None:
    reading = read('{"a": 1}\n{"b": 2}\n{c: 3}\n')
    assert [document.value for document in reading.documents] == [{"a": 1}, {"b": 2}]
    assert [(trouble.reason, trouble.place.line) for trouble in reading.unreadable] == [("json", 3)]


def test_documents_know_their_stretch() -> None:
    text = "# first\na: 1\n---\n# second\n- b\n---\nc\n"
    documents = read(text).documents
    stretches = [text[document.start : document.end] for document in documents]
    assert stretches == ["# first\na: 1\n", "# second\n- b\n", "c\n"]
    assert [document.place.text for document in documents] == ["a: 1", "- b", "c"]
    assert documents[2].value == "c"


def test_json_documents_know_their_stretch() -> None:
    text = '{"a": 1}\n {"b": [2]}\n'
    assert [document.place.text for document in read(text).documents] == ['{"a": 1}', '{"b": [2]}']
