"""Reading manifests as Kubernetes reads them: text in, documents out, every value with its place."""

from podlint.reading.documents import Document, Reading
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.places import Place, Source
from podlint.reading.positions import Duplicate
from podlint.reading.reader import read_source
from podlint.reading.refusal import Unreadable
from podlint.reading.stretches import within

__all__ = [
    "Document",
    "Duplicate",
    "Mapping",
    "Place",
    "Reading",
    "Sequence",
    "Source",
    "Unreadable",
    "read_source",
    "within",
]
