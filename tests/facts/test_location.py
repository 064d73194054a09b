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
        ("before", "None", "", "# before#before"),
        ("List", "None", "", "kind: List#List"),
        ("one", "Pod shop/one", "/metadata/name", "/metadata/name"),
        ("ne", "Pod shop/one", "/metadata/name", "/metadata/name#ne"),
        ("image", "Pod shop/one", "/spec/containers/0/image", "/spec/containers/[name=a/b]/image"),
        ("two", "Pod two", "/metadata/name", "/metadata/name"),
        ("other", "None", "", "other: 1#other"),
    ],
)
def test_spots(token: str, expected: str, path: str, stable: str) -> None:
    facts = facts_of(TEXT)
    start = TEXT.index(token)
    spot = Locator(facts).spot(Place(facts.readings[0].source, start, start + len(token)))
    assert (str(spot.object), spot.path, spot.stable_path) == (expected, path, stable)


def test_the_layer_of_the_object() -> None:
    files = {"kustomization.yaml": "patches: [{path: a.yaml}]", "a.yaml": "apiVersion: v1\nkind: Pod\n"}
    facts = facts_of(files)
    source = next(reading.source for reading in facts.readings if reading.source.name == "a.yaml")
    assert Locator(facts).spot(Place(source, 0, 1)).layer == "patch"
    assert Locator(facts_of("")).spot(Place(source, 0, 1)).object is None


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("containers: [{name: a, image: x}]", "containers/[name=a]/image"),
        ("ports: [{containerPort: 53, protocol: x}]", "ports/[containerPort=53]/protocol"),
        ("volumeMounts: [{name: x, mountPath: /a}]", "volumeMounts/[mountPath=/a]/name"),
        ("volumeMounts: [{name: x}]", "volumeMounts/[name=x]/name"),
        (
            "topologySpreadConstraints: [{whenUnsatisfiable: x, topologyKey: zone}]",
            "topologySpreadConstraints/[topologyKey=zone,whenUnsatisfiable=x]/whenUnsatisfiable",
        ),
        ("volumes: [{name: [x]}]", "volumes/0/name/[=x]"),
        ("args: [a, x]", "args/[=x]"),
        ("args: [[x]]", "args/0/[=x]"),
    ],
)
def test_items_are_named_by_their_keys(field: str, name: str) -> None:
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{}}\nspec: {{{field}}}\n"
    facts = facts_of(text)
    start = text.rindex("x")
    assert Locator(facts).spot(Place(facts.readings[0].source, start, start + 1)).stable_path == f"/spec/{name}"
