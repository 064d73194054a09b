"""HorizontalPodAutoscalers of v1 and v2."""

import pytest
from api_judging import rejected, rejected_spec

TARGET = "scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}"
CPU = "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]"
QUEUE = "metrics: [{type: External, external: {metric: {name: queue}, target: {type: Value, value: 30}}}]"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("maxReplicas: 1", []),
        (f"maxReplicas: 3, minReplicas: 3, {CPU}", []),
        ("", ["Invalid spec.maxReplicas"]),
        ("maxReplicas: 0", ["Invalid spec.maxReplicas"]),
        ("maxReplicas: 2, minReplicas: 3", ["Invalid spec.maxReplicas"]),
        ("maxReplicas: 2, minReplicas: -1", ["Invalid spec.minReplicas"]),
        ("maxReplicas: 2, minReplicas: 0", ["Forbidden spec.minReplicas"]),
        (f"maxReplicas: 2, minReplicas: 0, {CPU}", ["Forbidden spec.minReplicas"]),
        (f"maxReplicas: 2, minReplicas: 0, {QUEUE}", []),
    ],
)
def test_replicas(spec: str, found: list[str]) -> None:
    assert rejected_spec("HorizontalPodAutoscaler", f"{TARGET}, {spec}" if spec else TARGET) == found


REFERENCE = "spec.scaleTargetRef"


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("apiVersion: apps/v1, kind: StatefulSet, name: a", []),
        ("apiVersion: example.com/v1, kind: Any, name: a", []),
        ("apiVersion: v1, kind: ReplicationController, name: a", []),
        ("kind: ReplicationController, name: a", []),
        ("apiVersion: v1, kind: Deployment, name: a", [f"Invalid {REFERENCE}.apiVersion"]),
        ("kind: Deployment, name: a", [f"Invalid {REFERENCE}.apiVersion"]),
        ("apiVersion: /v1, kind: Deployment, name: a", [f"Invalid {REFERENCE}.apiVersion"]),
        ("apiVersion: a/b/c, kind: Deployment, name: a", [f"Invalid {REFERENCE}.apiVersion"]),
        ("apiVersion: '${VERSION}', kind: Deployment, name: a", []),
        ("apiVersion: apps/v1", [f"Required {REFERENCE}.kind", f"Required {REFERENCE}.name"]),
        ("apiVersion: apps/v1, kind: a/b, name: ..", [f"Invalid {REFERENCE}.kind", f"Invalid {REFERENCE}.name"]),
    ],
)
def test_scaled_objects(target: str, found: list[str]) -> None:
    spec = f"scaleTargetRef: {{{target}}}, maxReplicas: 1"
    assert rejected_spec("HorizontalPodAutoscaler", spec) == found


METRIC = "spec.metrics[0]"


@pytest.mark.parametrize(
    ("metric", "found"),
    [
        ("type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 500m}}", []),
        ("type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1k}}", []),
        ("resource: {name: cpu, target: {type: AverageValue, averageValue: 1}}", [f"Required {METRIC}.type"]),
        ("type: Cpu", [f"NotSupported {METRIC}.type"]),
        ("type: Resource", [f"Required {METRIC}.resource"]),
        ("type: Object", [f"Required {METRIC}.object"]),
        ("type: Pods", [f"Required {METRIC}.pods"]),
        ("type: External", [f"Required {METRIC}.external"]),
        ("type: ContainerResource", [f"Required {METRIC}.containerResource"]),
        (
            (
                "type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 1}}, "
                "pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}"
            ),
            [f"Forbidden {METRIC}.pods"],
        ),
    ],
)
def test_metrics(metric: str, found: list[str]) -> None:
    assert rejected_spec("HorizontalPodAutoscaler", f"{TARGET}, maxReplicas: 1, metrics: [{{{metric}}}]") == found


VALUE = "target: {type: Value, value: 1}"
AVERAGE = "target: {type: AverageValue, averageValue: 1}"
USE = "target: {type: Utilization, averageUtilization: 80}"


@pytest.mark.parametrize(
    ("kind", "source", "found"),
    [
        ("Resource", f"name: cpu, {USE}", []),
        ("Resource", f"name: cpu, {AVERAGE}", []),
        ("Resource", f"name: cpu, {VALUE}", ["Required target.averageUtilization"]),
        ("Resource", f"{USE}", ["Required name"]),
        (
            "Resource",
            "name: cpu, target: {type: Utilization, averageUtilization: 80, averageValue: 1}",
            ["Forbidden target.averageValue"],
        ),
        (
            "Resource",
            "name: cpu, target: {type: Utilization, averageUtilization: 0}",
            ["Invalid target.averageUtilization"],
        ),
        ("Resource", "name: cpu, target: {averageUtilization: 80}", ["Required target.type"]),
        ("Resource", "name: cpu, target: {type: Usage, averageUtilization: 80}", ["Invalid target.type"]),
        ("ContainerResource", f"name: cpu, container: a, {USE}", []),
        ("ContainerResource", f"name: example.com/gpu, container: a, {USE}", []),
        ("ContainerResource", f"name: pods, container: a, {USE}", ["Invalid name"]),
        ("ContainerResource", f"name: cpu, {USE}", ["Required container"]),
        ("ContainerResource", f"name: cpu, container: A, {USE}", ["Invalid container"]),
        ("ContainerResource", f"name: cpu, container: a, {VALUE}", ["Required target.averageUtilization"]),
        ("Pods", f"metric: {{name: a}}, {AVERAGE}", []),
        ("Pods", f"metric: {{name: a}}, {VALUE}", ["Required target.averageValue"]),
        ("Pods", f"metric: {{}}, {AVERAGE}", ["Required metric.name"]),
        ("Pods", f"metric: {{name: a/b}}, {AVERAGE}", ["Invalid metric.name"]),
        ("Pods", "metric: {name: a}, target: {type: AverageValue, averageValue: 0}", ["Invalid target.averageValue"]),
        ("Pods", "metric: {name: a}, target: {type: AverageValue, averageValue: -1}", ["Invalid target.averageValue"]),
        ("External", f"metric: {{name: a}}, {VALUE}", []),
        ("External", f"metric: {{name: a}}, {AVERAGE}", []),
        ("External", f"metric: {{name: a}}, {USE}", ["Required target.averageValue"]),
        (
            "External",
            "metric: {name: a}, target: {type: Value, value: 1, averageValue: 1}",
            ["Forbidden target.value"],
        ),
        ("Object", f"metric: {{name: a}}, describedObject: {{kind: Service, name: b}}, {VALUE}", []),
        ("Object", f"metric: {{name: a}}, describedObject: {{apiVersion: v1, kind: Pod, name: b}}, {AVERAGE}", []),
        (
            "Object",
            f"metric: {{name: a}}, describedObject: {{kind: Service, name: b}}, {USE}",
            ["Required target.averageValue"],
        ),
        ("Object", f"metric: {{name: a}}, {VALUE}", ["Required describedObject.kind", "Required describedObject.name"]),
        (
            "Object",
            f"metric: {{name: a}}, describedObject: {{apiVersion: a/b/c, kind: Service, name: b}}, {VALUE}",
            ["Invalid describedObject.apiVersion"],
        ),
        (
            "Object",
            "metric: {name: a}, describedObject: {kind: A, name: b}, target: {type: Value, value: 0}",
            ["Invalid target.value"],
        ),
    ],
)
def test_targets(kind: str, source: str, found: list[str]) -> None:
    field = kind[0].lower() + kind[1:]
    errors = rejected_spec(
        "HorizontalPodAutoscaler",
        f"{TARGET}, maxReplicas: 1, metrics: [{{type: {kind}, {field}: {{{source}}}}}]",
    )
    assert [error.replace(f"{METRIC}.{field}.", "") for error in errors] == found


UP = "spec.behavior.scaleUp"


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("", []),
        ("stabilizationWindowSeconds: 0", []),
        ("stabilizationWindowSeconds: 3600", []),
        ("stabilizationWindowSeconds: 3601", [f"Invalid {UP}.stabilizationWindowSeconds"]),
        ("stabilizationWindowSeconds: -1", [f"Invalid {UP}.stabilizationWindowSeconds"]),
        ("selectPolicy: Disabled", []),
        ("selectPolicy: None", [f"NotSupported {UP}.selectPolicy"]),
        ("policies: []", [f"Required {UP}"]),
        ("policies: [{type: Pods, value: 1, periodSeconds: 1800}]", []),
        ("policies: [{type: Pod, value: 1, periodSeconds: 1}]", [f"NotSupported {UP}.policies[0].type"]),
        ("policies: [{type: Percent, value: 0, periodSeconds: 1}]", [f"Invalid {UP}.policies[0].value"]),
        ("policies: [{type: Percent, value: 1, periodSeconds: 0}]", [f"Invalid {UP}.policies[0].periodSeconds"]),
        ("policies: [{type: Percent, value: 1, periodSeconds: 1801}]", [f"Invalid {UP}.policies[0].periodSeconds"]),
        ("tolerance: 0.05", []),
        ("tolerance: -0.05", [f"Invalid {UP}.tolerance"]),
    ],
)
def test_behavior(rules: str, found: list[str]) -> None:
    spec = f"{TARGET}, maxReplicas: 1, behavior: {{scaleUp: {{{rules}}}}}"
    assert rejected_spec("HorizontalPodAutoscaler", spec) == found


def of_version_1(spec: str, annotations: str) -> list[str]:
    metadata = f"metadata: {{name: a, annotations: {{{annotations}}}}}"
    return rejected(f"apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\n{metadata}\nspec: {{{spec}}}\n")


@pytest.mark.parametrize(
    ("spec", "annotations", "found"),
    [
        (f"{TARGET}, maxReplicas: 1", "", []),
        (
            f"{TARGET}, maxReplicas: 1, targetCPUUtilizationPercentage: 0",
            "",
            ["Invalid spec.targetCPUUtilizationPercentage"],
        ),
        (f"{TARGET}, maxReplicas: 0", "", ["Invalid spec.maxReplicas"]),
        (f"{TARGET}, maxReplicas: 1, minReplicas: 2", "", ["Invalid spec.maxReplicas"]),
        (f"{TARGET}, maxReplicas: 1, minReplicas: 0", "", ["Forbidden spec.minReplicas"]),
        (f"{TARGET}, maxReplicas: 1, minReplicas: 0", "autoscaling.alpha.kubernetes.io/metrics: '[]'", []),
        ("scaleTargetRef: {kind: Deployment, name: a}, maxReplicas: 1", "", [f"Invalid {REFERENCE}.apiVersion"]),
        (f"{TARGET}, maxReplicas: 1, metrics: []", "", ["UnknownField spec.metrics"]),
        (
            "maxReplicas: 1",
            "",
            [f"Required {REFERENCE}.kind", f"Required {REFERENCE}.name", f"Invalid {REFERENCE}.apiVersion"],
        ),
    ],
)
def test_version_1(spec: str, annotations: str, found: list[str]) -> None:
    assert of_version_1(spec, annotations) == found


@pytest.mark.parametrize(
    ("spec", "minor", "found"),
    [
        (f"{TARGET}, maxReplicas: 1, minReplicas: 0", 36, ["Invalid spec.minReplicas"]),
        (f"{TARGET}, maxReplicas: 1, minReplicas: 0, {QUEUE}", 36, ["Invalid spec.minReplicas"]),
        ("scaleTargetRef: {kind: Deployment, name: a}, maxReplicas: 1", 33, []),
        ("scaleTargetRef: {kind: Deployment, name: a}, maxReplicas: 1", 34, [f"Invalid {REFERENCE}.apiVersion"]),
        (f"{TARGET}, maxReplicas: 1, behavior: {{scaleUp: {{tolerance: -1}}}}", 34, []),
        (f"{TARGET}, maxReplicas: 1, behavior: {{scaleUp: {{tolerance: -1}}}}", 35, [f"Invalid {UP}.tolerance"]),
        (f"{TARGET}, maxReplicas: 1, behavior: {{scaleUp: {{tolerance: 1}}}}", 32, [f"UnknownField {UP}.tolerance"]),
    ],
)
def test_releases(spec: str, minor: int, found: list[str]) -> None:
    assert rejected_spec("HorizontalPodAutoscaler", spec, minor) == found
