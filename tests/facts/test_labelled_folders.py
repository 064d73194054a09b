"""Workloads whose selector a kustomization adds."""

import pytest
from conftest import facts_of

from podlint.facts.api import ApiError

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: grafana}
spec:
  template:
    spec:
      containers: [{name: grafana, image: "grafana/grafana:11.4.0"}]
"""


def missing(kustomization: str) -> list[str]:
    facts = facts_of({"app/kustomization.yaml": kustomization, "app/deployment.yaml": DEPLOYMENT})
    return [error.field for error in facts.all(ApiError) if error.reason == "Required"]


@pytest.mark.parametrize("field", ["commonLabels: {app: grafana}", "labels: [{pairs: {app: grafana}}]"])
def test_labels_of_a_kustomization_make_the_selector(field: str) -> None:
    assert "spec.selector" not in missing(f"resources: [deployment.yaml]\n{field}\n")


def test_without_labels_the_selector_is_missing() -> None:
    assert "spec.selector" in missing("resources: [deployment.yaml]\n")
