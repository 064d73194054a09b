"""Labels, annotations, volume types and fields that Kubernetes deprecates or does nothing with."""

import pytest
from conftest import facts_of, spot

from podlint.facts.deprecations import Deprecation
from podlint.facts.ignored_fields import IgnoredField


def told(text: str, **settings: object) -> list[tuple[str, str, str, str]]:
    """What is deprecated, by what it is, its name, and the releases."""
    return [(row.what, row.name, row.since, row.gone) for row in facts_of(text, **settings).all(Deprecation)]


def pod(spec: str, annotations: str = "") -> str:
    return f"""
apiVersion: v1
kind: Pod
metadata: {{name: web, annotations: {{{annotations}}}}}
spec: {{containers: [{{name: web, image: a}}], {spec}}}
"""


EXPRESSION = "{matchExpressions: [{key: %s, operator: Exists}]}"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
NODE_LABELS = [
    "nodeSelector: {%s: a}",
    f"affinity: {{nodeAffinity: {{{REQUIRED}: {{nodeSelectorTerms: [{EXPRESSION}]}}}}}}",
    f"affinity: {{nodeAffinity: {{{PREFERRED}: [{{weight: 1, preference: {EXPRESSION}}}]}}}}",
    f"affinity: {{podAffinity: {{{PREFERRED}: [{{weight: 1, podAffinityTerm: {{topologyKey: %s}}}}]}}}}",
    "topologySpreadConstraints: [{topologyKey: %s}]",
]


@pytest.mark.parametrize("spec", NODE_LABELS)
def test_node_labels_are_found_wherever_pods_name_them(spec: str) -> None:
    assert told(pod(spec % "beta.kubernetes.io/os")) == [("node label", "beta.kubernetes.io/os", "1.14", "")]
    assert told(pod(spec % "kubernetes.io/os")) == []


def test_node_labels_of_persistent_volumes() -> None:
    text = """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: data}
        spec:
          nodeAffinity:
            required:
              nodeSelectorTerms: [{matchExpressions: [{key: failure-domain.beta.kubernetes.io/zone, operator: Exists}]}]
          rbd: {}
    """
    assert [row[:2] for row in told(text)] == [
        ("volume type", "rbd"),
        ("node label", "failure-domain.beta.kubernetes.io/zone"),
    ]


SECCOMP = "seccomp.security.alpha.kubernetes.io"
APPARMOR = "container.apparmor.security.beta.kubernetes.io"


@pytest.mark.parametrize(
    ("annotation", "spec", "found"),
    [
        (f"{SECCOMP}/pod: runtime/default", "", True),
        (f"{SECCOMP}/pod: runtime/default", "securityContext: {seccompProfile: {type: RuntimeDefault}}", False),
        (f"container.{SECCOMP}/web: runtime/default", "", True),
        (f"container.{SECCOMP}/web: runtime/default", "securityContext: {seccompProfile: {type: Unconfined}}", True),
        (f"container.{SECCOMP}/other: runtime/default", "", False),
        (f"{APPARMOR}/web: runtime/default", "", True),
        (f"{APPARMOR}/web: runtime/default", "securityContext: {appArmorProfile: {type: RuntimeDefault}}", False),
        (f"{APPARMOR}/web: unconfined", "securityContext: {appArmorProfile: {type: RuntimeDefault}}", True),
        (
            f"{APPARMOR}/web: localhost/strict",
            "securityContext: {appArmorProfile: {type: Localhost, localhostProfile: strict}}",
            False,
        ),
        (f"{APPARMOR}/web: strict", "", True),
        (f"{APPARMOR}/other: unconfined", "", False),
        ("scheduler.alpha.kubernetes.io/critical-pod: ''", "", True),
        ("prometheus.io/scrape: 'true'", "", False),
    ],
)
def test_annotations_count_unless_a_field_says_the_same(annotation: str, spec: str, found: bool) -> None:
    assert bool(told(pod(spec, annotation))) == found


def test_the_field_of_a_container_overrules_its_annotation() -> None:
    text = f"""
        apiVersion: v1
        kind: Pod
        metadata: {{name: web, annotations: {{container.{SECCOMP}/web: a, {APPARMOR}/web: unconfined}}}}
        spec:
          containers:
            - name: web
              securityContext: {{seccompProfile: {{type: Unconfined}}, appArmorProfile: {{type: RuntimeDefault}}}}
    """
    assert told(text) == []


def test_releases_decide_what_is_deprecated_and_what_is_gone() -> None:
    text = pod("volumes: [{name: pages, gitRepo: {repository: a}}]")
    assert told(text, kubernetes_version="1.32") == [("volume type", "gitRepo", "1.11", "")]
    assert told(text, kubernetes_version="1.33") == [("volume type", "gitRepo", "1.11", "1.33")]
    rows = facts_of(text, kubernetes_version="1.32,1.34").all(Deprecation)
    assert [(row.gone, row.minors) for row in rows] == [("", (32,)), ("1.33", (33, 34))]
    assert spot(rows[0].place) == "5:69 gitRepo"


@pytest.mark.parametrize(
    ("spec", "version", "found"),
    [
        ("{externalIPs: [192.0.2.7]}", "1.36", [("field", "externalIPs", "1.36", "")]),
        ("{externalIPs: [192.0.2.7]}", "1.35", []),
        ("{externalIPs: []}", "1.37", []),
        ("{clusterIP: None, externalIPs: [192.0.2.7]}", "1.37", []),
        ("{type: ExternalName, externalIPs: [192.0.2.7]}", "1.37", []),
        ("{trafficDistribution: PreferClose}", "1.37", [("value", "PreferClose", "1.35", "")]),
        ("{trafficDistribution: PreferSameNode}", "1.37", []),
        ("[]", "1.37", []),
    ],
)
def test_fields_of_services(spec: str, version: str, found: list[tuple[str, ...]]) -> None:
    text = f"apiVersion: v1\nkind: Service\nspec: {spec}\n"
    assert told(text, kubernetes_version=version) == found


@pytest.mark.parametrize(
    ("spec", "ignored"),
    [
        ("{clusterIP: None, loadBalancerIP: a, externalIPs: [b], sessionAffinity: ClientIP}", 3),
        ("{clusterIP: None, sessionAffinity: None, externalIPs: [], loadBalancerIP: ''}", 0),
        ("{clusterIP: None, type: LoadBalancer, loadBalancerIP: a}", 0),
        ("{type: ExternalName, externalName: a, externalIPs: [b]}", 1),
        ("{externalName: a}", 1),
        ("{type: NodePort, externalName: a}", 1),
        ("{type: NodePort, sessionAffinity: ClientIP}", 0),
        ("{type: [], externalName: a}", 0),
    ],
)
def test_fields_that_services_ignore(spec: str, ignored: int) -> None:
    text = f"apiVersion: v1\nkind: Service\nspec: {spec}\n"
    assert len(facts_of(text).all(IgnoredField)) == ignored


def test_a_host_ip_without_host_port_is_ignored() -> None:
    text = (
        "apiVersion: v1\nkind: Pod\nspec: {%s containers: [{name: b, ports: [{containerPort: 80, hostIP: 127.0.0.1}]}]}"
    )
    (row,) = facts_of(text % "").all(IgnoredField)
    assert (row.field, row.reason, row.place.text) == ("hostIP", None, "127.0.0.1")
    assert facts_of(text % "hostNetwork: true,").all(IgnoredField) == ()
