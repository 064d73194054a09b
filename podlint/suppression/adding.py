"""Comments written into a file so that its findings are suppressed, and nothing else of it changes."""

from collections.abc import Iterable

from podlint.facts.directive_words import Words, comment_words
from podlint.facts.directives import MARK
from podlint.finding import Finding
from podlint.namedtuple import NamedTuple
from podlint.reading import Place, Reading, read_source
from podlint.reading.dockerfile.lines import instructions
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.reading.layout import Layout, comments, layout_of
from podlint.reading.places import Source
from podlint.reading.reader import is_json

WIDTH = 120
"""The columns that a line may have with a comment at its end."""


class NoCommentError(Exception):
    """Why no comment can be written. The text is the end of a sentence."""


class _Existing(NamedTuple):
    """A directive for single lines that is there already."""

    place: Place
    words: Words


class _Insert(NamedTuple):
    offset: int
    text: str


def with_comments(reading: Reading, findings: Iterable[Finding], reason: str) -> str:
    """The text of the file with comments that suppress the findings, for that reason.

    Raises NoCommentError where that can't be done, or would change what the file says.
    """
    if is_json(reading.source):
        raise NoCommentError("JSON has no comments")
    layout = layout_of(reading)
    rules: dict[int, list[str]] = {}
    for finding in sorted(findings, key=lambda finding: finding.sort_key):
        rules.setdefault(_line_of(reading, layout, finding.place.start), []).append(finding.rule)
    lasts = not comment_words(f"ignore[{MARK}] {reason}").until
    existing = _existing(reading, layout) if lasts else {}
    inserts: list[_Insert] = []
    for line, names in rules.items():
        names = list(dict.fromkeys(names))
        found = existing.get(line) or existing.get(_top(layout, line))
        inserts += _more(found, names, reason) if found else [_insert(layout, line, names, reason)]
    text = _applied(reading.source.text, inserts)
    if _contents(read_source(reading.source.name, text.encode())) != _contents(reading):
        raise NoCommentError("a comment there would change what the file says")
    return text


def _line_of(reading: Reading, layout: Layout, offset: int) -> int:
    """The line that an offset lies in; of one within a token that in which the token begins."""
    source = reading.source
    if not is_dockerfile(source.name) and not any(one.start <= offset < one.end for one in reading.documents):
        raise NoCommentError("the document can't be read")
    token = layout.around(offset)
    return source.position(token[0] if token else offset)[0]


def _top(layout: Layout, line: int) -> int:
    """The line above which a comment about this one can stand: above none that begins within a token."""
    source = layout.source
    while token := layout.around(source.line_span(line)[0]):
        line = source.position(token[0])[0]
    return line


def _existing(reading: Reading, layout: Layout) -> dict[int, _Existing]:
    """By line, the directives that more rules can be added to: those that name some, and that last."""
    found: dict[int, _Existing] = {}
    for comment in comments(reading, layout, MARK):
        words = comment_words(comment.place.text)
        line = layout.content_below(comment.line) if comment.alone else comment.line
        if line and words.verb == "ignore" and words.rules and not (words.until or words.fault):
            found.setdefault(line, _Existing(comment.place, words))
    return found


def _insert(layout: Layout, line: int, names: list[str], reason: str) -> _Insert:
    """A comment at the end of the line, or, where that is no place for one, above."""
    source = layout.source
    text, start = source.line(line), source.line_span(line)[0]
    directive = f"# {MARK} ignore[{', '.join(names)}] {reason}"
    content = text.rstrip()
    is_open = layout.stretch(line) != source.line_span(line) or layout.around(start + len(text)) is not None
    if not (is_open or is_dockerfile(source.name)) and len(content) + 2 + len(directive) <= WIDTH:
        return _Insert(start + len(content), f"  {directive}")
    top = _top(layout, line)
    text = source.line(top)
    indent = text[: len(text) - len(text.lstrip())]
    return _Insert(source.line_span(top)[0], f"{indent}{directive}{_line_break(source, top)}")


def _more(existing: _Existing, names: list[str], reason: str) -> list[_Insert]:
    """More rules, and one more reason unless it is the same."""
    place, words = existing
    name, at = words.rules[-1]
    inserts = [_Insert(place.start + at + len(name), "".join(f", {one}" for one in names))]
    if words.reason != reason:
        end = place.start + len(place.text.rstrip())
        inserts.append(_Insert(end, f"; {reason}" if words.reason else f" {reason}"))
    return inserts


def _line_break(source: Source, line: int) -> str:
    """That of the line; of a last line without one that of the first."""
    for number in (line, 1):
        start, end = source.line_span(number)
        found = source.text[start:end][len(source.line(number)) :]
        if found:
            return found
    return "\n"


def _applied(text: str, inserts: Iterable[_Insert]) -> str:
    parts, start = [], 0
    for offset, inserted in sorted(inserts):
        parts += [text[start:offset], inserted]
        start = offset
    return "".join([*parts, text[start:]])


def _contents(reading: Reading) -> list[object]:
    """What a file says, without its layout."""
    if is_dockerfile(reading.source.name):
        return [(one.keyword, one.text, [text.text for text in one.heredocs]) for one in instructions(reading.source)]
    return [len(reading.unreadable), *(document.value for document in reading.documents)]
