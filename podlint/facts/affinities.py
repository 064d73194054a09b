"""The workloads on whose node a pod must run: required podAffinity by host name."""

from collections.abc import Iterator
from itertools import islice

from podlint.facts.neighbourhood import Group, groups_beside, groups_of
from podlint.facts.objects import mapping, mappings
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod, descend
from podlint.kubernetes.selectors import matches_selector
from podlint.reading import Mapping, Place

_TERMS = ("affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
_MANY = 16
"""More workloads than this are no longer something that a pod follows: it only wants company."""

Targets = tuple[tuple[Pod, Place], ...]


def affinity_targets(facts: Facts, pod: Pod) -> Targets:
    """The workloads on whose node a pod must run, each with the place that says so.

    Where a DaemonSet is among them the pod finds what it needs on every node.
    """
    return facts.derived(_all_targets).get(pod, ()) if "affinity" in pod.spec else ()


def _all_targets(facts: Facts) -> dict[Pod, Targets]:
    index = _by_group_and_label(facts)
    return {pod: tuple(_targets(index, pod)) for pod in facts.all(Pod) if "affinity" in pod.spec}


_Label = tuple[str, str] | None
_Index = dict[tuple[Group, _Label], list[Pod]]


def _by_group_and_label(facts: Facts) -> _Index:
    """The pods of each group, all of them and by each of their labels."""
    index: _Index = {}
    for pod in facts.all(Pod):
        labels = [(key, value) for key, value in pod.labels.items() if isinstance(value, str)]
        for group in groups_of(pod.object):
            for label in (None, *labels):
                index.setdefault((group, label), []).append(pod)
    return index


def _targets(index: _Index, pod: Pod) -> Iterator[tuple[Pod, Place]]:
    for term in mappings(descend(pod.spec, _TERMS)):
        selector = mapping(term.get("labelSelector"))
        if term.get("topologyKey") == "kubernetes.io/hostname" and selector:
            candidates = _candidates(index, selector, pod)
            matching = (other for other in candidates if other is not pod and matches_selector(selector, other.labels))
            found = list(islice(matching, _MANY))
            if not any(other.kind == "DaemonSet" for other in found):
                yield from ((other, term.key_place("labelSelector")) for other in found)


def _candidates(index: _Index, selector: Mapping | dict[str, object], pod: Pod) -> Iterator[Pod]:
    """The pods beside it that have one of the wanted labels, the one that fewest have."""
    labels = mapping(selector.get("matchLabels")).items()
    wanted = [(key, value) for key, value in labels if isinstance(value, str)]
    for group in groups_beside(pod.object):
        yield from min((index.get((group, label), []) for label in wanted or (None,)), key=len)
