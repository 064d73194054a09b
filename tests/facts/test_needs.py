"""Without what a kind of fact needs there are no rows of it, so that nobody has to work it out."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from conftest import rules

from podlint.config import Config
from podlint.facts import DOCKERFILE, EXTRACTORS, KINDS, NEEDS, Facts, Need, possible
from podlint.facts.objects import Object
from podlint.reading import Reading, read_source
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.rule.examples import examples


@cache
def readings() -> tuple[Reading, ...]:
    """The examples of all rules, each in a folder of its own."""
    return tuple(
        read_source(f"{rule.name}/{example.name}/{name}", text.encode())
        for rule in rules().values()
        for example in examples(rule.node)
        for name, text in example.files.items()
        if not name.startswith(".")
    )


@cache
def without(need: Need) -> Facts:
    """The facts about all of them but for what is needed, or with one too few of it."""
    extractors: dict[type, Any] = dict(EXTRACTORS)
    found: Iterable[Reading] = readings()
    if need.kind in KINDS:
        extractors[KINDS[need.kind]] = lambda facts: _too_few(facts, need)
    elif need == DOCKERFILE:
        found = [reading for reading in found if not is_dockerfile(reading.source.name)]
    else:
        extractors[Object] = lambda facts: _others(facts, need.kind)
    return Facts(found, Config().settings, extractors)


def _too_few(facts: Facts, need: Need) -> Iterator[Any]:
    left = need.least - 1
    for row in EXTRACTORS[KINDS[need.kind]](facts):
        is_needed = not need.field or getattr(row, need.field) == need.value
        if left or not is_needed:
            yield row
        left -= is_needed and left > 0


def _others(facts: Facts, kind: str) -> Iterator[Object]:
    return (item for item in EXTRACTORS[Object](facts) if item.kind != kind)


@pytest.mark.parametrize(("kind", "need"), NEEDS.items())
def test_without_what_it_needs_there_is_none(kind: str, need: Need) -> None:
    facts = without(need)
    assert not possible(facts, kind)
    assert facts.all(KINDS[kind]) == ()


@pytest.mark.parametrize("kind", NEEDS)
def test_with_it_there_are_some(kind: str) -> None:
    """The examples would notice."""
    facts = Facts(readings(), Config().settings, EXTRACTORS)
    assert possible(facts, kind)
