"""What the API server can't decode: the wrong types, unknown fields, and what it takes although it looks wrong."""

import pytest
from api_judging import rejected

from podlint.facts.api import errors_in, schema_of
from podlint.reading import Mapping, read_source

CONFIG = """
apiVersion: v1
kind: ConfigMap
metadata: {{name: a}}
data: {{x: {}}}
"""
POD = """
apiVersion: v1
kind: Pod
metadata: {{name: a}}
spec:
  {}
  containers: [{{name: a, image: i, {}}}]
"""


@pytest.mark.parametrize(
    "scalar", ["1", "0x10", "017", "1e3", "1_000", "0b11", "+1", "y", "N", "yes", "Off", "on", "true", "1.5"]
)
def test_text_that_is_none(scalar: str) -> None:
    assert rejected(CONFIG.format(scalar)) == ["WrongType data[x]"]


@pytest.mark.parametrize("scalar", ["12:30", "2024-01-01", "=", "<<", "_1", "0755a", "null", "~", "yEs", "''", '"1"'])
def test_text(scalar: str) -> None:
    assert rejected(CONFIG.format(scalar)) == []


@pytest.mark.parametrize("number", ['"80"', "yes", "80.5", "[80]", "{a: 1}", "2147483648", "web"])
def test_port_that_is_no_number(number: str) -> None:
    assert rejected(POD.format("", f"ports: [{{containerPort: {number}}}]")) == [
        "WrongType spec.containers[0].ports[0].containerPort"
    ]


@pytest.mark.parametrize("number", ["80", "80.0", "8e1", "0x50", "0o120", "080", "1_0"])
def test_port(number: str) -> None:
    assert rejected(POD.format("", f"ports: [{{containerPort: {number}}}]")) == []


@pytest.mark.parametrize(("number", "wrong"), [("8080.0", True), ("8e3", True), ("8080", False), ("-0", False)])
def test_whole_numbers_in_json(number: str, wrong: bool) -> None:
    """Go parses the text of a JSON number into an integer; what YAML has went through a float before."""
    container = (
        f'{{"name": "a", "image": "i", "livenessProbe": {{"exec": {{"command": ["a"]}}, "periodSeconds": {number}}}}}'
    )
    found = rejected(
        f'{{"apiVersion": "v1", "kind": "Pod", "metadata": {{"name": "a"}}, "spec": {{"containers": [{container}]}}}}'
    )
    assert found == (["WrongType spec.containers[0].livenessProbe.periodSeconds"] if wrong else [])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '{"apiVersion": "v1", "kind": "Pod", "spec": {"priority": 8e1}}', "`8e1` is written as a fraction"),
        ("a.yaml", "apiVersion: v1\nkind: Pod\nspec: {priority: 80.5}\n", "`80.5` is a fraction"),
        ("a.yaml", "apiVersion: v1\nkind: Pod\nspec: {priority: '80'}\n", "`'80'` is text"),
    ],
)
def test_what_was_read_instead(name: str, text: str, said: str) -> None:
    (document,) = read_source(name, text.encode()).documents
    assert isinstance(document.value, Mapping)
    (error,) = errors_in(document.value, schema_of(37))
    assert error.detail == f"a whole number is expected, and {said}"


def test_fractions_in_json() -> None:
    text = '{"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "a"}, "spec": {"hard": {"cpu": 1.50}}}'
    assert rejected(text) == []


@pytest.mark.parametrize(
    ("value", "wrong"), [('"true"', True), ("0", True), ("1", True), ("yes", False), ("on", False), ("True", False)]
)
def test_booleans(value: str, wrong: bool) -> None:
    assert rejected(POD.format(f"hostNetwork: {value}", "")) == (["WrongType spec.hostNetwork"] if wrong else [])


@pytest.mark.parametrize(
    "quantity", ["1K", "1ki", "1GB", "100mi", "1e", '""', "1 Gi", "true", "abc", "[1]", "1.2.3", "--1"]
)
def test_no_quantity(quantity: str) -> None:
    found = rejected(POD.format("", f"resources: {{limits: {{memory: {quantity}}}}}"))
    assert found == ["WrongType spec.containers[0].resources.limits[memory]"]


@pytest.mark.parametrize(
    "quantity", ["0.1m", ".5", "5.", "+1", "1e3", "1E", "1E3", "1.0Gi", "0.5", "99999999999999999"]
)
def test_quantity(quantity: str) -> None:
    assert rejected(POD.format("", f"resources: {{limits: {{memory: {quantity}}}}}")) == []


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("containers: {name: a}", "spec.containers"),
        ("containers: web", "spec.containers"),
        ("containers: [web]", "spec.containers[0]"),
        ("containers: [[]]", "spec.containers[0]"),
        ("securityContext: []", "spec.securityContext"),
        ("securityContext: none", "spec.securityContext"),
        ("nodeSelector: [a]", "spec.nodeSelector"),
        ("volumes: [{name: a, projected: {sources: {secret: {}}}}]", "spec.volumes[0].projected.sources"),
    ],
)
def test_shapes(field: str, path: str) -> None:
    manifest = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  {field}\n"
    assert rejected(manifest) == [f"WrongType {path}"]


@pytest.mark.parametrize(
    ("kind", "field", "path"),
    [
        ("Secret", "data: {a: plain text}", "data[a]"),
        ("Secret", "data: {a: YWJj, b: YWI}", "data[b]"),
        ("ConfigMap", "binaryData: {a: '&&&&'}", "binaryData[a]"),
    ],
)
def test_base64(kind: str, field: str, path: str) -> None:
    assert rejected(f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: a}}\n{field}\n") == [f"WrongType {path}"]


def test_base64_may_be_wrapped_and_empty() -> None:
    text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: "YW\\nJj", b: "", c: YWI=}\n'
    assert rejected(text) == []


@pytest.mark.parametrize(
    ("time", "wrong"), [("2024-01-01T00:00:00Z", False), ("null", False), ("2024-01-01", True), ("now", True)]
)
def test_times(time: str, wrong: bool) -> None:
    text = f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, creationTimestamp: {time}}}\n"
    assert rejected(text) == (["WrongType metadata.creationTimestamp"] if wrong else [])


@pytest.mark.parametrize(
    ("port", "found"),
    [
        ("80", []),
        ("http", []),
        ("80.5", ["WrongType"]),
        ("true", ["WrongType"]),
        ("{a: 1}", ["WrongType"]),
        ('"80"', ["Invalid"]),
    ],
)
def test_int_or_string(port: str, found: list[str]) -> None:
    text = (
        f"apiVersion: v1\nkind: Service\nmetadata: {{name: a}}\nspec: {{ports: [{{port: 80, targetPort: {port}}}]}}\n"
    )
    assert rejected(text) == [f"{reason} spec.ports[0].targetPort" for reason in found]


def test_unknown_fields_everywhere() -> None:
    found = rejected(POD.format("restartpolicy: Never", "imge: x, ports: [{containerport: 80}]"))
    assert found == [
        "UnknownField spec.restartpolicy",
        "UnknownField spec.containers[0].imge",
        "UnknownField spec.containers[0].ports[0].containerport",
    ]


def test_unknown_field_at_the_top_and_of_another_release() -> None:
    assert rejected("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nSpec: {}\nspec: {containers: []}\n")[0] == (
        "UnknownField Spec"
    )
    manifest = POD.format("hostnameOverride: a", "")
    assert rejected(manifest, 33) == ["UnknownField spec.hostnameOverride"]
    assert rejected(manifest, 34) == []


def test_no_validation_after_a_wrong_type() -> None:
    assert rejected(POD.format("hostNetwork: 1", "imagePullPolicy: Sometimes")) == ["WrongType spec.hostNetwork"]


def test_places() -> None:
    text = """
    apiVersion: v1
    kind: Pod
    metadata:
      name: a
      labels:
        version: 1.0
    spec:
      hostNetwork: "yes"
      containers:
        - name: a
          args:
            - 8080
          imge: b
    """
    assert rejected(text, lines=True) == [
        "WrongType metadata.labels[version] @7",
        "WrongType spec.hostNetwork @9",
        "WrongType spec.containers[0].args[0] @13",
        "UnknownField spec.containers[0].imge @14",
    ]


def test_custom_resources_are_left_alone() -> None:
    assert rejected("apiVersion: example.com/v1\nkind: Pod\nspec: {containers: {}}\n") == []


def test_hostile_depth_costs_no_recursion() -> None:
    deep = "{properties: {a: " * 40 + "{}" + "}}" * 40
    text = (
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.b}\n"
        f"spec: {{versions: [{{name: v1, schema: {{openAPIV3Schema: {deep}}}}}]}}\n"
    )
    assert [line for line in rejected(text) if line.startswith(("WrongType", "UnknownField"))] == []


def test_unknown_field_without_a_value() -> None:
    assert rejected(POD.format("restartpolicy:", "imge: null")) == [
        "UnknownField spec.restartpolicy",
        "UnknownField spec.containers[0].imge",
    ]
