"""Facts of real manifests: every row has a place in its text, is told as plain data, and findings lie in objects."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import judged

from podlint.config import Config, Named
from podlint.facts import KINDS, Facts
from podlint.facts.describing import described
from podlint.facts.location import Locator
from podlint.inputs import read_inputs
from podlint.judging import gather, parsed
from podlint.reading import Place

CORPUS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"
REPOSITORIES = sorted(path.name for path in CORPUS.glob("*/")) if CORPUS.is_dir() else []

pytestmark = pytest.mark.skipif(not REPOSITORIES, reason="no manifests of other projects beside the checkout")
each_repository = pytest.mark.parametrize("repository", REPOSITORIES)


@cache
def facts(repository: str) -> Facts:
    inputs = read_inputs(Config(paths=(Named(str(CORPUS / repository)),)))
    assert inputs.errors == ()
    return gather(parsed(inputs.contents), Config())


def lies_in_its_text(place: Place) -> bool:
    inside = 0 <= place.start <= place.end <= len(place.source.text)
    return inside and (place.origin is None or lies_in_its_text(place.origin))


@each_repository
def test_rows_have_places_and_are_plain_data(repository: str) -> None:
    for name, kind in KINDS.items():
        rows: tuple[Any, ...] = facts(repository).all(kind)
        assert [f"{name} {row.place}" for row in rows if not lies_in_its_text(row.place)] == []
        told = json.loads(json.dumps([described(row) for row in rows]))
        assert [row["place"] for row in told] == [str(row.place) for row in rows]


@each_repository
def test_findings_and_their_evidence_lie_in_objects(repository: str) -> None:
    locator = Locator(facts(repository))
    judgement = judged(facts(repository))
    assert judgement.failures == ()
    for finding in judgement.findings:
        places = [finding.place, *(evidence.place for evidence in finding.evidence)]
        assert [str(place) for place in places if not lies_in_its_text(place)] == []
        outside = [str(place) for place in places if locator.spot(place).object is None]
        assert outside == [] or finding.topic == "api", finding
