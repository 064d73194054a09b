"""What the API server would say about a manifest, as short lines."""

from collections.abc import Iterator
from textwrap import dedent

from podlint.facts.api import errors_in, schema_of
from podlint.reading import Mapping, read_source

_GROUPS = {
    "ClusterRole": "rbac.authorization.k8s.io/v1",
    "ClusterRoleBinding": "rbac.authorization.k8s.io/v1",
    "CronJob": "batch/v1",
    "DaemonSet": "apps/v1",
    "Deployment": "apps/v1",
    "EndpointSlice": "discovery.k8s.io/v1",
    "HorizontalPodAutoscaler": "autoscaling/v2",
    "Ingress": "networking.k8s.io/v1",
    "IngressClass": "networking.k8s.io/v1",
    "Job": "batch/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
    "PodDisruptionBudget": "policy/v1",
    "PriorityClass": "scheduling.k8s.io/v1",
    "ReplicaSet": "apps/v1",
    "Role": "rbac.authorization.k8s.io/v1",
    "RoleBinding": "rbac.authorization.k8s.io/v1",
    "StatefulSet": "apps/v1",
    "StorageClass": "storage.k8s.io/v1",
}


def rejected(manifest: str, minor: int = 37, *, lines: bool = False) -> list[str]:
    """YAML and a minor version in; `REASON PATH` out, with `lines` followed by ` @LINE`, in the order of places."""
    return list(_rejections(dedent(manifest), minor, lines))


def _rejections(text: str, minor: int, with_lines: bool) -> Iterator[str]:
    reading = read_source("manifest.yaml", text.encode())
    assert reading.documents, reading.unreadable
    for document in reading.documents:
        assert isinstance(document.value, Mapping)
        errors = errors_in(document.value, schema_of(minor))
        for error in sorted(errors, key=lambda error: error.place.start):
            yield f"{error.reason} {error.path}" + (f" @{error.place.line}" if with_lines else "")


def rejected_object(kind: str, body: str, minor: int = 37, metadata: str = "name: a") -> list[str]:
    """The same of an object of a kind: `body` is the YAML beside metadata."""
    api_version = _GROUPS.get(kind, "v1")
    return rejected(f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{{metadata}}}\n{dedent(body)}", minor)


def rejected_spec(kind: str, spec: str, minor: int = 37, metadata: str = "name: a") -> list[str]:
    """The same of an object with a spec, whose fields are given in flow style."""
    return rejected_object(kind, f"spec: {{{spec}}}", minor, metadata)


def workload(spec: str = "", pod: str = "", *, selector: str = "matchLabels: {app: a}", labels: str = "app: a") -> str:
    """The spec of a workload with more fields of it and of its pods; without a selector if that is empty."""
    pods = f"{pod or 'restartPolicy: Always'}, containers: [{{name: c, image: i}}]"
    template = f"template: {{metadata: {{labels: {{{labels}}}}}, spec: {{{pods}}}}}"
    return ", ".join(filter(None, [selector and f"selector: {{{selector}}}", template, spec]))
