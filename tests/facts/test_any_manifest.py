"""Whatever a manifest holds where something else belongs: facts are worked out and rules judge, and nothing breaks."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import Files, facts_of, judged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podlint.facts import KINDS
from podlint.facts.describing import described
from podlint.reading import read_source
from podlint.rule.examples import examples as examples_of

CORPUS = Path(__file__).parent.parent.parent.parent / "shared" / "corpus"
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    "localhost",
    "/var/log",
    "{{ .Values.x }}",
    "${X}",
    "<x>",
    "a: b",
    [],
    {},
)
ODDER: tuple[Any, ...] = (
    2**70,
    [None],
    [[]],
    [{}],
    {"": ""},
    {"name": 1},
    {"a": None},
    ["x", 1],
    "\u00e9\n---\n",
    "/" * 9,
    "-",
)


def check(files: Files, **configured: Any) -> None:
    """Every kind can be worked out, told as plain data, and judged by every rule."""
    facts = facts_of(files, **configured)
    for kind in KINDS.values():
        rows: tuple[Any, ...] = facts.all(kind)
        json.dumps([described(row) for row in rows])
    judgement = judged(facts)
    assert judgement.failures == ()


@cache
def samples() -> tuple[tuple[Any, ...], ...]:
    """Documents that belong together, as plain values: the examples of all rules, and some applications."""
    from conftest import rules

    found = [
        tuple(_documents(*example.files.values())) for rule in rules().values() for example in examples_of(rule.node)
    ]
    paths = sorted(CORPUS.rglob("*.yaml"))[::40]
    found += [tuple(_documents(path.read_text("utf-8", "replace"))) for path in paths if path.stat().st_size < 20_000]
    return tuple(documents for documents in found if documents)


def _documents(*texts: str) -> Iterator[Any]:
    for text in texts:
        yield from json.loads(_as_json(text))


@cache
def _as_json(text: str) -> str:
    documents = read_source("sample.yaml", text.encode()).documents
    return json.dumps([document.value for document in documents if isinstance(document.value, dict)])


def slots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in plain data that holds a value: its holder and its key or index."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


def _put(holder: Any, key: Any, value: Any) -> None:
    holder[key] = value


def _delete(holder: Any, key: Any, _value: Any) -> None:
    del holder[key]


def _double(holder: Any, key: Any, value: Any) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        holder[f"{key}2" if isinstance(value, str) else str(value)] = copy.deepcopy(holder[key])


def _wrap(holder: Any, key: Any, _value: Any) -> None:
    holder[key] = [holder[key]]


def _retype(holder: Any, key: Any, _value: Any) -> None:
    holder[key] = json.dumps(holder[key])


CHANGES = (_put, _put, _put, _delete, _double, _wrap, _retype)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Some documents with nodes replaced, deleted, doubled, wrapped, retyped or exchanged for others of the sample."""
    documents = copy.deepcopy(list(draw(st.sampled_from(samples()))))
    for _ in range(draw(st.integers(1, 4))):
        places = slots(documents)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        others = st.sampled_from(places).map(lambda slot: copy.deepcopy(slot[0][slot[1]]))
        value = draw(st.one_of(st.sampled_from(ODD), st.sampled_from(ODDER), others))
        draw(st.sampled_from(CHANGES))(holder, key, copy.deepcopy(value))
    return "\n---\n".join(json.dumps(document) for document in documents)


@settings(derandomize=True, deadline=None, max_examples=1500, suppress_health_check=list(HealthCheck), database=None)
@given(text=mutated())
def test_changed_manifests(text: str) -> None:
    check({"folder/manifest.yaml": text}, nodes=[{"name": "node-a", "memory": "1Gi", "cpu": 1}])


POD = """
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, namespace: shop, labels: {app: web}, annotations: {a: b}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {linkerd.io/inject: enabled}}
    spec:
      hostNetwork: false
      hostPID: false
      nodeSelector: {kubernetes.io/hostname: node-a}
      affinity:
        nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}, matchExpressions: []}}
      initContainers:
        - name: init
          image: busybox:1.37
          command: [sh, -c, "cp /a /data/a"]
          restartPolicy: Always
          volumeMounts: [{name: data, mountPath: /data, subPath: x, readOnly: true}]
      containers:
        - name: web
          image: tomcat:10
          command: [java, -jar, /srv/app.jar]
          args: ["--upstream=http://localhost:8099"]
          workingDir: /srv
          ports: [{name: http, containerPort: 80, hostPort: 80, protocol: TCP, hostIP: 127.0.0.1}]
          envFrom: [{prefix: P_, configMapRef: {name: conf}}]
          env:
            - {name: DB_HOST, value: localhost}
            - {name: LEVEL, valueFrom: {configMapKeyRef: {name: conf, key: LEVEL}}}
          resources: {requests: {memory: 1Gi, cpu: 100m}, limits: {memory: 2Gi}}
          volumeMounts: [{name: data, mountPath: /var/log/app}, {name: conf, mountPath: /usr/local/tomcat/webapps}]
        - name: log
          image: fluent/fluent-bit:3.1
          volumeMounts: [{name: node, mountPath: /logs}, {name: conf, mountPath: /c}]
      volumes:
        - {name: conf, configMap: {name: conf}}
        - {name: all, projected: {sources: [{configMap: {name: conf}}]}}
        - {name: node, hostPath: {path: /srv/logs}}
        - {name: claim, persistentVolumeClaim: {claimName: data, readOnly: true}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]
"""
BESIDE = """
apiVersion: v1
kind: ConfigMap
metadata: {name: conf, namespace: shop}
data:
  LEVEL: info
  use-proxy-protocol: "true"
  app.conf: "[INPUT]\\n Path /var/log/app/*.log\\nlimit_req_zone $remote_addr"
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, labels: {app: web}, annotations: {cloud.google.com/neg: "{}"}}
spec:
  type: NodePort
  externalTrafficPolicy: Cluster
  internalTrafficPolicy: Local
  selector: {app: web}
  ports: [{name: http, port: 53, targetPort: http, protocol: UDP}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop, annotations: {nginx.ingress.kubernetes.io/limit-rps: "5"}}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
  rules: [{http: {paths: [{path: /, backend: {serviceName: web, servicePort: 80}}]}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}, matchExpressions: [{key: app, operator: In, values: [web]}]}
  ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [ReadWriteOnce], storageClassName: manual, volumeName: data}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
spec: {storageClassName: manual, hostPath: {path: /srv}, claimRef: {name: data, namespace: shop}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db, namespace: shop}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "postgres:16"}]
      volumes: [{name: node, hostPath: {path: /srv/logs}}, {name: d, persistentVolumeClaim: {claimName: data}}]
---
apiVersion: kustomize.config.k8s.io/v1
kind: Kustomization
patches: [{path: web.yaml, patch: ""}, web.yaml]
"""
FIELDS = [
    (which, index) for which, text in enumerate((POD, BESIDE)) for index in range(len(slots(list(_documents(text)))))
]


@pytest.mark.parametrize("odd", [None, 7, -1.5, "", "${X}", [None], {"name": 1}, [[{}]]], ids=json.dumps)
def test_every_field_may_hold_anything(odd: Any) -> None:
    """Each field that the extractors read, in turn, holds a number, a list, null, a placeholder ..."""
    for which, index in FIELDS:
        documents = [list(_documents(POD)), list(_documents(BESIDE))]
        holder, key = slots(documents[which])[index]
        holder[key] = copy.deepcopy(odd)
        text = "\n---\n".join(json.dumps(document) for document in documents[0] + documents[1])
        facts = facts_of({"kustomization.yaml": text})
        judgement = judged(facts)
        assert (judgement.failures, holder, key) == ((), holder, key)


def test_the_whole_sample_has_facts_of_most_kinds() -> None:
    """What the fields are tried on is no empty input."""
    facts = facts_of({"kustomization.yaml": POD + "---" + BESIDE})
    empty = {name for name, kind in KINDS.items() if not facts.all(kind)}
    assert empty.isdisjoint({"Object", "Pod", "Container", "Variable", "Command", "Volume", "Mount", "PathUse", "Dial"})
    assert empty.isdisjoint({"Selection", "Claim", "Coupling", "ClientAddressNeed", "Listener", "DeployMount"})


ALIASES = """
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: &metadata {name: one, labels: &labels {app: shop}}
    spec: &spec
      containers: &containers
        - &container
          name: app
          image: example.com/app:1
          env: &env [{name: DB_HOST, value: &host localhost}]
          volumeMounts: &mounts [{name: lost, mountPath: /var/log/app}]
        - {<<: *container, name: side}
      volumes: &volumes [{name: node, hostPath: &path {path: /srv/logs}}]
  - {apiVersion: v1, kind: Pod, metadata: {<<: *metadata, name: two}, spec: *spec}
  - apiVersion: v1
    kind: Pod
    metadata: {name: three, labels: *labels}
    spec:
      <<: *spec
      initContainers: *containers
      volumes: [{name: more, hostPath: {<<: *path}}]
  - {apiVersion: v1, kind: Service, metadata: *metadata, spec: {type: NodePort, selector: *labels, ports: [{port: 53}]}}
"""


def test_aliases_and_merges() -> None:
    check(ALIASES)


@pytest.mark.parametrize("value", ["{{ .Values.x }}", "${X}", "<x>", "CHANGE_ME"])
def test_what_is_filled_in_later_is_no_ground_for_a_finding(value: str) -> None:
    """G11: names, labels, paths, images and namespaces that are not known yet."""
    names = ("shop", "web", "data", "conf", "/srv/logs", "postgres:16", "tomcat:10", "localhost", "203.0.113.0/24")
    text = POD + "---" + BESIDE
    for name in names:
        documents = list(_documents(text))
        for holder, key in slots(documents):
            if holder[key] == name:
                holder[key] = value
        check({"manifest.yaml": "\n---\n".join(json.dumps(document) for document in documents)})
