"""What reading yields: documents, and the stretches that could not be read."""

from typing import NamedTuple

from podlint.reading.nodes import Mapping, Sequence, Span
from podlint.reading.places import Place, Source
from podlint.reading.refusal import Refused, Unreadable
from podlint.reading.scalars import Scalar


class Document(NamedTuple):
    """One document. `start` and `end` are its stretch of the file with its comments, `span` that of its value."""

    source: Source
    value: Mapping | Sequence | Scalar
    start: int
    end: int
    span: Span

    @property
    def place(self) -> Place:
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
