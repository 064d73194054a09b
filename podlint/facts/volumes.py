"""Volumes of pods, who mounts them where, and which of them containers can share."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mapping, mappings, name_place, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.host_paths import normalise
from podlint.kubernetes.placeholders import is_placeholder
from podlint.reading import Mapping, Place

SHAREABLE = frozenset({"emptyDir", "persistentVolumeClaim", "ephemeral"})
"""Volume sources that containers of a pod use to hand files to each other (Volume fields of the core API)."""


@dataclass(frozen=True, slots=True, eq=False)
class Volume:
    """A volume of a pod. `source` is the field of its source, such as emptyDir; empty where there is none or many.

    A claim template of a StatefulSet is a volume with source persistentVolumeClaim and takes the place of a volume of
    the same name (StatefulSetSpec.volumeClaimTemplates). `host_path` and `claim` are empty for other sources, and
    where they are only known once the manifest is rendered.
    """

    pod: Pod
    node: Mapping
    name: str
    source: str
    host_path: str
    claim: str
    template: bool

    @property
    def place(self) -> Place:
        return name_place(self.node)

    @property
    def shareable(self) -> bool:
        return self.source in SHAREABLE

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, eq=False)
class Mount:
    """A volumeMount of a container. `volume` is None where the pod declares no volume of that name.

    `declared` are the names of the pod's volumes; `unsettled` says that the name, or one of those, is only known once
    the manifest is rendered.
    """

    container: Container
    node: Mapping
    name: str
    path: str
    sub_path: str
    read_only: bool
    volume: Volume | None
    declared: tuple[str, ...]
    unsettled: bool

    @property
    def place(self) -> Place:
        """The mount path, which says most about a mount; else its name."""
        return self.node.value_place("mountPath") if "mountPath" in self.node else name_place(self.node)

    @property
    def nearest(self) -> str:
        """The declared volume whose name is most like this one, empty if none is."""
        from difflib import get_close_matches  # imported late: a clean run needs no near names

        return next(iter(get_close_matches(self.name, self.declared, n=1)), "")

    def __str__(self) -> str:
        return f"{self.name} at {self.path}"


def volumes(facts: Facts) -> Iterator[Volume]:
    for pod in facts.all(Pod):
        templates = {volume.name: volume for volume in _claim_templates(pod)}
        declared = (_volume(pod, node) for node in mappings(pod.spec.get("volumes")))
        yield from (volume for volume in declared if volume.name not in templates)
        yield from templates.values()


def mounts(facts: Facts) -> Iterator[Mount]:
    for pod in facts.all(Pod):
        by_name = {volume.name: volume for volume in facts.by(Volume, "pod", pod)}
        declared, unsettled = tuple(by_name), any(map(is_placeholder, by_name))
        for container in facts.by(Container, "pod", pod):
            for node in mappings(container.node.get("volumeMounts")):
                yield _mount(container, node, by_name.get(text(node.get("name"))), declared, unsettled)


def _claim_templates(pod: Pod) -> Iterator[Volume]:
    if pod.kind != "StatefulSet":
        return
    for node in mappings(mapping(pod.object.node.get("spec")).get("volumeClaimTemplates")):
        name = text(mapping(node.get("metadata")).get("name"))
        yield Volume(pod, node, name, "persistentVolumeClaim", host_path="", claim="", template=True)


def _volume(pod: Pod, node: Mapping) -> Volume:
    sources = [key for key in node if key != "name"]
    source = sources[0] if len(sources) == 1 else ""
    return Volume(
        pod,
        node,
        text(node.get("name")),
        # A volume without a source is an emptyDir: so says the server's defaulting (VolumeSource).
        source or ("" if sources else "emptyDir"),
        host_path=normalise(_known(mapping(node.get("hostPath")).get("path"))),
        claim=_known(mapping(node.get("persistentVolumeClaim")).get("claimName")),
        template=False,
    )


def _known(value: object) -> str:
    return "" if is_placeholder(value) else text(value)


def _mount(
    container: Container, node: Mapping, volume: Volume | None, declared: tuple[str, ...], unsettled: bool
) -> Mount:
    name = text(node.get("name"))
    claim = mapping(volume.node.get("persistentVolumeClaim")) if volume else {}
    return Mount(
        container,
        node,
        name,
        normalise(text(node.get("mountPath"))),
        text(node.get("subPath")) or text(node.get("subPathExpr")),
        node.get("readOnly") is True or claim.get("readOnly") is True,
        volume,
        declared,
        unsettled or is_placeholder(name),
    )
