"""What reading had to say: text that Kubernetes can't read, and keys written twice."""

from collections.abc import Iterable, Iterator

from podlint.dataclass import dataclass
from podlint.facts.store import Facts
from podlint.reading import Mapping, Place, Sequence
from podlint.reading import Unreadable as Trouble


@dataclass(frozen=True, slots=True, eq=False)
class Unreadable:
    """A document, or a whole file, that Kubernetes can't read. `reason` is a short word for the kind of trouble."""

    reason: str
    message: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class DuplicateKey:
    """A key that stands again in the same mapping: the last value counts, `first` is dropped without a word."""

    key: str
    first: Place
    place: Place


def unreadable(facts: Facts) -> Iterator[Unreadable]:
    for trouble in facts.unreadable:
        yield _unreadable(trouble)


def duplicate_keys(facts: Facts) -> Iterator[DuplicateKey]:
    documents = (document for document in facts.documents if document.has_duplicates)
    for document in documents:
        for node in mappings_within(document.value):
            for duplicate in node.duplicates:
                source = node.source
                yield DuplicateKey(duplicate.key, Place(source, *duplicate.first), Place(source, *duplicate.again))


def _unreadable(trouble: Trouble) -> Unreadable:
    return Unreadable(trouble.reason, trouble.message, trouble.place)


def mappings_within(value: object) -> Iterator[Mapping]:
    """Every mapping once, although aliases may lead to it many times; without recursion, for depth is the user's."""
    waiting = [value]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        below: Iterable[object] = ()
        if isinstance(node, Mapping):
            yield node
            below = node.values()
        elif isinstance(node, Sequence):
            below = node
        # Most values are scalars, with nothing below them.
        waiting += [inner for inner in below if isinstance(inner, (dict, list))][::-1]
