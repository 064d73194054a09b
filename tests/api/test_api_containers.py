"""Containers: names, images, ports, environment, and what they name in their pod."""

import pytest
from api_judging import rejected

C = "spec.containers[0]"


@pytest.mark.parametrize(
    ("container", "found"),
    [
        ("name: a, image: i", []),
        ("image: i", [f"Required {C}.name"]),
        ("name: A, image: i", [f"Invalid {C}.name"]),
        ("name: a", [f"Required {C}.image"]),
        ('name: a, image: ""', [f"Required {C}.image"]),
        ("name: a, imge: i", [f"UnknownField {C}.imge"]),
        ("name: a, image: i, imagePullPolicy: always", [f"NotSupported {C}.imagePullPolicy"]),
        ("name: a, image: i, terminationMessagePolicy: Log", [f"NotSupported {C}.terminationMessagePolicy"]),
        ("name: a, image: i, ports: [{containerPort: 80, name: Web}]", [f"Invalid {C}.ports[0].name"]),
        ("name: a, image: i, ports: [{name: web}]", [f"Required {C}.ports[0].containerPort"]),
        ("name: a, image: i, ports: [{containerPort: 65536}]", [f"Invalid {C}.ports[0].containerPort"]),
        ("name: a, image: i, ports: [{containerPort: -1}]", [f"Invalid {C}.ports[0].containerPort"]),
        ("name: a, image: i, ports: [{containerPort: 1, hostPort: 0}]", []),
        ("name: a, image: i, ports: [{containerPort: 1, hostPort: 65536}]", [f"Invalid {C}.ports[0].hostPort"]),
        ("name: a, image: i, ports: [{containerPort: 1, protocol: HTTP}]", [f"NotSupported {C}.ports[0].protocol"]),
        ("name: a, image: i, ports: [{containerPort: 1, hostIP: nowhere}]", []),
        ("name: a, image: i, ports: [{containerPort: 1}, {containerPort: 1}]", []),
        ("name: a, image: i, env: [{value: x}]", [f"Required {C}.env[0].name"]),
        ("name: a, image: i, env: [{name: a=b}]", [f"Invalid {C}.env[0].name"]),
        ("name: a, image: i, env: [{name: 1 a.b-c}]", []),
        ("name: a, image: i, env: [{name: a}, {name: a}]", []),
        (
            "name: a, image: i, env: [{name: a, value: b, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]",
            [f"Invalid {C}.env[0].valueFrom"],
        ),
        ("name: a, image: i, volumeMounts: [{name: v, mountPath: /v}]", []),
        ("name: a, image: i, volumeMounts: [{name: w, mountPath: /w}]", [f"NotFound {C}.volumeMounts[0].name"]),
        ("name: a, image: i, volumeDevices: [{name: w, devicePath: /w}]", [f"NotFound {C}.volumeDevices[0].name"]),
        ("name: a, image: i, resources: {claims: [{name: gpu}]}", [f"NotFound {C}.resources.claims[0].name"]),
    ],
)
def test_container(container: str, found: list[str]) -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {volumes: [{name: v}], containers: [{%s}]}\n"
    assert set(found) <= set(rejected(text % container))
    assert bool(found) == bool(rejected(text % container))


def test_relaxed_names_of_variables() -> None:
    spec = "{containers: [{name: a, image: i, env: [{name: 1 a}]}]}"
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n"
    assert rejected(text, 33) == [f"Invalid {C}.env[0].name"]
    assert rejected(text, 34) == []


def test_what_is_missing_is_reported_at_what_is_there() -> None:
    text = """
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      initContainers:
        - name: first
          image: i
      containers:
        - env:
            - value: x
          name: second
    """
    assert rejected(text, lines=True) == [
        "Required spec.containers[0].image @10",
        "Required spec.containers[0].env[0].name @11",
    ]
