"""Reading manifests as Kubernetes reads them: text in, documents out, every value with its place.

The modules behind these names are imported when a name is first asked for: to say again what an earlier run found
takes places, and no reader.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_MODULES = {
    "Document": "documents",
    "Duplicate": "positions",
    "Mapping": "nodes",
    "Place": "places",
    "Reading": "documents",
    "Sequence": "nodes",
    "Source": "places",
    "Unreadable": "refusal",
    "read_source": "reader",
    "within": "stretches",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(name)
    value = globals()[name] = getattr(import_module(f"podlint.reading.{_MODULES[name]}"), name)
    return value
