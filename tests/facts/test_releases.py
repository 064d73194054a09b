"""In which of several releases a finding holds."""

import pytest
from conftest import findings

MANIFEST = """\
apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
kind: FlowSchema
metadata: {name: batch}
---
apiVersion: v1
kind: Pod
metadata: {name: reports}
spec:
  hostnameOverride: reports.example.com
  restart: Never
  containers: [{name: reports, image: "example.com/reports:3", imagePullPolicy: Missing}]
"""


def said(version: str) -> list[tuple[str, tuple[str, ...]]]:
    """Message and releases of each finding of the API rules, in the order of places."""
    rules = ("deprecated-api-version", "unserved-api-version", "unknown-field", "unsupported-value")
    found = findings(MANIFEST, *(f"api/{rule}" for rule in rules), kubernetes_version=version)
    return [(finding.message, finding.versions) for finding in found]


def test_what_does_not_hold_in_all_releases_says_in_which() -> None:
    schema = "FlowSchema of flowcontrol.apiserver.k8s.io/v1beta3 is"
    use = "use flowcontrol.apiserver.k8s.io/v1 FlowSchema"
    restart, policy = said("1.37")[1:]
    assert said("1.30,1.37") == [
        (f"{schema} deprecated since Kubernetes 1.29; {use} (in 1.30 and 1.31)", ("1.30", "1.31")),
        (
            f"{schema} gone since Kubernetes 1.32; {use} (in 1.32 to 1.37)",
            ("1.32", "1.33", "1.34", "1.35", "1.36", "1.37"),
        ),
        (
            "`hostnameOverride` is no field of PodSpec in Kubernetes 1.33 (in 1.30 to 1.33)",
            ("1.30", "1.31", "1.32", "1.33"),
        ),
        restart,
        policy,
    ]


@pytest.mark.parametrize("version", ["1.30", "1.37", "1.36,1.37"])
def test_what_holds_in_all_releases_says_nothing_of_them(version: str) -> None:
    assert [releases for _, releases in said(version) if releases] == []
