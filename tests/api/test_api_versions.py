"""Which kinds a release serves."""

import pytest

from podlint.kubernetes.api.releases import known_versions, minor_of
from podlint.kubernetes.api.versions import standing


@pytest.mark.parametrize(
    ("api_version", "kind", "minor", "word", "since", "use"),
    [
        ("apps/v1", "Deployment", 37, "served", "", ""),
        ("extensions/v1beta1", "Deployment", 37, "gone", "1.16", "apps/v1 Deployment"),
        ("policy/v1beta1", "PodSecurityPolicy", 30, "gone", "1.25", "Pod Security admission"),
        (
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "FlowSchema",
            31,
            "deprecated",
            "1.29",
            "flowcontrol.apiserver.k8s.io/v1 FlowSchema",
        ),
        (
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "FlowSchema",
            32,
            "gone",
            "1.32",
            "flowcontrol.apiserver.k8s.io/v1 FlowSchema",
        ),
        ("storage.k8s.io/v1", "VolumeAttributesClass", 33, "future", "1.34", ""),
        ("v1", "Endpoints", 32, "served", "", ""),
        ("v1", "Endpoints", 33, "deprecated", "1.33", "discovery.k8s.io/v1 EndpointSlice"),
        ("v1", "Deployment", 37, "unknown", "", "apps/v1 Deployment"),
        ("v1", "pod", 37, "unknown", "", "v1 Pod"),
        ("v2", "Pod", 37, "unknown", "", "v1 Pod"),
        ("V1", "Service", 37, "unknown", "", "v1 Service"),
        ("v1", "PVC", 37, "unknown", "", ""),
        ("v1", "Services", 37, "unknown", "", "v1 Service"),
        ("app/v1", "Deployment", 37, "unknown", "", "apps/v1 Deployment"),
        ("skaffold/v4beta1", "Config", 37, "foreign", "", ""),
        ("v1", "Config", 37, "foreign", "", ""),
        ("argoproj.io/v1alpha1", "Rollout", 37, "foreign", "", ""),
        ("gateway.networking.k8s.io/v1", "Gateway", 37, "foreign", "", ""),
    ],
)
def test_standing(api_version: str, kind: str, minor: int, word: str, since: str, use: str) -> None:
    assert standing(api_version, kind, minor) == (word, since, use)


def test_releases() -> None:
    assert [minor_of(version) for version in known_versions()] == list(range(30, 38))
    assert [minor_of(version) for version in ("1.29", "1.38", "1", "2.30", "v1.30", "")] == [None] * 6
