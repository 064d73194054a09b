"""Affinity, topology spread, tolerations and gates of pods."""

import pytest
from api_judging import rejected

NODES = "spec.affinity.nodeAffinity"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


def pod(fields: str) -> str:
    spec = f"containers: [{{name: a, image: i}}], {fields}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a, labels: {{app: a}}}}\nspec: {{{spec}}}\n"


def template(fields: str) -> str:
    spec = f"{{metadata: {{labels: {{app: a}}}}, spec: {{containers: [{{name: a, image: i}}], {fields}}}}}"
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\ntemplate: {spec}\n"


def expected(found: list[str], path: str) -> list[str]:
    return [one.format(path) for one in found]


def nodes(term: str) -> str:
    return f"affinity: {{nodeAffinity: {{{REQUIRED}: {{nodeSelectorTerms: [{{{term}}}]}}}}}}"


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("key: a, operator: In, values: [b]", []),
        ("key: a.b/c, operator: NotIn, values: [b, '']", []),
        ("key: a, operator: Exists", []),
        ("key: a, operator: DoesNotExist, values: []", []),
        ("key: a, operator: Gt, values: ['5']", []),
        ("key: a, operator: Lt, values: [no-number]", []),
        ("key: a", ["Invalid {}.operator"]),
        ("key: a, operator: in, values: [b]", ["Invalid {}.operator"]),
        ("key: a, operator: In", ["Required {}.values"]),
        ("key: a, operator: NotIn, values: []", ["Required {}.values"]),
        ("key: a, operator: Exists, values: [b]", ["Forbidden {}.values"]),
        ("key: a, operator: DoesNotExist, values: [b]", ["Forbidden {}.values"]),
        ("key: a, operator: Gt", ["Required {}.values"]),
        ("key: a, operator: Lt, values: ['1', '2']", ["Required {}.values"]),
        ("operator: Exists", ["Invalid {}.key"]),
        ("key: a b, operator: Exists", ["Invalid {}.key"]),
        ("key: a, operator: In, values: [b, b c]", ["Invalid {}.values[1]"]),
    ],
)
def test_match_expressions(expression: str, found: list[str]) -> None:
    path = f"{NODES}.{REQUIRED}.nodeSelectorTerms[0].matchExpressions[0]"
    assert rejected(pod(nodes(f"matchExpressions: [{{{expression}}}]"))) == expected(found, path)


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("key: metadata.name, operator: In, values: [node.a]", []),
        ("key: metadata.name, operator: NotIn, values: [node]", []),
        ("key: metadata.name, operator: Exists", ["Invalid {}.operator"]),
        ("key: metadata.name, operator: In", ["Required {}.values"]),
        ("key: metadata.name, operator: In, values: [a, b]", ["Required {}.values"]),
        ("key: metadata.namespace, operator: In, values: [a]", ["Invalid {}.key"]),
        ("key: metadata.name, operator: In, values: [Node]", ["Invalid {}.values[0]"]),
    ],
)
def test_match_fields(field: str, found: list[str]) -> None:
    path = f"{NODES}.{REQUIRED}.nodeSelectorTerms[0].matchFields[0]"
    assert rejected(pod(nodes(f"matchFields: [{{{field}}}]"))) == expected(found, path)


@pytest.mark.parametrize(
    ("affinity", "found"),
    [
        (f"{REQUIRED}: {{nodeSelectorTerms: []}}", [f"Required {{}}.{REQUIRED}.nodeSelectorTerms"]),
        (f"{REQUIRED}: {{}}", [f"Required {{}}.{REQUIRED}.nodeSelectorTerms"]),
        (f"{REQUIRED}: {{nodeSelectorTerms: [{{}}]}}", []),
        (f"{PREFERRED}: [{{weight: 1, preference: {{}}}}]", []),
        (f"{PREFERRED}: [{{weight: 100}}]", []),
        (f"{PREFERRED}: [{{preference: {{}}}}]", [f"Invalid {{}}.{PREFERRED}[0].weight"]),
        (f"{PREFERRED}: [{{weight: 0}}]", [f"Invalid {{}}.{PREFERRED}[0].weight"]),
        (f"{PREFERRED}: [{{weight: 101}}]", [f"Invalid {{}}.{PREFERRED}[0].weight"]),
        (
            f"{PREFERRED}: [{{weight: 1, preference: {{matchExpressions: [{{key: a, operator: In, values: [-]}}]}}}}]",
            [],
        ),
    ],
)
def test_node_affinity(affinity: str, found: list[str]) -> None:
    assert rejected(pod(f"affinity: {{nodeAffinity: {{{affinity}}}}}")) == expected(found, NODES)


@pytest.mark.parametrize("field", ["podAffinity", "podAntiAffinity"])
@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("topologyKey: a/b", []),
        ("namespaces: [a]", ["Required {}.topologyKey"]),
        ("topologyKey: a b", ["Invalid {}.topologyKey"]),
        ("topologyKey: a, labelSelector: {matchLabels: {a: b c}}", ["Invalid {}.labelSelector.matchLabels[a]"]),
        (
            "topologyKey: a, namespaceSelector: {matchExpressions: [{key: a, operator: Gt}]}",
            ["Invalid {}.namespaceSelector.matchExpressions[0].operator"],
        ),
        ("topologyKey: a, labelSelector: {}, namespaceSelector: {}", []),
        ("topologyKey: a, namespaces: [a, A]", ["Invalid {}.namespaces[1]"]),
        ("topologyKey: a, matchLabelKeys: [b]", ["Forbidden {}.matchLabelKeys"]),
        ("topologyKey: a, mismatchLabelKeys: [b]", ["Forbidden {}.mismatchLabelKeys"]),
        ("topologyKey: a, labelSelector: {}, matchLabelKeys: [b, c]", []),
        ("topologyKey: a, labelSelector: {}, matchLabelKeys: [b, c d]", ["Invalid {}.matchLabelKeys[1]"]),
        ("topologyKey: a, labelSelector: {}, mismatchLabelKeys: [c d]", ["Invalid {}.mismatchLabelKeys[0]"]),
        (
            "topologyKey: a, labelSelector: {}, mismatchLabelKeys: [b], matchLabelKeys: [b]",
            ["Invalid {}.matchLabelKeys[0]"],
        ),
    ],
)
def test_pod_affinity(field: str, term: str, found: list[str]) -> None:
    path = f"spec.affinity.{field}.{REQUIRED}[0]"
    assert rejected(pod(f"affinity: {{{field}: {{{REQUIRED}: [{{{term}}}]}}}}")) == expected(found, path)
    preferred = f"affinity: {{{field}: {{{PREFERRED}: [{{weight: 1, podAffinityTerm: {{{term}}}}}]}}}}"
    assert rejected(pod(preferred)) == expected(found, f"spec.affinity.{field}.{PREFERRED}[0].podAffinityTerm")


def test_keys_of_affinity_are_dropped_before_1_31() -> None:
    affinity = f"affinity: {{podAffinity: {{{REQUIRED}: [{{topologyKey: a, matchLabelKeys: [b c]}}]}}}}"
    assert rejected(pod(affinity), 30) == []
    assert rejected(pod(affinity), 31) != []


@pytest.mark.parametrize(
    ("weighted", "found"),
    [
        ("weight: 100, podAffinityTerm: {topologyKey: a}", []),
        ("podAffinityTerm: {topologyKey: a}", ["Invalid {}.weight"]),
        ("weight: 101, podAffinityTerm: {topologyKey: a}", ["Invalid {}.weight"]),
        ("weight: 1", ["Required {}.podAffinityTerm.topologyKey"]),
    ],
)
def test_weighted_pod_affinity(weighted: str, found: list[str]) -> None:
    text = pod(f"affinity: {{podAffinity: {{{PREFERRED}: [{{{weighted}}}]}}}}")
    assert rejected(text) == expected(found, f"spec.affinity.podAffinity.{PREFERRED}[0]")


LABELS = "matchLabels: {app: a}"
EXPRESSION = "{key: app, operator: Exists}"


@pytest.mark.parametrize(
    ("selector", "of_pod", "of_template"),
    [
        ("", True, True),
        ("matchLabels: {other: a}", True, True),
        (LABELS, False, True),
        (f"matchExpressions: [{EXPRESSION}]", False, True),
        (f"{LABELS}, matchExpressions: [{EXPRESSION}]", False, False),
        (f"matchExpressions: [{EXPRESSION}, {EXPRESSION}]", False, False),
    ],
)
def test_keys_in_the_selector(selector: str, of_pod: bool, of_template: bool) -> None:
    """The label `app` is one of the pod's."""
    term = f"topologyKey: a, labelSelector: {{{selector}}}"
    for field in ("matchLabelKeys", "mismatchLabelKeys"):
        affinity = f"affinity: {{podAffinity: {{{REQUIRED}: [{{{term}, {field}: [app]}}]}}}}"
        error = f"spec.affinity.podAffinity.{REQUIRED}[0].{field}[0]"
        assert rejected(pod(affinity)) == ([] if of_pod else [f"Invalid {error}"])
        assert rejected(template(affinity)) == ([] if of_template else [f"Invalid template.{error}"])
    spread = (
        f"topologySpreadConstraints: [{{maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, {term}, matchLabelKeys: [app]}}]"
    )
    error = "spec.topologySpreadConstraints[0].matchLabelKeys[0]"
    assert rejected(pod(spread)) == ([] if of_pod else [f"Invalid {error}"])
    assert rejected(template(spread)) == ([] if of_template else [f"Invalid template.{error}"])
    used = "app" in selector
    assert rejected(template(spread), 33) == ([f"Invalid template.{error}"] if used else [])


def test_a_label_that_the_pod_has_not_is_not_merged() -> None:
    term = "topologyKey: a, labelSelector: {matchLabels: {tier: a}}, matchLabelKeys: [tier]"
    assert rejected(pod(f"affinity: {{podAffinity: {{{REQUIRED}: [{{{term}}}]}}}}")) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("maxSkew: 1, topologyKey: a b, whenUnsatisfiable: DoNotSchedule", []),
        ("topologyKey: a, whenUnsatisfiable: DoNotSchedule", ["Invalid {}.maxSkew"]),
        ("maxSkew: -1, topologyKey: a, whenUnsatisfiable: DoNotSchedule", ["Invalid {}.maxSkew"]),
        ("maxSkew: 1, whenUnsatisfiable: DoNotSchedule", ["Required {}.topologyKey"]),
        ("maxSkew: 1, topologyKey: a", ["NotSupported {}.whenUnsatisfiable"]),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: Never", ["NotSupported {}.whenUnsatisfiable"]),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 2", []),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 0", ["Invalid {}.minDomains"]),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2", ["Invalid {}.minDomains"]),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, nodeAffinityPolicy: Honor", []),
        (
            "maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, nodeAffinityPolicy: Odd",
            ["NotSupported {}.nodeAffinityPolicy"],
        ),
        (
            "maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, nodeTaintsPolicy: ''",
            ["NotSupported {}.nodeTaintsPolicy"],
        ),
        (
            "maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a]",
            ["Forbidden {}.matchLabelKeys"],
        ),
        (
            "maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, matchLabelKeys: [a b]",
            ["Invalid {}.matchLabelKeys[0]"],
        ),
        (
            "maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {a b: c}}",
            ["Invalid {}.labelSelector.matchLabels[a b]"],
        ),
    ],
)
def test_topology_spread(fields: str, found: list[str]) -> None:
    text = pod(f"topologySpreadConstraints: [{{{fields}}}]")
    assert rejected(text) == expected(found, "spec.topologySpreadConstraints[0]")


def test_topology_spread_of_one_pair_twice() -> None:
    one, other = (
        f"{{maxSkew: 1, topologyKey: a, whenUnsatisfiable: {when}}}" for when in ("DoNotSchedule", "ScheduleAnyway")
    )
    assert rejected(pod(f"topologySpreadConstraints: [{one}, {other}]")) == []
    twice = rejected(pod(f"topologySpreadConstraints: [{one}, {other}, {one}]"))
    assert twice == ["Duplicate spec.topologySpreadConstraints[2]"]


@pytest.mark.parametrize(
    ("toleration", "found"),
    [
        ("operator: Exists", []),
        ("key: a", []),
        ("key: a, operator: Equal, value: b, effect: NoSchedule", []),
        ("key: a, effect: NoExecute, tolerationSeconds: 5", []),
        ("key: a, effect: NoExecute, tolerationSeconds: -5", []),
        ("key: a b", ["Invalid {}.key"]),
        ("value: a", ["Invalid {}.operator"]),
        ("effect: NoSchedule", ["Invalid {}.operator"]),
        ("operator: Equal", ["Invalid {}.operator"]),
        ("key: a, operator: exists", ["NotSupported {}.operator"]),
        ("key: a, operator: Lt, value: '5'", ["NotSupported {}.operator"]),
        ("key: a, operator: Gt, value: '5'", ["NotSupported {}.operator"]),
        ("key: a, value: b c", ["Invalid {}.value"]),
        ("key: a, operator: Exists, value: b", ["Invalid {}.value"]),
        ("key: a, tolerationSeconds: 5", ["Invalid {}"]),
        ("key: a, tolerationSeconds: 0", ["Invalid {}"]),
        ("key: a, effect: NoSchedule, tolerationSeconds: 5", ["Invalid {}.effect"]),
        ("key: a, effect: noschedule", ["NotSupported {}.effect"]),
        ("key: a, effect: ''", []),
        ("key: a}, {key: a", []),
    ],
)
def test_toleration(toleration: str, found: list[str]) -> None:
    assert rejected(pod(f"tolerations: [{{{toleration}}}]")) == expected(found, "spec.tolerations[0]")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("readinessGates: [{conditionType: a.b/c}]", []),
        ("readinessGates: [{conditionType: a b}]", ["Invalid spec.readinessGates[0].conditionType"]),
        ("readinessGates: [{}]", ["Invalid spec.readinessGates[0].conditionType"]),
        ("schedulingGates: [{name: a.b/c}]", []),
        ("schedulingGates: [{name: a b}]", ["Invalid spec.schedulingGates[0].name"]),
        ("schedulingGates: [{name: ''}]", ["Invalid spec.schedulingGates[0].name"]),
        ("schedulingGates: [{name: a}, {name: b}, {name: a}]", ["Duplicate spec.schedulingGates[2].name"]),
    ],
)
def test_gates(fields: str, found: list[str]) -> None:
    assert rejected(pod(fields)) == found
