"""Environment variables, with the values that the manifests tell."""

import pytest
from conftest import facts_of, spot

from podlint.facts.environment import Variable, expand

CONFIG = """
---
apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {LEVEL: info, PORT: "5432", NUMBER: 5}
"""


def pod(env: str = "[]", env_from: str = "[]") -> str:
    return (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n"
        f"      env: {env}\n      envFrom: {env_from}\n"
    )


def values(text: str) -> dict[str, str | None]:
    return {row.name: row.value for row in facts_of(text).all(Variable)}


def test_values_and_places() -> None:
    (row,) = facts_of(pod("[{name: A, value: one}]")).all(Variable)
    assert (row.name, row.value, spot(row.place)) == ("A", "one", "7:30 one")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("{name: A}", ""),
        ("{name: A, value: ''}", ""),
        ("{name: A, value: 5}", None),
        ("{name: A, value: null}", None),
        ("{name: A, value: [a]}", None),
        ("{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}", None),
        ("{name: A, valueFrom: {secretKeyRef: {name: conf, key: LEVEL}}}", None),
        ("{name: A, valueFrom: {configMapKeyRef: {name: conf, key: LEVEL}}}", "info"),
        ("{name: A, valueFrom: {configMapKeyRef: {name: conf, key: NUMBER}}}", None),
        ("{name: A, valueFrom: {configMapKeyRef: {name: conf, key: NONE}}}", None),
        ("{name: A, valueFrom: {configMapKeyRef: {name: other, key: LEVEL}}}", None),
        ("{name: A, valueFrom: {configMapKeyRef: [conf]}}", None),
        ("{name: A, valueFrom: null}", None),
    ],
)
def test_what_is_known(node: str, expected: str | None) -> None:
    assert values(pod(f"[{node}]") + CONFIG) == {"A": expected}


def test_a_value_of_a_config_map_stands_there() -> None:
    env = "[{name: A, valueFrom: {configMapKeyRef: {name: conf, key: LEVEL}}}]"
    (row,) = facts_of(pod(env) + CONFIG).all(Variable)
    assert spot(row.place) == "14:15 info"


def test_env_from_comes_first_and_env_wins() -> None:
    text = pod("[{name: P_LEVEL, value: debug}]", "[{prefix: P_, configMapRef: {name: conf}}]") + CONFIG
    assert values(text) == {"P_LEVEL": "debug", "P_PORT": "5432", "P_NUMBER": ""}


@pytest.mark.parametrize(
    "source", ["null", "1", "[null, a]", "[{configMapRef: null}]", "[{configMapRef: {name: [a]}}]"]
)
def test_env_from_of_another_type_brings_nothing(source: str) -> None:
    assert values(pod(env_from=source) + CONFIG) == {}


def test_references_to_variables_before() -> None:
    env = "[{name: A, value: a}, {name: B, value: '$(A)/$(C)/$$(A)'}, {name: C, value: c}, {name: D, value: '$(B)'}]"
    assert values(pod(env)) == {"A": "a", "B": "a/$(C)/$(A)", "C": "c", "D": "a/$(C)/$(A)"}


def test_what_depends_on_the_unknown_is_unknown() -> None:
    env = "[{name: A, valueFrom: {fieldRef: {fieldPath: x}}}, {name: B, value: 'http://$(A)'}]"
    assert values(pod(env)) == {"A": None, "B": None}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("$(A)", "a"),
        ("$(EMPTY)", ""),
        ("$$", "$"),
        ("$(NONE)", "$(NONE)"),
        ("$(LOST)", None),
        ("$", "$"),
    ],
)
def test_expand(value: str, expected: str | None) -> None:
    assert expand(value, {"A": "a", "EMPTY": "", "LOST": None}) == expected


def test_the_nearest_config_map_of_a_name_is_meant() -> None:
    files = {
        "a/pod.yaml": pod(env_from="[{configMapRef: {name: conf}}]"),
        "a/conf.yaml": CONFIG.replace("info", "near"),
        "b/conf.yaml": CONFIG.replace("info", "far"),
        "conf.yaml": CONFIG.replace("info", "above"),
    }
    found = {row.name: row.value for row in facts_of(files).all(Variable)}
    assert found["LEVEL"] == "near"


def test_a_config_map_of_another_namespace_is_not_meant() -> None:
    other = CONFIG.replace("name: conf}", "name: conf, namespace: other}")
    assert values(pod(env_from="[{configMapRef: {name: conf}}]") + other) == {}
