"""Workloads: pods and pod templates, whatever kind holds them, and their containers with their roles."""

from collections.abc import Iterator
from typing import Any

from podlint.dataclass import dataclass
from podlint.facts.objects import Object, mapping, mappings, name_place, text
from podlint.facts.store import Facts
from podlint.kubernetes.images import Image, parse_image
from podlint.kubernetes.kinds import pod_template_path
from podlint.kubernetes.ports import is_injected
from podlint.reading import Mapping, Place

ROLE_BY_FIELD = (("initContainers", "init"), ("containers", "main"), ("ephemeralContainers", "ephemeral"))


@dataclass(frozen=True, slots=True, eq=False)
class Pod:
    """A pod, or the pod template of a workload.

    `template` holds metadata and spec. `replicas` is 1 where the manifest says none, and -1 where it can't be known.
    `partial` pods are patches or snippets: what they lack may stand elsewhere.
    """

    object: Object
    template: Mapping
    spec: Mapping
    labels: dict[str, Any]
    annotations: dict[str, Any]
    replicas: int
    partial: bool

    @property
    def place(self) -> Place:
        return self.object.place

    @property
    def kind(self) -> str:
        return self.object.kind

    @property
    def name(self) -> str:
        return self.object.name

    @property
    def namespace(self) -> str:
        return self.object.namespace

    @property
    def host_network(self) -> bool:
        return self.spec.get("hostNetwork") is True

    @property
    def title(self) -> str:
        """Kind and name, for sentences."""
        return str(self.object)

    @property
    def label_text(self) -> str:
        return ", ".join(f"{key}={value}" for key, value in self.labels.items())

    @property
    def injected(self) -> bool:
        """Whether it asks a webhook for containers or volumes that no manifest shows."""
        return is_injected(self.annotations) or is_injected(self.labels)

    def __str__(self) -> str:
        return str(self.object)


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """A container of a pod. `role` is main, init, sidecar (an init container that restarts always) or ephemeral."""

    pod: Pod
    node: Mapping
    name: str
    role: str
    index: int
    image: Image | None

    @property
    def place(self) -> Place:
        return name_place(self.node)

    @property
    def running(self) -> bool:
        """Whether it runs beside the main containers, for as long as the pod lives."""
        return self.role in ("main", "sidecar")

    def __str__(self) -> str:
        return self.name or "unnamed container"


def pods(facts: Facts) -> Iterator[Pod]:
    for item in facts.all(Object):
        path = _template_path(item, facts)
        template = descend(item.node, path) if path is not None else None
        if isinstance(template, Mapping) and isinstance(template.get("spec"), Mapping):
            yield _pod(item, template)


def containers(facts: Facts) -> Iterator[Container]:
    """All containers of all pods, in the order in which Kubernetes starts them."""
    for pod in facts.all(Pod):
        index = 0
        for field, role in ROLE_BY_FIELD:
            for node in mappings(pod.spec.get(field)):
                yield _container(pod, node, role, index)
                index += 1


def descend(node: object, path: tuple[str, ...]) -> object:
    """The value at a field path, or None."""
    for key in path:
        node = mapping(node).get(key)
    return node


def _template_path(item: Object, facts: Facts) -> tuple[str, ...] | None:
    own = (facts.settings.pod_templates or {}).get((item.api_version, item.kind))
    return own if own is not None else pod_template_path(item.api_version, item.kind)


def _pod(item: Object, template: Mapping) -> Pod:
    spec = template["spec"]
    metadata = mapping(template.get("metadata"))
    listed = list(mappings(spec.get("containers")))
    return Pod(
        object=item,
        template=template,
        spec=spec,
        labels=mapping(metadata.get("labels")),
        annotations=mapping(metadata.get("annotations")),
        replicas=_replicas(item),
        partial=item.layer == "patch" or not any("image" in node for node in listed) or _lacks_selector(item),
    )


def _lacks_selector(item: Object) -> bool:
    """apps/v1 requires a selector; a workload without one can only be a patch of another manifest."""
    return item.api_version in ("apps/v1", "apps/v1beta2") and "selector" not in mapping(item.node.get("spec"))


def _replicas(item: Object) -> int:
    """`spec.replicas` defaults to 1 in every workload kind that has it."""
    wanted = mapping(item.node.get("spec")).get("replicas", 1)
    return wanted if isinstance(wanted, int) and not isinstance(wanted, bool) else -1


def _container(pod: Pod, node: Mapping, role: str, index: int) -> Container:
    is_sidecar = role == "init" and node.get("restartPolicy") == "Always"
    image = text(node.get("image"))
    return Container(
        pod=pod,
        node=node,
        name=text(node.get("name")),
        role="sidecar" if is_sidecar else role,
        index=index,
        image=parse_image(image) if image else None,
    )
