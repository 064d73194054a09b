"""StorageClasses and PriorityClasses; IngressClasses are with the Ingresses."""

import pytest
from api_judging import rejected_object

EXPRESSIONS = "allowedTopologies[0].matchLabelExpressions"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("provisioner: ebs.csi.aws.com", []),
        ("provisioner: kubernetes.io/no-provisioner\nvolumeBindingMode: WaitForFirstConsumer", []),
        ("provisioner: Example.COM/Disk", []),
        ("", ["Required provisioner"]),
        ("provisioner: a/b/c", ["Invalid provisioner"]),
        ("provisioner: a b", ["Invalid provisioner"]),
        ("provisioner: a.b\nreclaimPolicy: Retain\nallowVolumeExpansion: true\nmountOptions: [debug]", []),
        ("provisioner: a.b\nreclaimPolicy: ''", []),
        ("provisioner: a.b\nreclaimPolicy: Recycle", ["NotSupported reclaimPolicy"]),
        ("provisioner: a.b\nvolumeBindingMode: Immediate", []),
        ("provisioner: a.b\nvolumeBindingMode: immediate", ["NotSupported volumeBindingMode"]),
        ("provisioner: a.b\nparameters: {type: gp3, 'any key': ''}", []),
        ("provisioner: a.b\nparameters: {'': a}", ["Invalid parameters[]"]),
        ("provisioner: a.b\nparameters: {iops: 3000}", ["WrongType parameters[iops]"]),
        (f"provisioner: a.b\nparameters: {{a: {'b' * 262144}}}", ["TooLong parameters"]),
        (
            "provisioner: a.b\nparameters: {{{}}}".format(", ".join(f"k{i}: v" for i in range(513))),
            ["TooLong parameters"],
        ),
        ("provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, c]}]}]", []),
        (
            "provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: []}]}]",
            [f"Required {EXPRESSIONS}[0].values"],
        ),
        (
            "provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, b]}]}]",
            [f"Duplicate {EXPRESSIONS}[0].values[1]"],
        ),
        (
            "provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: a b, values: [b]}]}]",
            [f"Invalid {EXPRESSIONS}[0].key"],
        ),
        (
            (
                "provisioner: a.b\n"
                "allowedTopologies: [{matchLabelExpressions: [{key: a, values: [b]}, {key: a, values: [c]}]}]"
            ),
            [f"Duplicate {EXPRESSIONS}[1].key"],
        ),
        (
            (
                "provisioner: a.b\nallowedTopologies: [{matchLabelExpressions: [{key: a, values: [b, c]}]}, "
                "{matchLabelExpressions: [{key: a, values: [c, b]}]}]"
            ),
            ["Duplicate allowedTopologies[1].matchLabelExpressions"],
        ),
    ],
)
def test_storage_classes(body: str, found: list[str]) -> None:
    assert rejected_object("StorageClass", body) == found


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("a", "value: 1000000000", []),
        ("a", "value: -2000000000\nglobalDefault: true\ndescription: any", []),
        ("a", "", []),
        ("a", "value: 1000000001", ["Forbidden value"]),
        ("a", "value: 2147483648", ["WrongType value"]),
        ("a", "value: 1\npreemptionPolicy: Never", []),
        ("a", "value: 1\npreemptionPolicy: never", ["NotSupported preemptionPolicy"]),
        ("A", "value: 1", ["Invalid metadata.name"]),
        ("system-a", "value: 1", ["Forbidden metadata.name"]),
        ("system-node-critical", "value: 2000001000", []),
        ("system-node-critical", "value: 1", ["Forbidden metadata.name"]),
        ("system-cluster-critical", "value: 2000000000", []),
        ("system-cluster-critical", "value: 2000000000\nglobalDefault: true", ["Forbidden metadata.name"]),
        ("systems", "value: 1", []),
    ],
)
def test_priority_classes(name: str, body: str, found: list[str]) -> None:
    assert rejected_object("PriorityClass", body, metadata=f"name: {name}") == found
