"""The workload whose labels are most like a selector that selects none."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from typing import Any

from podlint.facts.labels import Label, string_labels
from podlint.facts.workloads import Pod

_RARE = 8
"""Pods with a label that no more than so many have are looked at one by one; of the others one stands for its kind."""
_Numbered = tuple[int, Pod]
_Kind = frozenset[tuple[str, str | None]]


class Likeness:
    """Pods of one application (one at least) by their labels: the most alike is found without looking at each."""

    def __init__(self, pods: Iterable[Pod]) -> None:
        numbered = list(enumerate(pods))
        self._counts = Counter(label for _, pod in numbered for label in string_labels(pod.labels))
        self._with_rare: dict[Label, list[_Numbered]] = {}
        self._first_by_name: dict[_Kind, dict[str, _Numbered]] = {}
        for one in numbered:
            kind = self._first_by_name.setdefault(self._kind_of(one[1]), {})
            kind.setdefault("", one)
            kind.setdefault(one[1].name, one)
            for label in string_labels(one[1].labels):
                if self._counts[label] <= _RARE:
                    self._with_rare.setdefault(label, []).append(one)

    def nearest(self, name: str, selector: Map[str, Any]) -> tuple[int, bool, Pod]:
        """The pod with most of the selector's labels; among equals the one of the name, else the first.

        With it the number of labels that it shares (those with another value count half) and whether it has the name.
        """
        ranked = (
            (likeness(selector, pod.labels), pod.name == name, -order, pod)
            for order, pod in self._worth(name, selector)
        )
        alike, has_name, _, pod = max(ranked, key=lambda one: one[:3])
        return alike, has_name, pod

    def _worth(self, name: str, selector: Map[str, Any]) -> Iterator[_Numbered]:
        for kind in self._first_by_name.values():
            yield from (kind[key] for key in {"", name} if key in kind)
        for label in string_labels(selector):
            yield from self._with_rare.get(label, ())

    def _kind_of(self, pod: Pod) -> _Kind:
        """The keys of its labels, with the values that many pods have."""
        return frozenset(
            (key, value if isinstance(value, str) and self._counts[key, value] > _RARE else None)
            for key, value in pod.labels.items()
        )


def likeness(selector: Map[str, Any], labels: Map[str, Any]) -> int:
    """2 for each label in common, 1 for each that has another value."""
    return sum(2 if labels[key] == value else 1 for key, value in selector.items() if key in labels)
