"""A YAML document read by the parser's events: whatever YAML can say."""

from podlint.pattern import pattern
from podlint.reading.budget import Budget
from podlint.reading.builder import Builder
from podlint.reading.documents import Document
from podlint.reading.events import MarkedYAMLError, YAMLError, events_of
from podlint.reading.flow_colons import COMPLAINT, events_with_hidden_colons
from podlint.reading.mappings import Entry
from podlint.reading.places import Source
from podlint.reading.positions import Span
from podlint.reading.refusal import Refused
from podlint.reading.syntax import refused_syntax

_DIRECTIVE = pattern(r"(?:[^\S\r\n]*(?:#[^\r\n]*)?[\r\n]+)*+(%[^\s]*)")
_BYTE_ORDER_MARK = "\ufeff"
# Behind a value on its line, and below: blanks and comments.
_NOTHING = pattern(r"(?: *| +#.*)(?:\n *(?:#.*)?)*")


def read_document(source: Source, start: int, end: int, budget: Budget) -> Document | None:
    """The document in this stretch of the source; None if it is empty, or null. Raises Refused."""
    text = _parsed_text(source.text, start, end)
    base = start
    if text.startswith(_BYTE_ORDER_MARK):
        text, base = text[1:], start + 1
    directive = _DIRECTIVE.match(text) if "%" in text else None
    if directive:
        message = "Kubernetes accepts no directives: it splits the file at `---` before it reads YAML"
        raise Refused(base + directive.start(1), base + directive.end(1), "directive", message)
    try:
        builder, root = _built(source, text, base, budget)
    except YAMLError as error:
        raise refused_syntax(error, text, base) from None
    if root is None or root[0] is None:
        return None
    return Document(source, root[0], start, end, root[1:], builder.has_duplicates)


def _built(source: Source, text: str, base: int, budget: Budget) -> tuple[Builder, Entry | None]:
    builder = Builder(source, base, budget)
    try:
        return builder, builder.build(events_of(text))
    except MarkedYAMLError as error:
        if error.problem != COMPLAINT:
            raise
    builder = Builder(source, base, budget)
    return builder, builder.build(events_with_hidden_colons(text))


def _parsed_text(text: str, start: int, end: int) -> str:
    """With a line break at the end, even where the file has none: it counts for a block scalar."""
    part = text if start == 0 and end == len(text) else text[start:end]
    return part if part.endswith("\n") else part + "\n"


def read_value(source: Source, span: Span, budget: Budget, depth: int) -> tuple[Entry, bool] | None:
    """The one value in this stretch of the source, `depth` collections around it, and whether a key is written again.

    None where the stretch holds anything else, is no YAML, or has an anchor, which may have a meaning elsewhere.
    """
    text = source.text[slice(*span)]
    builder = Builder(source, span[0], budget, depth)
    try:
        entry = builder.build(events_of(text + "\n"))
    except (Refused, YAMLError):
        return None
    if entry is None or builder.anchors or not _NOTHING.fullmatch(text, entry[2] - span[0]):
        return None
    return entry, builder.has_duplicates
