"""The documents of a YAML file."""

import re

from podlint.reading.budget import MAX_DOCUMENTS, MAX_KEYS, Budget
from podlint.reading.builder import Builder
from podlint.reading.documents import Document, Failure
from podlint.reading.events import MarkedYAMLError, YAMLError, events_of
from podlint.reading.flow_colons import COMPLAINT, events_with_hidden_colons
from podlint.reading.mappings import Entry
from podlint.reading.places import Source
from podlint.reading.refusal import Refused
from podlint.reading.splitting import Chunk, split
from podlint.reading.syntax import refused_syntax

_DIRECTIVE = re.compile(r"(?:[^\S\r\n]*(?:#[^\r\n]*)?[\r\n]+)*+(%[^\s]*)")
_BYTE_ORDER_MARK = "\ufeff"


def read_yaml(source: Source) -> list[Document | Failure]:
    """In the order of the text; documents that are empty, or null, are left out, as kubectl does."""
    results: list[Document | Failure] = []
    budget = Budget()
    for number, chunk in enumerate(split(source.text)):
        if number == MAX_DOCUMENTS:
            message = f"this file holds more than {MAX_DOCUMENTS:,} documents; podlint reads no more"
            return [*results, Failure(chunk.start, chunk.end, Refused(chunk.start, chunk.start, "size", message))]
        budget.keys = MAX_KEYS
        try:
            document = _read_chunk(source, chunk, budget)
        except Refused as refused:
            results.append(Failure(chunk.start, chunk.end, refused))
        else:
            results += [document] if document else []
        if budget.nodes < 0:
            return results
    return results


def _read_chunk(source: Source, chunk: Chunk, budget: Budget) -> Document | None:
    start, end, separator_is_bad = chunk
    if separator_is_bad:
        raise Refused(start, end, "separator", "after `---` only a comment can stand on the line, says Kubernetes")
    text = _parsed_text(source.text, start, end)
    base = start
    if text.startswith(_BYTE_ORDER_MARK):
        text, base = text[1:], start + 1
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive:
        message = "Kubernetes accepts no directives: it splits the file at `---` before it reads YAML"
        raise Refused(base + directive.start(1), base + directive.end(1), "directive", message)
    try:
        root = _root(source, text, base, budget)
    except YAMLError as error:
        raise refused_syntax(error, text, base) from None
    return Document(source, root[0], start, end, root[1:]) if root and root[0] is not None else None


def _root(source: Source, text: str, base: int, budget: Budget) -> Entry | None:
    try:
        return Builder(source, base, budget).build(events_of(text))
    except MarkedYAMLError as error:
        if error.problem != COMPLAINT:
            raise
    return Builder(source, base, budget).build(events_with_hidden_colons(text))


def _parsed_text(text: str, start: int, end: int) -> str:
    """With a line break at the end, even where the file has none: it counts for a block scalar."""
    part = text if start == 0 and end == len(text) else text[start:end]
    return part if part.endswith("\n") else part + "\n"
