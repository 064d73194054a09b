"""Pods that do nothing but collect logs, and the directories of their node in which they read them."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.host_paths import HostPathUse
from podlint.facts.node_pins import is_live, is_static, pinned
from podlint.facts.signs import images_of, only_collects
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.kubernetes.kinds import long_running
from podlint.reading import Place


@dataclass(frozen=True, slots=True, eq=False)
class LogCollector:
    """A pod all of whose running containers are log collectors.

    `reads` are the directories of the node that it reads logs from, but for those that a Coupling names. `system`
    says that logs of the node itself, or of all its containers, are among them. `collector` is the first container
    that mounts one of them, None without any. `placed` says that the scheduler chooses its node each time: it is no
    DaemonSet, static pod, copy from a cluster or held on one node. `twin` is a DaemonSet in the folder of a placed one
    that has the same images.
    """

    pod: Pod
    reads: tuple[HostPathUse, ...]
    system: bool
    collector: Container | None
    twin: Pod | None
    placed: bool

    @property
    def place(self) -> Place:
        return self.reads[0].place if self.reads else self.pod.place

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.path for use in self.reads))


def log_collectors(facts: Facts) -> Iterator[LogCollector]:
    for pod in facts.all(Pod):
        if not pod.partial and only_collects(facts, pod):
            reads = tuple(use for use in facts.by(HostPathUse, "pod", pod) if use.collected and not use.coupling)
            placed = _is_placed(facts, pod)
            yield LogCollector(
                pod,
                reads,
                any(use.path_kind in ("system", "top") for use in reads),
                next((mount.container for use in reads for mount in use.mounts), None),
                _twin(facts, pod) if reads and placed else None,
                placed,
            )


def _is_placed(facts: Facts, pod: Pod) -> bool:
    fixed = pod.kind in ("DaemonSet", "PodTemplate") or not long_running(pod.kind)
    return not (fixed or is_live(pod) or is_static(pod) or pinned(facts, pod))


def _twin(facts: Facts, pod: Pod) -> Pod | None:
    return facts.derived(_daemons).get(_variant(facts, pod))


_Variant = tuple[str, str, frozenset[str]]


def _daemons(facts: Facts) -> dict[_Variant, Pod]:
    return {_variant(facts, pod): pod for pod in facts.all(Pod) if pod.kind == "DaemonSet"}


def _variant(facts: Facts, pod: Pod) -> _Variant:
    """What variants of one application have in common."""
    return pod.namespace, pod.object.folder, images_of(facts, pod)
