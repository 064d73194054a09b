"""Roles and their bindings."""

import pytest
from api_judging import rejected_object

PODS = "apiGroups: [''], resources: [pods], verbs: [get]"
RULE = "rules[0]"
GROUP = "rbac.authorization.k8s.io"


@pytest.mark.parametrize(
    ("kind", "rule", "found"),
    [
        ("Role", PODS, []),
        ("ClusterRole", PODS, []),
        ("Role", "apiGroups: ['*'], resources: ['*'], verbs: ['*']", []),
        ("Role", "apiGroups: [''], resources: [pods]", [f"Required {RULE}.verbs"]),
        ("Role", "apiGroups: [''], resources: [pods], verbs: []", [f"Required {RULE}.verbs"]),
        ("Role", "apiGroups: [''], resources: [pods], verbs: [Read, any]", []),
        ("Role", "resources: [pods], verbs: [get]", [f"Required {RULE}.apiGroups"]),
        ("Role", "apiGroups: [], resources: [pods], verbs: [get]", [f"Required {RULE}.apiGroups"]),
        ("Role", "apiGroups: [''], verbs: [get]", [f"Required {RULE}.resources"]),
        ("Role", "nonResourceURLs: [/healthz], verbs: [get]", [f"Invalid {RULE}.nonResourceURLs"]),
        ("ClusterRole", "nonResourceURLs: [/healthz], verbs: [get]", []),
        ("ClusterRole", f"nonResourceURLs: [/healthz], {PODS}", [f"Invalid {RULE}.nonResourceURLs"]),
        ("ClusterRole", "nonResourceURLs: [/a], resourceNames: [b], verbs: [get]", [f"Invalid {RULE}.nonResourceURLs"]),
        ("ClusterRole", "nonResourceURLs: [/healthz]", [f"Required {RULE}.verbs"]),
    ],
)
def test_rules(kind: str, rule: str, found: list[str]) -> None:
    assert rejected_object(kind, f"rules: [{{{rule}}}]") == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", []),
        ("rules: []", []),
        ("aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}", []),
        ("aggregationRule: {}", ["Required aggregationRule.clusterRoleSelectors"]),
        (
            "aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b c}}]}",
            ["Invalid aggregationRule.clusterRoleSelectors[0].matchLabels[a]"],
        ),
    ],
)
def test_cluster_roles(body: str, found: list[str]) -> None:
    assert rejected_object("ClusterRole", body) == found


@pytest.mark.parametrize(
    ("kind", "role", "found"),
    [
        ("RoleBinding", f"apiGroup: {GROUP}, kind: Role, name: a", []),
        ("RoleBinding", "kind: ClusterRole, name: 'system:a'", []),
        ("RoleBinding", "apiGroup: '', kind: Role, name: a", []),
        ("ClusterRoleBinding", f"apiGroup: {GROUP}, kind: ClusterRole, name: a", []),
        ("ClusterRoleBinding", f"apiGroup: {GROUP}, kind: Role, name: a", ["NotSupported roleRef.kind"]),
        ("RoleBinding", "kind: role, name: a", ["NotSupported roleRef.kind"]),
        ("RoleBinding", "name: a", ["NotSupported roleRef.kind"]),
        ("RoleBinding", "kind: Role", ["Required roleRef.name"]),
        ("RoleBinding", "kind: Role, name: a/b", ["Invalid roleRef.name"]),
        (
            "RoleBinding",
            "apiGroup: rbac.authorization.k8s.io/v1, kind: Role, name: a",
            ["NotSupported roleRef.apiGroup"],
        ),
    ],
)
def test_roles_that_are_bound(kind: str, role: str, found: list[str]) -> None:
    assert rejected_object(kind, f"roleRef: {{{role}}}") == found


SUBJECT = "subjects[0]"


@pytest.mark.parametrize(
    ("kind", "subject", "found"),
    [
        ("RoleBinding", "kind: ServiceAccount, name: a", []),
        ("RoleBinding", "kind: ServiceAccount, name: a, namespace: b", []),
        ("ClusterRoleBinding", "kind: ServiceAccount, name: a, namespace: b", []),
        ("ClusterRoleBinding", "kind: ServiceAccount, name: a", [f"Required {SUBJECT}.namespace"]),
        ("RoleBinding", "kind: ServiceAccount, name: A", [f"Invalid {SUBJECT}.name"]),
        ("RoleBinding", f"kind: ServiceAccount, name: a, apiGroup: {GROUP}", [f"NotSupported {SUBJECT}.apiGroup"]),
        ("RoleBinding", "kind: ServiceAccount, name: a, apiGroup: ''", []),
        ("RoleBinding", "kind: User, name: 'Any Name@example.com'", []),
        ("RoleBinding", f"kind: Group, name: 'system:masters', apiGroup: {GROUP}", []),
        ("ClusterRoleBinding", "kind: Group, name: a, apiGroup: v1", [f"NotSupported {SUBJECT}.apiGroup"]),
        ("RoleBinding", "kind: user, name: a", [f"NotSupported {SUBJECT}.kind"]),
        ("RoleBinding", "name: a", [f"NotSupported {SUBJECT}.kind"]),
        ("RoleBinding", "kind: User", [f"Required {SUBJECT}.name"]),
    ],
)
def test_subjects(kind: str, subject: str, found: list[str]) -> None:
    body = f"roleRef: {{kind: ClusterRole, name: a}}\nsubjects: [{{{subject}}}]"
    assert rejected_object(kind, body) == found


def test_a_binding_of_nothing() -> None:
    found = rejected_object("RoleBinding", "subjects: []")
    assert sorted(found) == ["NotSupported roleRef.kind", "Required roleRef.name"]


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ("name: 'System:Reader'", []),
        ("name: a/b", ["Invalid metadata.name"]),
        ("name: a, finalizers: [mine]", ["Invalid metadata.finalizers[0]"]),
    ],
)
def test_metadata(metadata: str, found: list[str]) -> None:
    assert rejected_object("Role", "rules: []", metadata=metadata) == found
