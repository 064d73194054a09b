"""Kinds: pod templates, lists, replicas, scope."""

from typing import Any

import pytest

from podlint.kubernetes.kinds import (
    default_replicas,
    group_of,
    is_list,
    is_workload,
    long_running,
    objects_key,
    pod_template_path,
    replicas_path,
    version_of,
)
from podlint.kubernetes.scopes import is_namespaced

TEMPLATE = ("spec", "template")
CRON = ("spec", "jobTemplate", "spec", "template")


@pytest.mark.parametrize(
    ("api_version", "kind", "path"),
    [
        ("v1", "Pod", ()),
        ("v1", "PodTemplate", ("template",)),
        ("v1", "ReplicationController", TEMPLATE),
        ("v1", "DeploymentConfig", TEMPLATE),
        ("apps.openshift.io/v1", "DeploymentConfig", TEMPLATE),
        ("apps/v1", "Deployment", TEMPLATE),
        ("apps/v1", "StatefulSet", TEMPLATE),
        ("apps/v1beta1", "Deployment", TEMPLATE),
        ("apps/v1beta2", "DaemonSet", TEMPLATE),
        ("extensions/v1beta1", "ReplicaSet", TEMPLATE),
        ("batch/v1", "Job", TEMPLATE),
        ("batch/v1", "CronJob", CRON),
        ("batch/v1beta1", "CronJob", CRON),
        ("batch/v2alpha1", "ScheduledJob", CRON),
        ("argoproj.io/v1alpha1", "Rollout", TEMPLATE),
        ("serving.knative.dev/v1", "Service", None),
        ("v1", "Service", None),
        ("v1", "Deployment", None),
        ("apps/v1beta1", "DaemonSet", None),
        ("", "", None),
    ],
)
def test_pod_template_path(api_version: str, kind: str, path: tuple[str, ...] | None) -> None:
    assert pod_template_path(api_version, kind) == path


def test_workloads() -> None:
    assert is_workload("v1", "Pod")
    assert not is_workload("v1", "PodTemplate")
    assert not is_workload("v1", "ConfigMap")


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"kind": "List", "items": []}, "items"),
        ({"kind": "PodList", "apiVersion": "v1", "items": []}, "items"),
        ({"items": []}, "items"),
        ({"kind": "List"}, None),
        ({"kind": "List", "items": {}}, None),
        ({"kind": "Menu", "items": []}, None),
        ({"kind": 1, "items": []}, None),
        ({"kind": "Template", "apiVersion": "v1", "objects": []}, "objects"),
        ({"kind": "Template", "apiVersion": "template.openshift.io/v1", "objects": []}, "objects"),
        ({"kind": "Template", "apiVersion": "example.org/v1", "objects": []}, None),
        ({"kind": "Template", "apiVersion": "v1", "objects": "x"}, None),
    ],
)
def test_objects_key(value: dict[str, Any], key: str | None) -> None:
    assert objects_key(value) == key
    assert is_list(value) is (key == "items")


@pytest.mark.parametrize(
    ("kind", "path", "default"),
    [
        ("Deployment", ("spec", "replicas"), 1),
        ("Job", ("spec", "parallelism"), 1),
        ("CronJob", ("spec", "jobTemplate", "spec", "parallelism"), 1),
        ("Pod", None, 1),
        ("DaemonSet", None, None),
        ("ConfigMap", None, None),
    ],
)
def test_replicas(kind: str, path: tuple[str, ...] | None, default: int | None) -> None:
    assert replicas_path(kind) == path
    assert default_replicas(kind) == default


@pytest.mark.parametrize(("kind", "verdict"), [("Deployment", True), ("Pod", True), ("Job", False), ("CronJob", False)])
def test_long_running(kind: str, verdict: bool) -> None:
    assert long_running(kind) is verdict


def test_group_and_version() -> None:
    assert (group_of("v1"), version_of("v1")) == ("", "v1")
    assert (group_of("apps/v1"), version_of("apps/v1")) == ("apps", "v1")


@pytest.mark.parametrize(
    ("api_version", "kind", "verdict"),
    [
        ("v1", "Pod", True),
        ("v1", "Node", False),
        ("v1", "Namespace", False),
        ("apps/v1beta1", "Deployment", True),
        ("rbac.authorization.k8s.io/v1", "ClusterRole", False),
        ("rbac.authorization.k8s.io/v1", "Role", True),
        ("storage.k8s.io/v1", "StorageClass", False),
        ("example.org/v1", "Thing", None),
        ("apps/v1", "Pod", None),
    ],
)
def test_is_namespaced(api_version: str, kind: str, verdict: bool | None) -> None:
    assert is_namespaced(api_version, kind) is verdict
