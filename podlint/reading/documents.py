"""What reading yields: documents, and the stretches that could not be read."""

from podlint.namedtuple import NamedTuple
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.places import Place, Source
from podlint.reading.positions import Span
from podlint.reading.refusal import Refused, Unreadable
from podlint.reading.scalars import Scalar


class Document(NamedTuple):
    """One document.

    `start` and `end` are its stretch of the file with its comments. `span` is that of its value, needed only for a
    scalar: a collection knows its own. `has_duplicates`: somewhere in it a key is written again.
    """

    source: Source
    value: Mapping | Sequence | Scalar
    start: int
    end: int
    span: Span = (0, 0)
    has_duplicates: bool = False

    @property
    def place(self) -> Place:
        if isinstance(self.value, Mapping | Sequence):
            return self.value.place
        return Place(self.source, *self.span)


class Failure(NamedTuple):
    """A stretch of the file that could not be read, and why."""

    start: int
    end: int
    refused: Refused


class Reading(NamedTuple):
    """What a file holds. Of a template nothing is read."""

    source: Source
    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...]
    template: bool
