"""Where libyaml is not to be had, ruamel's own parser reads nearly all of the table the same."""

import pytest
from kubectl_facts import FACTS, HEAD, PLAIN, Fact

from podlint.reading import Mapping, event_yaml, read_source
from podlint.reading.events import pure_events_of

# The dialect of that parser: tabs behind values, `:a` and `a?b` in brackets, line separators, escaped half characters.
DIALECT = {
    "scalars: tab after colon",
    "scalars: tab before comment",
    "scalars: tab trailing plain",
    "scalars: escaped surrogates",
    "flow: colon at the beginning",
    "flow: question mark in plain",
    "characters: line separator",
}
ALIKE = {name: fact for name, fact in FACTS.items() if name not in DIALECT}


@pytest.fixture(autouse=True)
def _pure_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_yaml, "events_of", pure_events_of)


@pytest.mark.parametrize("fact", ALIKE.values(), ids=ALIKE.keys())
def test_document(fact: Fact) -> None:
    reading = read_source("manifest.yaml", fact.file)
    assert bool(reading.unreadable) == bool(fact.refused)
    if fact.refused:
        return
    values = [document.value for document in reading.documents]
    assert [value.get("spec") for value in values if isinstance(value, Mapping)] == [
        document.get("spec") for document in fact.documents
    ]


def test_plain_scalars() -> None:
    texts = [(text, value) for text, value in PLAIN if text != "!"]
    reading = read_source("manifest.yaml", (HEAD + "spec:\n" + "".join(f"- {text}\n" for text, _ in texts)).encode())
    value = reading.documents[0].value
    assert isinstance(value, Mapping)
    assert value["spec"] == [value for _, value in texts]


@pytest.mark.parametrize("name", sorted(DIALECT))
def test_dialect_ends_in_a_reading_all_the_same(name: str) -> None:
    reading = read_source("manifest.yaml", FACTS[name].file)
    assert len(reading.documents) + len(reading.unreadable) == 1
    str(reading.documents).encode()
