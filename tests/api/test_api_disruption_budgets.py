"""PodDisruptionBudgets."""

import pytest
from api_judging import rejected_spec


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("", []),
        ("selector: {}", []),
        ("minAvailable: 0", []),
        ("minAvailable: 100%", []),
        ("maxUnavailable: 1000", []),
        ("minAvailable: 0, maxUnavailable: 0", ["Invalid spec"]),
        ("minAvailable: -1", ["Invalid spec.minAvailable"]),
        ("minAvailable: '5'", ["Invalid spec.minAvailable"]),
        ("minAvailable: 50", []),
        ("minAvailable: 101%", ["Invalid spec.minAvailable"]),
        ("maxUnavailable: 101%", ["Invalid spec.maxUnavailable"]),
        ("maxUnavailable: -1%", ["Invalid spec.maxUnavailable"]),
        ("maxUnavailable: 0.5", ["WrongType spec.maxUnavailable"]),
        ("maxUnavailable: '${MISSING}'", []),
        ("selector: {matchLabels: {a: b c}}", ["Invalid spec.selector.matchLabels[a]"]),
        ("unhealthyPodEvictionPolicy: AlwaysAllow", []),
        ("unhealthyPodEvictionPolicy: Always", ["NotSupported spec.unhealthyPodEvictionPolicy"]),
    ],
)
def test_budgets(spec: str, found: list[str]) -> None:
    assert rejected_spec("PodDisruptionBudget", spec) == found


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ("name: My_PDB", []),
        ("name: a/b", ["Invalid metadata.name"]),
        ("name: a, finalizers: [mine]", []),
        ("name: a, finalizers: [a b]", ["Invalid metadata.finalizers[0]"]),
        ("name: a, labels: {a: b c}", ["Invalid metadata.labels[a]"]),
    ],
)
def test_metadata(metadata: str, found: list[str]) -> None:
    assert rejected_spec("PodDisruptionBudget", "", metadata=metadata) == found
