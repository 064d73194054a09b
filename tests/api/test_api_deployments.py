"""Deployments and ReplicaSets, and what all workloads of apps/v1 have in common: selectors, templates, updates."""

import pytest
from api_judging import rejected_spec, workload

LABELS = "Invalid spec.template.metadata.labels"
POLICY = "NotSupported spec.template.spec.restartPolicy"


@pytest.mark.parametrize("kind", ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])
@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (workload(), []),
        (workload(selector=""), ["Required spec.selector"]),
        (workload(selector="matchLabels: {}"), ["Invalid spec.selector"]),
        (workload(selector="matchExpressions: []"), ["Invalid spec.selector"]),
        (workload(selector="matchLabels: {app: b}"), [LABELS]),
        (workload(selector="matchLabels: {app: a, tier: b}"), [LABELS]),
        (workload(labels="app: a, tier: b"), []),
        (workload(selector="matchLabels: {app: '${APP}'}"), []),
        (workload(selector="matchExpressions: [{key: app, operator: In, values: [a, b]}]"), []),
        (workload(selector="matchExpressions: [{key: app, operator: NotIn, values: [a]}]"), [LABELS]),
        (workload(selector="matchExpressions: [{key: app, operator: Exists}]"), []),
        (workload(selector="matchExpressions: [{key: app, operator: DoesNotExist}]"), [LABELS]),
        (
            workload(selector="matchExpressions: [{key: app, operator: Equals, values: [a]}]"),
            ["Invalid spec.selector.matchExpressions[0].operator"],
        ),
        (workload(pod="restartPolicy: Never"), [POLICY]),
        (workload(pod="restartPolicy: OnFailure"), [POLICY]),
        (workload(pod="restartPolicy: always"), [POLICY]),
        (workload(pod="activeDeadlineSeconds: 5"), ["Forbidden spec.template.spec.activeDeadlineSeconds"]),
        (workload("minReadySeconds: -1"), ["Invalid spec.minReadySeconds"]),
        (workload("minReadySeconds: 0"), []),
    ],
)
def test_selectors_and_templates(kind: str, spec: str, found: list[str]) -> None:
    assert rejected_spec(kind, spec) == found


@pytest.mark.parametrize("kind", ["Deployment", "ReplicaSet", "StatefulSet"])
@pytest.mark.parametrize(("replicas", "accepted"), [("-1", False), ("0", True), ("null", True)])
def test_replicas(kind: str, replicas: str, accepted: bool) -> None:
    found = rejected_spec(kind, workload(f"replicas: {replicas}"))
    assert found == ([] if accepted else ["Invalid spec.replicas"])


@pytest.mark.parametrize("kind", ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])
def test_no_spec_at_all(kind: str) -> None:
    assert "Required spec.selector" in rejected_spec(kind, "")


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("progressDeadlineSeconds: 5, minReadySeconds: 4", []),
        ("progressDeadlineSeconds: 5, minReadySeconds: 5", ["Invalid spec.progressDeadlineSeconds"]),
        ("progressDeadlineSeconds: 0", ["Invalid spec.progressDeadlineSeconds"]),
        ("progressDeadlineSeconds: -1", ["Invalid spec.progressDeadlineSeconds"]),
        ("minReadySeconds: 599", []),
        ("minReadySeconds: 600", ["Invalid spec.progressDeadlineSeconds"]),
        ("revisionHistoryLimit: 0", []),
        ("revisionHistoryLimit: -1", ["Invalid spec.revisionHistoryLimit"]),
        ("paused: true", []),
        ("strategy: {type: Recreate}", []),
        ("strategy: {type: RollingUpdate}", []),
        ("strategy: {type: ''}", []),
        ("strategy: {}", []),
        ("strategy: {type: Rolling}", ["NotSupported spec.strategy.type"]),
        ("strategy: {type: Recreate, rollingUpdate: {}}", ["Forbidden spec.strategy.rollingUpdate"]),
        ("strategy: {type: Recreate, rollingUpdate: null}", []),
    ],
)
def test_deployments(spec: str, found: list[str]) -> None:
    assert rejected_spec("Deployment", workload(spec)) == found


UPDATE = "spec.strategy.rollingUpdate"


@pytest.mark.parametrize(
    ("update", "found"),
    [
        ("", []),
        ("maxUnavailable: 0", []),
        ("maxUnavailable: 0, maxSurge: 1", []),
        ("maxUnavailable: 0%, maxSurge: 25%", []),
        ("maxSurge: 0", []),
        ("maxUnavailable: 0, maxSurge: 0", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: 0%, maxSurge: 0", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: 00%, maxSurge: 0%", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: -1", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxSurge: -1", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxUnavailable: '1'", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxSurge: '1'", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxSurge: 1.5%", [f"Invalid {UPDATE}.maxSurge"]),
        ("maxUnavailable: 100%", []),
        ("maxUnavailable: 101%", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: 1000", []),
        ("maxUnavailable: 0100%", []),
        ("maxUnavailable: 1000000000%", [f"Invalid {UPDATE}.maxUnavailable"]),
        ("maxUnavailable: 0000000001%, maxSurge: 0", []),
        ("maxSurge: 200%", []),
        ("maxUnavailable: '${MISSING}', maxSurge: 0", []),
        ("maxUnavailable: true", [f"WrongType {UPDATE}.maxUnavailable"]),
    ],
)
def test_rolling_updates(update: str, found: list[str]) -> None:
    assert rejected_spec("Deployment", workload(f"strategy: {{rollingUpdate: {{{update}}}}}")) == found
