"""Pods by their labels: which a selector selects for sure, and which it may select once all values are known."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from typing import Any

from podlint.facts.neighbourhood import Nearest, may_share_namespace, shared_spaces, spaces_of
from podlint.facts.objects import Object
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod
from podlint.kubernetes.placeholders import is_placeholder
from podlint.kubernetes.selectors import matches_labels

Label = tuple[str, str]


def known_label(key: str, value: object) -> Label | None:
    """The label, None where a part of it is only known later."""
    known = isinstance(value, str) and not is_placeholder(value) and not is_placeholder(key)
    return (key, str(value)) if known else None


def string_labels(labels: Map[str, Any]) -> Iterator[Label]:
    """The labels whose value is a string, as the API wants them."""
    return ((key, value) for key, value in labels.items() if isinstance(value, str))


class PodsByLabel:
    """An index of all pods; what was asked once is remembered, for an input may repeat an application many times."""

    def __init__(self, facts: Facts) -> None:
        self._all = facts.all(Pod)
        self._with_label: dict[Label, list[Pod]] = {}
        self._with_key: dict[str, list[Pod]] = {}
        self._unsettled: dict[str, list[Pod]] = {}
        self._selected: dict[frozenset[tuple[str, Any]], list[Pod]] = {}
        self._nearest: dict[frozenset[tuple[str, Any]], Nearest[Pod]] = {}
        self._shared: dict[tuple[Pod, ...], tuple[Pod, ...]] = {}
        for pod in self._all:
            for key, value in pod.labels.items():
                self._put(pod, key, value)

    def _put(self, pod: Pod, key: str, value: object) -> None:
        self._with_key.setdefault(key, []).append(pod)
        label = known_label(key, value)
        if label:
            self._with_label.setdefault(label, []).append(pod)
        else:
            self._unsettled.setdefault("" if is_placeholder(key) else key, []).append(pod)

    def rarest(self, labels: Iterable[Label]) -> Label | None:
        """The label that fewest pods have; None of none."""
        return min(labels, key=lambda label: len(self._with_label.get(label, ())), default=None)

    def selected(self, selector: Map[str, Any]) -> list[Pod]:
        """The pods with all labels of a selector that is known as a whole, wherever they lie."""
        labels = [known_label(key, value) for key, value in selector.items()]
        if not labels or None in labels:
            return []
        wanted = frozenset(selector.items())
        if wanted not in self._selected:
            rarest = min((self._with_label.get(label, []) for label in labels if label), key=len)
            self._selected[wanted] = [pod for pod in rarest if matches_labels(selector, pod.labels)]
        return self._selected[wanted]

    def nearest(self, item: Object, selector: Map[str, Any]) -> tuple[Pod, ...]:
        """Those of the selected pods that may be in the object's namespace and lie nearest to it: one tuple for all
        who select the same."""
        found = self.selected(selector)
        if not found:
            return ()
        wanted = frozenset(selector.items())
        if wanted not in self._nearest:
            spaces = [(space, pod) for pod in found for space in spaces_of(pod.object)]
            self._nearest[wanted] = Nearest((space, pod.object, pod) for space, pod in spaces)
        nearest = self._nearest[wanted].to(item, *shared_spaces(item))[1]
        return self._shared.setdefault(nearest, nearest)

    def may_select(self, item: Object, selector: Map[str, Any]) -> bool:
        """Whether there is a pod of which nobody can say yet whether the selector of the object selects it."""
        return any(
            may_share_namespace(item, pod.object) and matches_labels(selector, pod.labels) is None
            for pod in self._unsure(selector)
        )

    def _unsure(self, selector: Map[str, Any]) -> Iterator[Pod]:
        """The pods worth a look: all with the rarest known label, or those whose own labels are not known."""
        labels = {key: known_label(key, value) for key, value in selector.items()}
        if None in labels.values():
            yield from min((self._holders(key, label) for key, label in labels.items()), key=len)
        for key in ("", *labels):
            yield from self._unsettled.get(key, ())

    def _holders(self, key: str, label: Label | None) -> list[Pod] | tuple[Pod, ...]:
        if label:
            return self._with_label.get(label, [])
        return self._all if is_placeholder(key) else self._with_key.get(key, [])
