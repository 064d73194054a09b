"""Which objects belong together: an input often holds several applications that never meet in a cluster."""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Generic, TypeVar

from podlint.facts.objects import Object, parent_of
from podlint.facts.store import Facts

T = TypeVar("T")
_Numbered = tuple[int, Object, T]
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
        self._rows: dict[Hashable, list[_Numbered[T]]] = {}
        self._surroundings: dict[Hashable, _Surroundings[T]] = {}
        self._answers: dict[tuple[str, tuple[Hashable, ...]], tuple[int, tuple[T, ...]]] = {}
        self._tuples: dict[tuple[int, ...], tuple[T, ...]] = {}
        for order, (key, item, row) in enumerate(rows):
            self._rows.setdefault(key, []).append((order, item, row))

    def to(self, item: Object, *keys: Hashable) -> tuple[int, tuple[T, ...]]:
        """The distance (see `distance`) of the nearest rows with one of the keys, and these in their order."""
        rows = [self._rows[key] for key in keys if key in self._rows]
        if not rows:
            return 0, ()
        if len(rows) == len(rows[0]) == 1:
            ((_, other, row),) = rows[0]
            return distance(item, other), (row,)
        found = [self._of(key) for key in keys if key in self._rows]
        beside = any(item.file in rows.in_file for rows in found)
        question = (item.file if beside else f"{item.folder}/", keys)
        if question not in self._answers:
            least, nearest = _beside(item.file, found) if beside else _around(item.folder, found)
            self._answers[question] = (least, self._joined(nearest))
        return self._answers[question]

    def _joined(self, groups: "list[list[_Numbered[T]]]") -> tuple[T, ...]:
        """Their rows in order: one tuple for all those far away from whom the same lie nearest."""
        key = tuple(map(id, groups))
        if key not in self._tuples:
            rows = sorted(chain.from_iterable(groups), key=itemgetter(0))
            self._tuples[key] = tuple(row for _, _, row in rows)
        return self._tuples[key]

    def _of(self, key: Hashable) -> "_Surroundings[T]":
        """Worked out for keys that somebody asks for, for these are few."""
        if key not in self._surroundings:
            self._surroundings[key] = _Surroundings(self._rows[key])
        return self._surroundings[key]


class _Surroundings(Generic[T]):
    """Rows by their files, and for each folder, with its depth below that, those that lie least deep below it: the
    nearest for whoever comes from elsewhere."""

    def __init__(self, rows: "Iterable[_Numbered[T]]") -> None:
        self.in_file: dict[str, list[_Numbered[T]]] = {}
        self.below: dict[str, tuple[int, list[_Numbered[T]]]] = {}
        for row in rows:
            self.in_file.setdefault(row[1].file, []).append(row)
            for depth, folder in enumerate((*reversed(_ancestors(row[1].folder)), _TOP)):
                self._put(row, depth, folder)

    def _put(self, row: "_Numbered[T]", depth: int, folder: str) -> None:
        least, rows = self.below.get(folder, (depth + 1, []))
        if depth < least:
            self.below[folder] = (depth, [row])
        elif depth == least:
            rows.append(row)


def _beside(file: str, found: list[_Surroundings[T]]) -> "tuple[int, list[list[_Numbered[T]]]]":
    return -1, [rows.in_file[file] for rows in found if file in rows.in_file]


def _around(folder: str, found: list[_Surroundings[T]]) -> "tuple[int, list[list[_Numbered[T]]]]":
    least, nearest = 0, list[list[_Numbered[T]]]()
    for away, upper in enumerate((*reversed(_ancestors(folder)), _TOP)):
        for surroundings in found:
            depth, rows = surroundings.below.get(upper, (0, []))
            if rows and (not nearest or away + depth < least):
                least, nearest = away + depth, [rows]
            elif rows and away + depth == least:
                nearest.append(rows)
    return least, nearest
