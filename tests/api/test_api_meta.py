"""Metadata, names by kind, and label selectors."""

import pytest
from api_judging import rejected


def config_map(metadata: str) -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {metadata}\n"


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ("{}", ["Required metadata.name"]),
        ('{name: ""}', ["Required metadata.name"]),
        ("{generateName: a-}", []),
        ("{generateName: A-}", ["Invalid metadata.generateName"]),
        ("{name: a.b-c.0}", []),
        ("{name: A}", ["Invalid metadata.name"]),
        ("{name: a/b}", ["Invalid metadata.name"]),
        ("{name: a_b}", ["Invalid metadata.name"]),
        (f"{{name: {'a' * 253}}}", []),
        (f"{{name: {'a' * 254}}}", ["Invalid metadata.name"]),
        ("{name: a, namespace: b.c}", ["Invalid metadata.namespace"]),
        ("{name: a, namespace: team-b}", []),
        ("{name: a, generation: -1}", ["Invalid metadata.generation"]),
        ('{name: a, resourceVersion: "1"}', ["Forbidden metadata.resourceVersion"]),
        ("{name: a, uid: x, selfLink: z, creationTimestamp: null}", []),
        ("{name: a, labels: {a/b/c: d}}", ["Invalid metadata.labels[a/b/c]"]),
        ("{name: a, labels: {a/b: d}}", []),
        ("{name: a, labels: {A/b: d}}", ["Invalid metadata.labels[A/b]"]),
        ("{name: a, labels: {a: b c}}", ["Invalid metadata.labels[a]"]),
        ('{name: a, labels: {a: ""}}', []),
        (f"{{name: a, labels: {{a: {'b' * 64}}}}}", ["Invalid metadata.labels[a]"]),
        ("{name: a, annotations: {A.B/c: d e f}}", []),
        ("{name: a, annotations: {a b: c}}", ["Invalid metadata.annotations[a b]"]),
        (f"{{name: a, annotations: {{a: {'b' * 262144}}}}}", ["TooLong metadata.annotations"]),
        (f"{{name: a, annotations: {{a: {'b' * 262143}}}}}", []),
        ("{name: a, finalizers: [kubernetes, example.com/a]}", []),
        ("{name: a, finalizers: [mine]}", ["Invalid metadata.finalizers[0]"]),
        ("{name: a, finalizers: [a.b/c/d]}", ["Invalid metadata.finalizers[0]"]),
        ("{name: a, finalizers: [orphan, foregroundDeletion]}", ["Invalid metadata.finalizers"]),
        ("{name: a, managedFields: [{operation: Apply}]}", []),
        ("{name: a, managedFields: [{operation: Patch}]}", ["NotSupported metadata.managedFields[0].operation"]),
        ("{name: a, managedFields: [{}]}", ["Required metadata.managedFields[0].operation"]),
        (
            '{name: a, managedFields: [{operation: Apply, manager: "a\\u0007"}]}',
            ["Invalid metadata.managedFields[0].manager"],
        ),
        ("{name: a, managedFields: [{operation: Apply, manager: kubectl apply}]}", []),
        (
            "{name: a, managedFields: [{operation: Apply, fieldsType: V2}]}",
            ["Invalid metadata.managedFields[0].fieldsType"],
        ),
    ],
)
def test_object_metadata(metadata: str, found: list[str]) -> None:
    assert rejected(config_map(metadata)) == found


OWNER = "metadata.ownerReferences[0]"


@pytest.mark.parametrize(
    ("owner", "found"),
    [
        ("apiVersion: apps/v1, kind: ReplicaSet, name: a, uid: b", []),
        ("kind: ReplicaSet, name: a, uid: b", [f"Required {OWNER}.apiVersion"]),
        ("apiVersion: a/b/c, kind: ReplicaSet, name: a, uid: b", [f"Invalid {OWNER}.apiVersion"]),
        ("apiVersion: v1, kind: Event, name: a, uid: b", [f"Invalid {OWNER}.kind"]),
        ("apiVersion: v1", [f"Required {OWNER}.kind", f"Required {OWNER}.name", f"Required {OWNER}.uid"]),
    ],
)
def test_owners(owner: str, found: list[str]) -> None:
    assert rejected(config_map(f"{{name: a, ownerReferences: [{{{owner}}}]}}")) == found


def test_one_controller() -> None:
    owner = "{apiVersion: v1, kind: Pod, name: a, uid: b, controller: true}"
    found = rejected(config_map(f"{{name: a, ownerReferences: [{owner}, {owner}]}}"))
    assert found == ["Invalid metadata.ownerReferences[1].controller"]


@pytest.mark.parametrize(
    ("api_version", "kind", "name", "minor", "accepted"),
    [
        ("v1", "Namespace", "a.b", 37, False),
        ("v1", "ServiceAccount", "a.b", 37, True),
        ("rbac.authorization.k8s.io/v1", "Role", "System:Reader", 37, True),
        ("rbac.authorization.k8s.io/v1", "Role", "a/b", 37, False),
        ("policy/v1", "PodDisruptionBudget", "My_PDB", 37, True),
        ("storage.k8s.io/v1", "StorageClass", "Fast", 37, False),
        ("v1", "Service", "1st", 37, True),
        ("v1", "Service", "1st", 35, False),
        ("v1", "Service", "a.b", 37, False),
    ],
)
def test_names_by_kind(api_version: str, kind: str, name: str, minor: int, accepted: bool) -> None:
    found = rejected(f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: '{name}'}}\n", minor)
    assert ("Invalid metadata.name" not in found) == accepted


@pytest.mark.parametrize(
    ("api_version", "kind", "finalizer", "accepted"),
    [
        ("v1", "ConfigMap", "mine", False),
        ("apps/v1", "Deployment", "mine", False),
        ("rbac.authorization.k8s.io/v1", "Role", "mine", False),
        ("policy/v1", "PodDisruptionBudget", "mine", True),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcecleanup.apiextensions.k8s.io", True),
        ("coordination.k8s.io/v1", "Lease", "mine", True),
        ("coordination.k8s.io/v1", "Lease", "my own", False),
    ],
)
def test_finalizers_by_kind(api_version: str, kind: str, finalizer: str, accepted: bool) -> None:
    found = rejected(f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a, finalizers: ['{finalizer}']}}\n")
    assert ("Invalid metadata.finalizers[0]" not in found) == accepted


def test_a_template_needs_no_name_but_good_labels() -> None:
    text = """
    apiVersion: v1
    kind: PodTemplate
    metadata: {name: a}
    template:
      metadata: {name: Not_A_Name, namespace: A.B, labels: {a: "b c"}}
      spec: {containers: [{name: a, image: i}]}
    """
    assert rejected(text) == ["Invalid template.metadata.labels[a]"]


def test_reviews_have_no_name() -> None:
    text = "apiVersion: authorization.k8s.io/v1\nkind: SelfSubjectAccessReview\nspec: {}\n"
    assert rejected(text) == []


EXPRESSION = "spec.podSelector.matchExpressions[0]"


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("matchLabels: {a: b}", []),
        ("matchLabels: {a/b/c: d}", ["Invalid spec.podSelector.matchLabels[a/b/c]"]),
        ("matchLabels: {a: b c}", ["Invalid spec.podSelector.matchLabels[a]"]),
        ("matchExpressions: [{key: a, operator: In, values: [b]}]", []),
        ("matchExpressions: [{key: a, operator: Exists}]", []),
        ("matchExpressions: [{key: a, operator: in, values: [b]}]", [f"Invalid {EXPRESSION}.operator"]),
        ("matchExpressions: [{key: a, values: [b]}]", [f"Invalid {EXPRESSION}.operator"]),
        ("matchExpressions: [{key: a, operator: NotIn}]", [f"Required {EXPRESSION}.values"]),
        ("matchExpressions: [{key: a, operator: Exists, values: [b]}]", [f"Forbidden {EXPRESSION}.values"]),
        ("matchExpressions: [{operator: Exists}]", [f"Invalid {EXPRESSION}.key"]),
        ("matchExpressions: [{key: a, operator: In, values: [b c]}]", [f"Invalid {EXPRESSION}.values[0]"]),
    ],
)
def test_label_selectors(selector: str, found: list[str]) -> None:
    text = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {%s}}\n"
    assert rejected(text % selector) == found
