"""The work grows with the input, not with its square: what is run at five times the size, counted rather than timed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from conftest import facts_of, judged

from podlint.facts import EXTRACTORS, Facts

FEW, TIMES = 12, 5
APPLICATION = """
apiVersion: v1
kind: Service
metadata: {{name: {name}{namespace}}}
spec:
  type: NodePort
  selector: {{part-of: shop{selected}}}
  ports: [{{port: 80, targetPort: 8080}}]
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: {name}{namespace}}}
data: {{LEVEL: info, app.conf: "limit_req_zone $remote_addr"}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {{name: {name}{namespace}}}
spec: {{accessModes: [ReadWriteOnce], storageClassName: manual}}
---
apiVersion: v1
kind: PersistentVolume
metadata: {{name: {name}}}
spec: {{accessModes: [ReadWriteOnce], storageClassName: manual, hostPath: {{path: /srv/{name}}}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {{name: {name}{namespace}, annotations: {{nginx.ingress.kubernetes.io/limit-rps: "5"}}}}
spec: {{defaultBackend: {{service: {{name: other-{name}, port: {{number: 80}}}}}}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{name: {name}{namespace}}}
spec:
  podSelector: {{matchLabels: {{app: {name}}}}}
  ingress: [{{from: [{{ipBlock: {{cidr: 203.0.113.0/24}}}}]}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: {name}{namespace}}}
spec:
  selector: {{matchLabels: {{app: {name}}}}}
  template:
    metadata: {{labels: {{part-of: shop, app: {name}}}}}
    spec:
      affinity:
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {{topologyKey: kubernetes.io/hostname, labelSelector: {{matchLabels: {{app: {name}-db}}}}}}
      containers:
        - name: app
          image: example.com/{image}:1
          ports: [{{containerPort: 8080}}]
          envFrom: [{{configMapRef: {{name: {name}}}}}]
          env: [{{name: DB_HOST, value: "localhost:5432"}}, {{name: OTHER_URL, value: "http://localhost:8099"}}]
          command: [tail, -F, /data/{name}.log]
          volumeMounts: [{{name: data, mountPath: /data}}, {{name: conf, mountPath: /conf}}]
        - {{name: side, image: "registry.k8s.io/ingress-nginx/controller:v1"}}
      volumes:
        - {{name: data, persistentVolumeClaim: {{claimName: {name}}}}}
        - {{name: conf, configMap: {{name: {name}}}}}
        - {{name: node, hostPath: {{path: /srv/logs/{path}}}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {{name: {name}-db{namespace}}}
spec:
  selector: {{matchLabels: {{app: {name}-db}}}}
  template:
    metadata: {{labels: {{part-of: shop, app: {name}-db}}}}
    spec:
      containers: [{{name: db, image: "example.com/{image}-db:1", ports: [{{containerPort: 5432}}]}}]
      volumes:
        - {{name: node, hostPath: {{path: /srv/logs/{path}}}}}
        - {{name: data, persistentVolumeClaim: {{claimName: {name}}}}}
"""


def application(index: int, **changes: str) -> str:
    """The manifests of an application whose names are its own."""
    name = f"app-{index}"
    values = {"name": name, "selected": f", app: {name}", "namespace": "", "path": name, "image": name, **changes}
    return APPLICATION.format(**values)


def in_one_file(number: int) -> dict[str, str]:
    return {"all.yaml": "---".join(application(index) for index in range(number))}


def in_one_folder(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(index) for index in range(number)}


def with_misspelt_selectors(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(index, selected=f", app: ap-{index}") for index in range(number)}


def with_unknown_selectors(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(index, selected=f', app: "${{APP_{index}}}"') for index in range(number)}


def with_one_directory(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(index, path="all") for index in range(number)}


def with_one_image(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(index, image="app") for index in range(number)}


def with_one_label(number: int) -> dict[str, str]:
    """Each Service selects all the pods."""
    documents = [application(index, selected="").partition("---") for index in range(number)]
    return {
        "services.yaml": "---".join(service for service, _, _ in documents),
        "others.yaml": "---".join(others for _, _, others in documents),
    }


def with_one_label_from_afar(number: int) -> dict[str, str]:
    """The same, each Service in a folder of its own."""
    documents = [application(index, selected="").partition("---") for index in range(number)]
    services = {f"services/{index}/service.yaml": service for index, (service, _, _) in enumerate(documents)}
    return services | {"pods/others.yaml": "---".join(others for _, _, others in documents)}


def in_folders_side_by_side(number: int) -> dict[str, str]:
    return {f"apps/{index}/app.yaml": application(index) for index in range(number)}


def in_folders_of_equal_names(number: int) -> dict[str, str]:
    return {f"apps/{index}/deploy/app.yaml": application(0) for index in range(number)}


def in_namespaces(number: int) -> dict[str, str]:
    return {f"app-{index}.yaml": application(0, namespace=f", namespace: team-{index}") for index in range(number)}


SHAPES = (
    in_one_file,
    in_one_folder,
    with_misspelt_selectors,
    with_unknown_selectors,
    with_one_directory,
    with_one_image,
    with_one_label,
    with_one_label_from_afar,
    in_folders_side_by_side,
    in_folders_of_equal_names,
    in_namespaces,
)


def counted(step: Callable[[], Any]) -> int:
    """How many calls, lines and returns Python runs; a loop within one line counts each time round."""
    steps, before = 0, sys.gettrace()

    def count(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal steps
        steps += 1
        return count

    sys.settrace(count)
    try:
        step()
    finally:
        sys.settrace(before)
    return steps


def work(facts: Facts) -> dict[str, int]:
    """What is run for each kind of fact, what it takes from other kinds left out, and for judging them all."""
    steps: dict[str, Callable[[], Any]] = {
        kind.__name__: lambda kind=kind: facts.all(kind)  # type: ignore[misc]
        for kind in EXTRACTORS
    }
    steps["judging"] = lambda: judged(facts)
    return {name: counted(step) for name, step in steps.items()}


@pytest.mark.parametrize("shape", SHAPES)
def test_five_times_the_input_is_five_times_the_work(shape: Callable[[int], dict[str, str]]) -> None:
    judged(facts_of(shape(TIMES * FEW)))  # what is remembered between runs is no part of the comparison
    few, many = work(facts_of(shape(FEW))), work(facts_of(shape(TIMES * FEW)))
    growth = {name: round(many[name] / max(few[name], 1), 2) for name in few if many[name] > 100 * TIMES * FEW}
    assert {name: factor for name, factor in growth.items() if factor > 1.05 * TIMES} == {}
