"""A file read whole, as kubectl reads it, except that what is wrong with one document does not hide the others."""

from podlint.reading.budget import MAX_BYTES
from podlint.reading.decoding import decode
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.reading.documents import Document, Failure, Reading
from podlint.reading.places import Place, Source
from podlint.reading.refusal import Unreadable
from podlint.reading.templates import looks_like_template
from podlint.reading.yaml_text import read_yaml

_JSON_IS_GUESSED_FROM = 4096


def read_source(name: str, data: bytes) -> Reading:
    """The documents of a file and what of it could not be read, in the order of the text; `name` is for messages."""
    if len(data) > MAX_BYTES:
        return _too_large(name, f"this file is larger than {MAX_BYTES:,} bytes; podlint reads no larger one")
    try:
        return _read(Source(name, decode(data)))
    except MemoryError:
        return _too_large(name, "there is not enough memory to read this file")


def _too_large(name: str, message: str) -> Reading:
    source = Source(name, "")
    return Reading(source, (), (Unreadable(Place(source, 0, 0), message, "size"),), template=False)


def _read(source: Source) -> Reading:
    if is_dockerfile(source.name):
        return Reading(source, (), (), template=False)  # it holds no documents; whoever asks about builds reads it
    documents: list[Document] = []
    unreadable: list[Unreadable] = []
    for result in _results(source):
        if isinstance(result, Document):
            documents.append(result)
        elif looks_like_template(source.text, result.start, result.end, result.refused.start):
            return Reading(source, (), (), template=True)
        else:
            unreadable.append(result.refused.unreadable(source))
    return Reading(source, tuple(documents), tuple(unreadable), template=False)


def is_json(source: Source) -> bool:
    """Whether kubectl takes the file for JSON."""
    return source.text[:_JSON_IS_GUESSED_FROM].lstrip().startswith("{")


def _results(source: Source) -> list[Document | Failure]:
    if is_json(source):
        from podlint.reading.json_text import read_json

        return read_json(source)
    return read_yaml(source)
