"""Which objects belong together: an input often holds several applications that never meet in a cluster."""

from collections.abc import Iterator

from podlint.facts.objects import Object
from podlint.facts.store import Facts


def same_namespace(one: Object, other: Object) -> bool:
    """Whether both are surely in one namespace: the same name, or left open in both."""
    return one.namespace == other.namespace


def may_share_namespace(one: Object, other: Object) -> bool:
    """Whether both could be in one namespace: the apply decides where a manifest leaves it open."""
    return one.namespace == other.namespace or not one.namespace or not other.namespace


def near(facts: Facts, item: Object) -> Iterator[Object]:
    """The objects beside it: in its folder, in the one above, in those directly below, and in folders side by side.

    An input often holds several applications that never meet in a cluster; the folders are what tells them apart.
    """
    yield from facts.by(Object, "parent_folder", item.parent_folder)
    yield from facts.by(Object, "folder", item.parent_folder)
    yield from facts.by(Object, "parent_folder", item.folder)


def together(facts: Facts, item: Object) -> Iterator[Object]:
    """The objects that are meant for one application with this one, as far as folders and namespaces tell."""
    return (other for other in near(facts, item) if same_namespace(item, other))


def are_together(one: Object, other: Object) -> bool:
    """Whether each is among those that are `together` with the other."""
    folders = (one.folder, one.parent_folder)
    beside = other.folder in folders or other.parent_folder in folders
    return beside and same_namespace(one, other)


def distance(one: Object, other: Object) -> int:
    """How many folders apart two files lie; 0 in one folder, -1 in one file."""
    if one.file == other.file:
        return -1
    here, there = one.folder.split("/"), other.folder.split("/")
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return len(here) + len(there) - 2 * shared
