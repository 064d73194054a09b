"""PersistentVolumeClaims and the claim templates of StatefulSets."""

import pytest
from api_judging import rejected

MODES = "accessModes: [ReadWriteOnce]"
SIZE = "resources: {requests: {storage: 1Gi}}"
STORAGE = "spec.resources.requests[storage]"


def claim(spec: str) -> str:
    return f"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (f"{MODES}, {SIZE}", []),
        (SIZE, ["Required spec.accessModes"]),
        (f"accessModes: [], {SIZE}", ["Required spec.accessModes"]),
        (f"accessModes: [RWO], {SIZE}", ["NotSupported spec.accessModes[0]"]),
        (f"accessModes: [ReadWriteMany, readOnlyMany], {SIZE}", ["NotSupported spec.accessModes[1]"]),
        (f"accessModes: [ReadOnlyMany, ReadWriteMany, ReadWriteOnce], {SIZE}", []),
        (f"accessModes: [ReadWriteOncePod], {SIZE}", []),
        (f"accessModes: [ReadWriteOncePod, ReadWriteOnce], {SIZE}", ["Forbidden spec.accessModes"]),
        (f"{MODES}, {SIZE}, selector: {{matchLabels: {{a: b}}}}", []),
        (
            f"{MODES}, {SIZE}, selector: {{matchExpressions: [{{key: a, operator: In}}]}}",
            ["Required spec.selector.matchExpressions[0].values"],
        ),
        (MODES, [f"Required {STORAGE}"]),
        (f"{MODES}, resources: {{}}", [f"Required {STORAGE}"]),
        (f"{MODES}, resources: {{requests: {{cpu: 1}}}}", [f"Required {STORAGE}"]),
        (f"{MODES}, resources: {{requests: {{storage: 0}}}}", [f"Invalid {STORAGE}"]),
        (f"{MODES}, resources: {{requests: {{storage: -1Gi}}}}", [f"Invalid {STORAGE}"]),
        (f"{MODES}, resources: {{requests: {{storage: 1}}}}", []),
        (f"{MODES}, resources: {{requests: {{storage: '${{SIZE}}'}}}}", []),
        (f"{MODES}, {SIZE}, storageClassName: fast.ssd", []),
        (f"{MODES}, {SIZE}, storageClassName: ''", []),
        (f"{MODES}, {SIZE}, storageClassName: Fast", ["Invalid spec.storageClassName"]),
        (f"{MODES}, {SIZE}, volumeMode: Block", []),
        (f"{MODES}, {SIZE}, volumeMode: block", ["NotSupported spec.volumeMode"]),
        (f"{MODES}, {SIZE}, volumeMode: ''", ["NotSupported spec.volumeMode"]),
        (f"{MODES}, {SIZE}, volumeAttributesClassName: gold", []),
        (f"{MODES}, {SIZE}, volumeAttributesClassName: ''", []),
        (f"{MODES}, {SIZE}, volumeAttributesClassName: Gold", ["Invalid spec.volumeAttributesClassName"]),
        (f"{MODES}, resources: {{requests: {{storage: 2Gi}}, limits: {{storage: 1Gi}}}}, volumeName: Not A Name", []),
    ],
)
def test_spec(spec: str, found: list[str]) -> None:
    assert rejected(claim(spec)) == found


SNAPSHOT = "{apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: s}"
OTHER = "{apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: t}"


@pytest.mark.parametrize("field", ["dataSource", "dataSourceRef"])
@pytest.mark.parametrize(
    ("source", "found"),
    [
        (SNAPSHOT, []),
        ("{kind: PersistentVolumeClaim, name: Any Name}", []),
        ("{apiGroup: '', kind: PersistentVolumeClaim, name: a}", []),
        ("{kind: PersistentVolumeClaim}", ["Required spec.{}.name"]),
        ("{apiGroup: a.b, name: a}", ["Required spec.{}.kind"]),
        ("{kind: VolumeSnapshot, name: a}", ["Invalid spec.{}.kind"]),
        ("{apiGroup: A_b, kind: VolumeSnapshot, name: a}", ["Invalid spec.{}.apiGroup"]),
    ],
)
def test_data_sources(field: str, source: str, found: list[str]) -> None:
    assert rejected(claim(f"{MODES}, {SIZE}, {field}: {source}")) == [line.format(field) for line in found]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (SNAPSHOT, SNAPSHOT, []),
        (SNAPSHOT, OTHER, ["Invalid spec"]),
        (
            "{kind: PersistentVolumeClaim, name: a}",
            "{apiGroup: '', kind: PersistentVolumeClaim, name: a}",
            ["Invalid spec"],
        ),
        (SNAPSHOT, "{kind: Pod, name: '', namespace: Other}", []),
        (SNAPSHOT, OTHER.replace("}", ", namespace: ''}"), ["Invalid spec"]),
    ],
)
def test_both_data_sources(first: str, second: str, found: list[str]) -> None:
    assert rejected(claim(f"{MODES}, {SIZE}, dataSource: {first}, dataSourceRef: {second}")) == found


def test_what_is_missing_is_reported_at_what_is_there() -> None:
    text = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n"
    assert [line.rpartition(" ")[0] for line in rejected(text, lines=True)] == [
        "Required spec.accessModes",
        f"Required {STORAGE}",
    ]
    text += "spec:\n  accessModes:\n    - ReadWriteOnce\n  resources:\n    requests:\n      cpu: 1\n"
    assert rejected(text, lines=True) == [f"Required {STORAGE} @9"]


def test_classes_of_attributes_by_release() -> None:
    spec = f"{MODES}, {SIZE}, volumeAttributesClassName: Gold"
    assert rejected(claim(spec), 33) == []
    assert rejected(claim(spec), 34) == ["Invalid spec.volumeAttributesClassName"]


def test_templates_of_a_stateful_set() -> None:
    text = """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: a}
    spec:
      selector: {matchLabels: {a: b}}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: a, image: i, volumeMounts: [{name: data, mountPath: /a}]}]}
      volumeClaimTemplates:
        - metadata: {name: data}
          spec: {accessModes: [RWO], storageClassName: A}
    """
    spec = "spec.volumeClaimTemplates[0].spec"
    assert rejected(text) == [
        f"Required {spec}.resources.requests[storage]",
        f"NotSupported {spec}.accessModes[0]",
        f"Invalid {spec}.storageClassName",
    ]
    assert rejected(text, 33) == []
