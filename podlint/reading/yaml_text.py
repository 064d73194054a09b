"""The documents of a YAML file."""

from podlint.reading.block_yaml import BlockReader, Unusual
from podlint.reading.budget import MAX_DOCUMENTS, MAX_KEYS, Budget
from podlint.reading.documents import Document, Failure
from podlint.reading.places import Source
from podlint.reading.refusal import Refused
from podlint.reading.splitting import Chunk, split


def read_yaml(source: Source) -> list[Document | Failure]:
    """In the order of the text; documents that are empty, or null, are left out, as kubectl does."""
    results: list[Document | Failure] = []
    budget = Budget()
    block_reader = BlockReader(source, budget)
    for number, chunk in enumerate(split(source.text)):
        start, end, _ = chunk
        if number == MAX_DOCUMENTS:
            message = f"this file holds more than {MAX_DOCUMENTS:,} documents; podlint reads no more"
            return [*results, Failure(start, end, Refused(start, start, "size", message))]
        budget.keys = MAX_KEYS
        try:
            document = _read_chunk(source, chunk, budget, block_reader)
        except Refused as refused:
            results.append(Failure(start, end, refused))
        else:
            if document:
                results.append(document)
        if budget.nodes < 0:
            return results
    return results


def _read_chunk(source: Source, chunk: Chunk, budget: Budget, block_reader: BlockReader) -> Document | None:
    start, end, separator_is_bad = chunk
    if separator_is_bad:
        raise Refused(start, end, "separator", "after `---` only a comment can stand on the line, says Kubernetes")
    try:
        return block_reader.document(start, end)
    except Unusual:
        pass  # and let go of what the attempt holds
    from podlint.reading.event_yaml import read_document  # imported late: most files need no parser

    return read_document(source, start, end, budget)
