"""Patches among the manifests: what they add to a workload is not in its own manifest."""

from podlint.facts.neighbourhood import Nearest, may_share_namespace
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod


def patches(facts: Facts, pod: Pod) -> list[Pod]:
    """The pod templates of patches that are meant for the pod's workload: the nearest ones of its kind and name."""
    if pod.partial or not pod.name:
        return []
    _, found = facts.derived(_partial_pods).to(pod.object, (pod.kind, pod.name))
    return [patch for patch in found if may_share_namespace(patch.object, pod.object)]


def _partial_pods(facts: Facts) -> Nearest[Pod]:
    return Nearest(((pod.kind, pod.name), pod.object, pod) for pod in facts.by(Pod, "partial", True))
