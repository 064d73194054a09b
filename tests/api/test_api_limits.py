"""LimitRanges and ResourceQuotas."""

import pytest
from api_judging import rejected_spec

ITEM = "spec.limits[0]"


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("type: Container", []),
        ("type: Container, max: {cpu: 2}, min: {cpu: 100m}, default: {cpu: 1}, defaultRequest: {cpu: 200m}", []),
        ("type: Pod, max: {cpu: 2, memory: 1Gi}", []),
        ("type: PersistentVolumeClaim, max: {storage: 2Gi}", []),
        ("type: example.com/Image, max: {storage: 2Gi}", []),
        ("max: {cpu: 2}", ["Invalid type"]),
        ("type: container", ["Invalid type"]),
        ("type: Pods", ["Invalid type"]),
        ("type: PersistentVolumeClaim", ["Required "]),
        ("type: PersistentVolumeClaim, max: {cpu: 1}", ["Required "]),
        ("type: Pod, default: {cpu: 1}", ["Forbidden default"]),
        ("type: Pod, defaultRequest: {cpu: 1}", ["Forbidden defaultRequest"]),
        ("type: Container, max: {storage: 1Gi}", ["Invalid max[storage]"]),
        ("type: Container, max: {pods: 1}", ["Invalid max[pods]"]),
        ("type: Container, max: {hugepages-2Mi: 4Mi, example.com/gpu: 1}", []),
        ("type: Pod, min: {gpu: 1}", ["Invalid min[gpu]"]),
        ("type: PersistentVolumeClaim, min: {storage: 1Gi, gpu: 1}", ["Invalid min[gpu]"]),
        ("type: Container, min: {cpu: 2}, max: {cpu: 1}", ["Invalid min[cpu]"]),
        ("type: Container, min: {cpu: 1}, max: {cpu: 1000m}", []),
        ("type: Container, default: {cpu: 2}, max: {cpu: 1}", ["Invalid default[cpu]"]),
        ("type: Container, default: {cpu: 1}, min: {cpu: 2}", ["Invalid default[cpu]"]),
        ("type: Container, default: {cpu: 1}, defaultRequest: {cpu: 2}", ["Invalid defaultRequest[cpu]"]),
        ("type: Container, defaultRequest: {cpu: 1}, min: {cpu: 2}", ["Invalid defaultRequest[cpu]"]),
        # The limit defaults to the maximum.
        ("type: Container, defaultRequest: {cpu: 3}, max: {cpu: 2}", ["Invalid defaultRequest[cpu]"] * 2),
        ("type: Container, defaultRequest: {cpu: 3}, default: {memory: 1Gi}", []),
        ("type: Pod, maxLimitRequestRatio: {cpu: 2}", []),
        ("type: Pod, maxLimitRequestRatio: {cpu: 500m}", ["Invalid maxLimitRequestRatio[cpu]"]),
        ("type: Pod, maxLimitRequestRatio: {cpu: 4}, min: {cpu: 1}, max: {cpu: 4}", []),
        (
            "type: Pod, maxLimitRequestRatio: {cpu: 5}, min: {cpu: 1}, max: {cpu: 4}",
            ["Invalid maxLimitRequestRatio[cpu]"],
        ),
        ("type: Container, default: {example.com/gpu: 2}, defaultRequest: {example.com/gpu: 2}", []),
        (
            "type: Container, default: {example.com/gpu: 2}, defaultRequest: {example.com/gpu: 1}",
            ["Invalid defaultRequest[example.com/gpu]"],
        ),
        ("type: Container, max: {cpu: 2x}", ["WrongType max[cpu]"]),
    ],
)
def test_limit_ranges(item: str, found: list[str]) -> None:
    errors = rejected_spec("LimitRange", f"limits: [{{{item}}}]")
    assert [error.replace(f"{ITEM}.", "").replace(ITEM, "") for error in errors] == found


def test_a_type_twice() -> None:
    found = rejected_spec("LimitRange", "limits: [{type: Pod}, {type: Container}, {type: Pod}]")
    assert found == ["Duplicate spec.limits[2].type"]
    assert rejected_spec("LimitRange", "") == []


@pytest.mark.parametrize(
    ("hard", "found"),
    [
        ("pods: 10, cpu: 500m, memory: 1Gi, limits.cpu: 2, requests.storage: 1Ti", []),
        ("count/deployments.apps: 5, requests.nvidia.com/gpu: 4, requests.hugepages-2Mi: 4Mi", []),
        ("gold.storageclass.storage.k8s.io/requests.storage: 10Gi", []),
        ("services.nodeports: 0, services.loadbalancers: 1, configmaps: 1, secrets: 1, resourcequotas: 1", []),
        ("storage: 1Gi", ["Invalid spec.hard[storage]"]),
        ("deployments: 5", ["Invalid spec.hard[deployments]"]),
        ("limit.cpu: 5", ["Invalid spec.hard[limit.cpu]"]),
        ("Pods: 5", ["Invalid spec.hard[Pods]"]),
        ("count/a/b: 5", ["Invalid spec.hard[count/a/b]"]),
        ("pods: -1", ["Invalid spec.hard[pods]"]),
        ("pods: 1.5", ["Invalid spec.hard[pods]"]),
        ("pods: 1500m", ["Invalid spec.hard[pods]"]),
        ("count/pods: 500m", ["Invalid spec.hard[count/pods]"]),
        ("cpu: 1.5", []),
        ("pods: many", ["WrongType spec.hard[pods]"]),
    ],
)
def test_quotas(hard: str, found: list[str]) -> None:
    assert rejected_spec("ResourceQuota", f"hard: {{{hard}}}") == found


EXPRESSION = "spec.scopeSelector.matchExpressions[0]"


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("hard: {pods: 1}, scopes: [BestEffort]", []),
        ("hard: {pods: 1, cpu: 1}, scopes: [NotBestEffort, Terminating]", []),
        ("hard: {count/configmaps: 1}, scopes: [BestEffort]", []),
        ("hard: {requests.storage: 1Gi, hugepages-2Mi: 4Mi}, scopes: [VolumeAttributesClass]", []),
        ("hard: {hugepages-2Mi: 4Mi}, scopes: [NotTerminating]", ["Invalid spec.scopes[0]"]),
        ("hard: {pods: 1}, scopes: [besteffort]", ["Invalid spec.scopes[0]"]),
        ("hard: {cpu: 1}, scopes: [BestEffort]", ["Invalid spec.scopes[0]"]),
        ("hard: {services: 1}, scopes: [Terminating]", ["Invalid spec.scopes[0]"]),
        ("hard: {pods: 1}, scopes: [BestEffort, NotBestEffort]", ["Invalid spec.scopes"]),
        ("hard: {pods: 1}, scopes: [Terminating, NotTerminating]", ["Invalid spec.scopes"]),
        ("hard: {pods: 1}, scopeSelector: {}", []),
        (
            (
                "hard: {pods: 1}, "
                "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [a]}]}"
            ),
            [],
        ),
        (
            "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In}]}",
            [f"Required {EXPRESSION}.values"],
        ),
        (
            "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists, values: [a]}]}",
            [f"Invalid {EXPRESSION}.values"],
        ),
        (
            "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Is}]}",
            [f"Invalid {EXPRESSION}.operator"],
        ),
        (
            "scopeSelector: {matchExpressions: [{scopeName: Priority, operator: Exists}]}",
            [f"Invalid {EXPRESSION}.scopeName"],
        ),
        ("scopeSelector: {matchExpressions: [{scopeName: Terminating, operator: Exists}]}", []),
        (
            "scopeSelector: {matchExpressions: [{scopeName: Terminating, operator: In, values: [a]}]}",
            [f"Invalid {EXPRESSION}.operator"],
        ),
        (
            (
                "hard: {requests.storage: 1Gi}, "
                "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists}]}"
            ),
            [f"Invalid {EXPRESSION}.scopeName"],
        ),
        (
            (
                "scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: Exists}, "
                "{scopeName: NotBestEffort, operator: Exists}]}"
            ),
            ["Invalid spec.scopeSelector.matchExpressions"],
        ),
    ],
)
def test_scopes(spec: str, found: list[str]) -> None:
    assert rejected_spec("ResourceQuota", spec) == found
