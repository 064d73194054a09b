"""Entries of a pod's lists that have the key of an earlier entry: `kubectl apply` merges these lists by their keys."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import mappings, name_place, text
from podlint.facts.store import Facts
from podlint.facts.workloads import Container, Pod
from podlint.reading import Mapping, Place

_KEYS = {"hostAliases": "ip", "imagePullSecrets": "name"}


@dataclass(frozen=True, slots=True, eq=False)
class RepeatedEntry:
    """An entry of `env`, `hostAliases` or `imagePullSecrets` with the `key` of an earlier one, the last before it.

    `owner` is the container or the pod that has the list, for sentences. `extends` says that the entry builds upon
    the earlier one: the value of a variable that holds `$(NAME)` and more. `same` says that the two are equal.
    """

    pod: Pod
    owner: str
    list: str
    key: str
    first: Mapping
    second: Mapping
    extends: bool

    @property
    def same(self) -> bool:
        return self.first == self.second

    @property
    def place(self) -> Place:
        return _key_place(self.second)

    @property
    def earlier(self) -> Place:
        return _key_place(self.first)


def repeated_entries(facts: Facts) -> Iterator[RepeatedEntry]:
    for container in facts.all(Container):
        if _has_several(entries := container.node.get("env")):
            yield from _repeated(container.pod, f"container {container}", "env", "name", entries)
    for pod in facts.all(Pod):
        for field, key in _KEYS.items():
            if _has_several(entries := pod.spec.get(field)):
                yield from _repeated(pod, str(pod), field, key, entries)


def _has_several(entries: object) -> bool:
    return isinstance(entries, list) and len(entries) > 1


def _repeated(pod: Pod, owner: str, field: str, key: str, entries: object) -> Iterator[RepeatedEntry]:
    earlier: dict[str, Mapping] = {}
    for entry in mappings(entries):
        name = text(entry.get(key))
        first = earlier.get(name)
        if name and first is not None and "$patch" not in entry and "$patch" not in first:
            yield RepeatedEntry(pod, owner, field, name, first, entry, _extends(entry, name))
        earlier[name] = entry


def _extends(entry: Mapping, name: str) -> bool:
    value, reference = text(entry.get("value")), f"$({name})"
    return reference in value and value != reference and "valueFrom" not in entry


def _key_place(entry: Mapping) -> Place:
    return entry.value_place("ip") if "ip" in entry else name_place(entry)
