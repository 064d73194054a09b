"""The annotations of objects."""

from collections.abc import Iterator

from podlint.dataclass import dataclass
from podlint.facts.objects import Object, text
from podlint.facts.store import Facts
from podlint.reading import Mapping, Place


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An entry of an object's `metadata.annotations`; `value` is empty where it is no string."""

    object: Object
    key: str
    value: str
    place: Place


def annotations(facts: Facts) -> Iterator[Annotation]:
    for item in facts.all(Object):
        found = item.metadata.get("annotations")
        for key, value in found.items() if isinstance(found, Mapping) else ():
            yield Annotation(item, key, text(value), found.key_place(key))  # type: ignore[union-attr]
