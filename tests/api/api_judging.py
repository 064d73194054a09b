"""What the API server would say about a manifest, as short lines."""

from collections.abc import Iterator
from textwrap import dedent

from podlint.facts.api import errors_in, schema_of
from podlint.reading import Mapping, read_source


def rejected(manifest: str, minor: int = 37, *, lines: bool = False) -> list[str]:
    """YAML and a minor version in; `REASON PATH` out, with `lines` followed by ` @LINE`, in the order of places."""
    return list(_rejections(dedent(manifest), minor, lines))


def _rejections(text: str, minor: int, with_lines: bool) -> Iterator[str]:
    reading = read_source("manifest.yaml", text.encode())
    assert reading.documents, reading.unreadable
    for document in reading.documents:
        assert isinstance(document.value, Mapping)
        errors = errors_in(document.value, schema_of(minor))
        for error in sorted(errors, key=lambda error: error.place.start):
            yield f"{error.reason} {error.path}" + (f" @{error.place.line}" if with_lines else "")
