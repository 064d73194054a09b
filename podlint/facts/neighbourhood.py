"""Which objects belong together: an input often holds several applications that never meet in a cluster."""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from podlint.facts.objects import Object, parent_of
from podlint.facts.store import Facts

T = TypeVar("T")
_TOP = "."
_ANY = "*"
Group = tuple[str, str, str]
"""A relation to a folder, the folder, and a namespace: the objects of one folder, or of all those right below it."""


def same_namespace(one: Object, other: Object) -> bool:
    """Whether both are surely in one namespace: the same name, or left open in both."""
    return one.namespace == other.namespace


def may_share_namespace(one: Object, other: Object) -> bool:
    """Whether both could be in one namespace: the apply decides where a manifest leaves it open."""
    return one.namespace == other.namespace or not one.namespace or not other.namespace


def spaces_of(item: Object) -> frozenset[str]:
    """Its namespace and the whole input: what to keep it under for those who ask with `shared_spaces`."""
    return frozenset((item.namespace, _ANY))


def shared_spaces(item: Object) -> tuple[str, ...]:
    """Where those are kept that may share a namespace with it: with the same one, or with none in their manifests."""
    return (item.namespace, "") if item.namespace else (_ANY,)


def groups_of(item: Object) -> tuple[Group, Group]:
    """The groups that an object is in."""
    return _groups_of(item.folder, item.namespace)


@lru_cache(maxsize=4096)
def _groups_of(folder: str, namespace: str) -> tuple[Group, Group]:
    return ("in", folder, namespace), ("below", parent_of(folder), namespace)


def groups_beside(item: Object) -> tuple[Group, Group, Group]:
    """The groups of objects that are meant for one application with this one, as far as folders and namespaces tell.

    They lie in its folder, in the one above, in those directly below, and in folders side by side. No object is in two.
    """
    return _groups_beside(item.folder, item.namespace)


@lru_cache(maxsize=4096)
def _groups_beside(folder: str, namespace: str) -> tuple[Group, Group, Group]:
    parent = parent_of(folder)
    return ("below", parent, namespace), ("in", parent, namespace), ("below", folder, namespace)


def together(facts: Facts, item: Object) -> Iterator[Object]:
    """The objects that are meant for one application with this one, itself included."""
    groups = facts.derived(_objects_by_group)
    for group in groups_beside(item):
        yield from groups.get(group, ())


def are_together(one: Object, other: Object) -> bool:
    """Whether each is among those that are `together` with the other."""
    return not set(groups_of(other)).isdisjoint(groups_beside(one))


def _objects_by_group(facts: Facts) -> dict[Group, list[Object]]:
    groups: dict[Group, list[Object]] = {}
    for item in facts.all(Object):
        for group in groups_of(item):
            groups.setdefault(group, []).append(item)
    return groups


def distance(one: Object, other: Object) -> int:
    """How many folders apart two files lie; 0 in one folder, -1 in one file."""
    if one.file == other.file:
        return -1
    here, there = _ancestors(one.folder), _ancestors(other.folder)
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return len(here) + len(there) - 2 * shared


@lru_cache(maxsize=4096)
def _ancestors(folder: str) -> tuple[str, ...]:
    """The folders from the top down to this one, each with its whole path; the top itself left out."""
    parts = folder.rstrip("/").split("/") if folder else []
    return tuple("/".join(parts[: index + 1]) for index in range(len(parts)))


class Nearest(Generic[T]):
    """Rows by a key of theirs, found by how near their files lie to another, without looking at every one."""

    def __init__(self, rows: Iterable[tuple[Hashable, Object, T]]) -> None:
        """Takes each row with its key and the object that it belongs to."""
        self._in_file: dict[tuple[Hashable, str], list[tuple[int, T]]] = {}
        self._below: dict[tuple[Hashable, str], tuple[int, list[tuple[int, T]]]] = {}
        self._answers: dict[tuple[str, tuple[Hashable, ...]], tuple[int, tuple[T, ...]]] = {}
        for order, (key, item, row) in enumerate(rows):
            self._in_file.setdefault((key, item.file), []).append((order, row))
            self._put(key, _ancestors(item.folder), (order, row))

    def _put(self, key: Hashable, folders: tuple[str, ...], row: tuple[int, T]) -> None:
        """A folder keeps the rows that lie least deep below it: the nearest for whoever comes from elsewhere."""
        for depth, folder in enumerate((*reversed(folders), _TOP)):
            least, rows = self._below.get((key, folder), (depth + 1, []))
            if depth < least:
                self._below[key, folder] = (depth, [row])
            elif depth == least:
                rows.append(row)

    def to(self, item: Object, *keys: Hashable) -> tuple[int, tuple[T, ...]]:
        """The distance (see `distance`) of the nearest rows with one of the keys, and these in their order."""
        beside = any((key, item.file) in self._in_file for key in keys)
        question = (item.file if beside else f"{item.folder}/", keys)
        if question not in self._answers:
            least, found = self._beside(item.file, keys) if beside else self._around(item.folder, keys)
            self._answers[question] = (least, tuple(row for _, row in sorted(found, key=lambda pair: pair[0])))
        return self._answers[question]

    def _beside(self, file: str, keys: tuple[Hashable, ...]) -> tuple[int, list[tuple[int, T]]]:
        return -1, [row for key in keys for row in self._in_file.get((key, file), ())]

    def _around(self, folder: str, keys: tuple[Hashable, ...]) -> tuple[int, list[tuple[int, T]]]:
        least, found = 0, list[tuple[int, T]]()
        for away, upper in enumerate((*reversed(_ancestors(folder)), _TOP)):
            for key in keys:
                depth, rows = self._below.get((key, upper), (0, []))
                if rows and (not found or away + depth < least):
                    least, found = away + depth, [*rows]
                elif rows and away + depth == least:
                    found += rows
        return least, found
