"""Which object a place lies in, and where in it."""

from bisect import bisect_right

from podlint.facts.objects import Object
from podlint.facts.store import Facts
from podlint.finding import ObjectId
from podlint.namedtuple import NamedTuple
from podlint.reading import Place
from podlint.reading.pointers import Steps, is_token, pointer, stable_pointer


class Spot(NamedTuple):
    """The object around a place, the JSON pointer within it, and its kustomize layer; empty outside of objects.

    `stable_path` says where it is without counting lines or list items: a pointer that names items by their keys, with
    the words themselves where they are a part of a text or a comment; outside of objects those words and their line.
    """

    object: ObjectId | None
    path: str
    stable_path: str
    layer: str


class Locator:
    """Finds the objects around places."""

    def __init__(self, facts: Facts) -> None:
        self._steps = Steps()
        self._objects: dict[str, list[Object]] = {}
        self._in_order: set[str] = set()
        self._identities: dict[Object, ObjectId] = {}
        for item in facts.all(Object):
            self._objects.setdefault(item.file, []).append(item)

    def _objects_of(self, file: str) -> list[Object]:
        """In the order of their places, which are worked out only for files that are asked about."""
        items = self._objects.get(file, [])
        if file not in self._in_order:
            items.sort(key=lambda item: item.node.start)
            self._in_order.add(file)
        return items

    def _object_at(self, place: Place) -> Object | None:
        items = self._objects_of(place.source.name)
        index = bisect_right(items, place.start, key=lambda item: item.node.start) - 1
        return None if index < 0 or place.start > items[index].node.end else items[index]

    def _identity(self, item: Object) -> ObjectId:
        known = self._identities.get(item)
        if known is None:
            known = ObjectId(item.api_version, item.kind, item.namespace or None, item.name)
            self._identities[item] = known
        return known

    def object_at(self, place: Place) -> ObjectId | None:
        """The object around a place."""
        item = self._object_at(place)
        return self._identity(item) if item else None

    def spot(self, place: Place) -> Spot:
        item = self._object_at(place)
        if item is None:
            return Spot(None, "", f"{place.source.line(place.line).strip()}#{place.text}", "")
        steps = self._steps.to(item.node, place.start)
        words = "" if is_token(item.node, steps, place.start, place.end) else f"#{place.text}"
        return Spot(self._identity(item), pointer(steps), stable_pointer(item.node, steps) + words, item.layer)
