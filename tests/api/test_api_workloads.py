"""Workloads and what goes with them: what the API server refuses in their specs."""

import pytest
from api_judging import rejected

APP = "{app: a}"
GROUPS = {
    "Deployment": "apps/v1",
    "ReplicaSet": "apps/v1",
    "StatefulSet": "apps/v1",
    "DaemonSet": "apps/v1",
    "Job": "batch/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
    "Ingress": "networking.k8s.io/v1",
    "PodDisruptionBudget": "policy/v1",
    "HorizontalPodAutoscaler": "autoscaling/v2",
}


def of_kind(kind: str, spec: str) -> list[str]:
    return rejected(f"apiVersion: {GROUPS[kind]}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {{{spec}}}\n")


def workload(spec: str = "", labels: str = APP, pod: str = "", selector: str = f"matchLabels: {APP}") -> str:
    inner = f"{pod}, " if pod else ""
    template = f"{{metadata: {{labels: {labels}}}, spec: {{{inner}containers: [{{name: c, image: i}}]}}}}"
    chosen = f"selector: {{{selector}}}, " if selector != "-" else ""
    return f"{chosen}template: {template}{', ' + spec if spec else ''}"


@pytest.mark.parametrize("kind", ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"])
def test_selectors_and_templates(kind: str) -> None:
    assert of_kind(kind, workload()) == []
    assert of_kind(kind, workload(selector="")) == ["Invalid spec.selector"]
    assert of_kind(kind, workload(labels="{app: b}")) == ["Invalid spec.template.metadata.labels"]
    assert of_kind(kind, workload(pod="restartPolicy: Never")) == ["NotSupported spec.template.spec.restartPolicy"]
    assert of_kind(kind, workload(pod="activeDeadlineSeconds: 5")) == [
        "Forbidden spec.template.spec.activeDeadlineSeconds"
    ]
    assert of_kind(kind, workload("minReadySeconds: -1")) == ["Invalid spec.minReadySeconds"]


@pytest.mark.parametrize(
    ("kind", "spec", "found"),
    [
        ("Deployment", "replicas: -1", ["Invalid spec.replicas"]),
        ("Deployment", "replicas: 0", []),
        ("Deployment", "progressDeadlineSeconds: 5, minReadySeconds: 5", ["Invalid spec.progressDeadlineSeconds"]),
        ("Deployment", "strategy: {type: Rolling}", ["NotSupported spec.strategy.type"]),
        ("Deployment", "strategy: {type: Recreate, rollingUpdate: {}}", ["Forbidden spec.strategy.rollingUpdate"]),
        (
            "Deployment",
            "strategy: {rollingUpdate: {maxSurge: '1'}}",
            ["Invalid spec.strategy.rollingUpdate.maxSurge"],
        ),
        ("StatefulSet", "podManagementPolicy: Any", ["Invalid spec.podManagementPolicy"]),
        ("StatefulSet", "revisionHistoryLimit: -1", []),
        ("StatefulSet", "serviceName: a.b", ["Invalid spec.serviceName"]),
        ("StatefulSet", "ordinals: {start: -1}", ["Invalid spec.ordinals.start"]),
        ("DaemonSet", "updateStrategy: {type: Any}", ["NotSupported spec.updateStrategy.type"]),
        ("DaemonSet", "updateStrategy: {type: OnDelete, rollingUpdate: {maxSurge: -1}}", []),
        ("DaemonSet", "revisionHistoryLimit: -1", ["Invalid spec.revisionHistoryLimit"]),
    ],
)
def test_updates(kind: str, spec: str, found: list[str]) -> None:
    assert of_kind(kind, workload(spec)) == found


@pytest.mark.parametrize(
    ("pod", "spec", "found"),
    [
        ("restartPolicy: Never", "", []),
        ("", "", ["Required spec.template.spec.restartPolicy"]),
        ("restartPolicy: Never", "completionMode: Indexed", ["Required spec.completions"]),
        ("restartPolicy: Never", "backoffLimit: 0, parallelism: 0, completions: 0", []),
        ("restartPolicy: Never", "backoffLimit: -1", ["Invalid spec.backoffLimit"]),
        ("restartPolicy: OnFailure", "podFailurePolicy: {rules: []}", ["Invalid spec.template.spec.restartPolicy"]),
    ],
)
def test_jobs(pod: str, spec: str, found: list[str]) -> None:
    assert of_kind("Job", workload(spec, pod=pod, selector="-")) == found


@pytest.mark.parametrize(
    ("kind", "spec", "found"),
    [
        ("NetworkPolicy", "podSelector: {}, policyTypes: [Ingress]", []),
        ("NetworkPolicy", "podSelector: {}, policyTypes: [In]", ["NotSupported spec.policyTypes[0]"]),
        ("NetworkPolicy", "ingress: [{from: [{}]}]", ["Required spec.ingress[0].from[0]"]),
        ("NetworkPolicy", "ingress: [{from: [{podSelector: {}}]}]", []),
        ("NetworkPolicy", "ingress: [{ports: [{port: 5, endPort: 4}]}]", ["Invalid spec.ingress[0].ports[0].endPort"]),
        ("NetworkPolicy", "ingress: [{ports: [{port: a, endPort: 4}]}]", ["Invalid spec.ingress[0].ports[0].endPort"]),
        ("NetworkPolicy", "ingress: [{ports: [{port: 5, endPort: 5}]}]", []),
        ("Ingress", "", ["Invalid spec"]),
        ("Ingress", "defaultBackend: {service: {name: a, port: {number: 80}}}", []),
        ("Ingress", "defaultBackend: {service: {name: a}}", ["Required spec.defaultBackend.service.port"]),
        ("Ingress", "rules: [{host: a_b}]", ["Invalid spec.rules[0].host"]),
        ("Ingress", "rules: [{host: '*.a'}]", []),
        ("PodDisruptionBudget", "minAvailable: 0, maxUnavailable: 0", ["Invalid spec"]),
        ("PodDisruptionBudget", "minAvailable: 0", []),
        ("PodDisruptionBudget", "minAvailable: '5'", ["Invalid spec.minAvailable"]),
        (
            "HorizontalPodAutoscaler",
            "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, maxReplicas: 1",
            [],
        ),
        (
            "HorizontalPodAutoscaler",
            "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, minReplicas: 3, maxReplicas: 2",
            ["Invalid spec.maxReplicas"],
        ),
    ],
)
def test_neighbours(kind: str, spec: str, found: list[str]) -> None:
    assert of_kind(kind, spec) == found
