"""Which object a place lies in, and where in it."""

import pytest
from conftest import facts_of

from podlint.facts.location import Locator
from podlint.reading import Place

TEXT = """\
# before
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: one, namespace: shop}
    spec: {containers: [{name: a/b, image: x}]}
  - apiVersion: v1
    kind: Pod
    metadata: {name: two}
---
other: 1
"""


@pytest.mark.parametrize(
    ("token", "expected", "path", "stable"),
    [
        ("before", "None", "", ""),
        ("List", "None", "", ""),
        ("one", "Pod shop/one", "/metadata/name", "/metadata/name"),
        ("x}", "Pod shop/one", "/spec/containers/0/image", "/spec/containers/[name=a/b]/image"),
        ("two", "Pod two", "/metadata/name", "/metadata/name"),
        ("other", "None", "", ""),
    ],
)
def test_spots(token: str, expected: str, path: str, stable: str) -> None:
    facts = facts_of(TEXT)
    start = TEXT.index(token)
    spot = Locator(facts).spot(Place(facts.readings[0].source, start, start + 1))
    assert (str(spot.object), spot.path, spot.stable_path) == (expected, path, stable)


def test_the_layer_of_the_object() -> None:
    files = {"kustomization.yaml": "patches: [{path: a.yaml}]", "a.yaml": "apiVersion: v1\nkind: Pod\n"}
    facts = facts_of(files)
    source = next(reading.source for reading in facts.readings if reading.source.name == "a.yaml")
    assert Locator(facts).spot(Place(source, 0, 1)).layer == "patch"
    assert Locator(facts_of("")).spot(Place(source, 0, 1)).object is None
