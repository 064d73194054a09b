"""The store of facts: each kind is worked out at most once, when it is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from podlint.facts import Facts, Settings
from podlint.reading import Place, read_source


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    text: str
    place: Place


class Extractor:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, facts: Facts) -> Iterator[Letter]:
        self.calls += 1
        for document in facts.documents:
            assert isinstance(document.value, list)
            yield from (Letter(text, document.place) for text in document.value)


def store() -> tuple[Facts, Extractor]:
    extractor = Extractor()
    return Facts([read_source("a.yaml", b"[x, a, x]\n")], Settings(), {Letter: extractor}), extractor


def test_a_kind_is_worked_out_once_and_late() -> None:
    facts, extractor = store()
    assert extractor.calls == 0
    assert [row.text for row in facts.all(Letter)] == ["x", "a", "x"]
    assert facts.all(Letter) is facts.all(Letter)
    assert extractor.calls == 1


def test_rows_by_a_field_keep_their_order() -> None:
    facts, _ = store()
    rows = facts.all(Letter)
    assert facts.by(Letter, "text", "x") == (rows[0], rows[2])
    assert facts.by(Letter, "text", "z") == ()


def test_rows_are_compared_by_identity() -> None:
    facts, _ = store()
    first, _, third = facts.all(Letter)
    assert first != third
    assert len({first, third}) == 2


def test_what_is_derived_is_worked_out_once() -> None:
    facts, _ = store()
    calls: list[int] = []

    def build(facts: Facts) -> int:
        calls.append(1)
        return len(facts.all(Letter))

    assert (facts.derived(build), facts.derived(build), calls) == (3, 3, [1])


def test_unreadable_documents_are_kept() -> None:
    facts = Facts([read_source("a.yaml", b"a: [\n")], Settings(), {})
    assert [trouble.place.source.name for trouble in facts.unreadable] == ["a.yaml"]
