"""What people write into manifests to keep podlint quiet: comments and annotations, and what each of them covers."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from podlint.dataclass import dataclass
from podlint.facts.documents import mappings_within
from podlint.facts.objects import Object
from podlint.facts.store import Facts
from podlint.reading import Mapping, Place, Reading, within

if TYPE_CHECKING:
    from podlint.facts.directive_words import Words
    from podlint.reading.layout import Comment, Layout

MARK = "podlint:"
ANNOTATION = "podlint.dev/ignore"
MENTION = "podlint"
"""What stands in every file that has a directive of either form."""

EVERY_RULE = ("*", "*/*", "all", "default")
"""Words that are meant for every rule there is, which no directive can be."""


@dataclass(frozen=True, slots=True, eq=False)
class Directive:
    """A comment `# podlint: ignore[RULE] REASON`, or an entry `RULE: REASON` of the annotation podlint.dev/ignore.

    `form` is "comment" or "annotation", `verb` what a comment asks for, as it is written. `rules` are the names of
    rules in it, with their places. `until` is the last day on which it holds, as 2026-12-31, empty where it always
    does. `fault` says why it can't be followed, as the end of a sentence, and `near` the verb that was probably meant.
    `covers` is the stretch it is about, None where it has none.
    """

    form: str
    verb: str
    rules: tuple[str, ...]
    rule_places: tuple[Place, ...]
    reason: str
    until: str
    until_place: Place | None
    fault: str
    near: str
    covers: Place | None
    place: Place

    @property
    def blanket(self) -> bool:
        """Whether it is meant for every rule there is."""
        return not self.rules or any(rule in EVERY_RULE for rule in self.rules)


def directives(facts: Facts) -> Iterator[Directive]:
    """In the order of files and lines, comments first."""
    for reading in facts.readings:
        if reading.source.again is None and MENTION in reading.source.text and not reading.template:
            yield from _in_comments(facts, reading)
            yield from _in_annotations(reading)


def _in_comments(facts: Facts, reading: Reading) -> Iterator[Directive]:
    if MARK not in reading.source.text:
        return
    from podlint.facts.directive_words import VERBS, comment_words  # imported late: few files have directives
    from podlint.reading.layout import comments, layout_of

    layout = layout_of(reading)
    for comment in comments(reading, layout, MARK):
        text = comment.place.text
        words = comment_words(text)
        covers, fault = None, words.fault
        if not fault:
            covers = _covered(facts, reading, layout, comment, words.verb)
            fault = "" if covers else VERBS[words.verb]
        yield _directive("comment", words, fault, covers, comment.place, text)


def _covered(facts: Facts, reading: Reading, layout: "Layout", comment: "Comment", verb: str) -> Place | None:
    if verb == "ignore-file":
        on_top = comment.alone and comment.line <= layout.top
        return Place(reading.source, 0, len(reading.source.text)) if on_top else None
    if verb == "ignore-object":
        return _object_at(facts, comment.place)
    line = layout.content_below(comment.line) if comment.alone else comment.line
    return Place(reading.source, *layout.stretch(line)) if line else None


def _object_at(facts: Facts, place: Place) -> Place | None:
    """The object that a comment stands in, else the next one below."""
    items = facts.by(Object, "file", place.source.name)
    index = bisect_right(items, place.start, key=lambda item: item.node.start)
    if index and place.start < items[index - 1].node.end:
        index -= 1
    return items[index].node.place if index < len(items) else None


def _in_annotations(reading: Reading) -> Iterator[Directive]:
    if ANNOTATION not in reading.source.text:
        return
    for node in chain.from_iterable(mappings_within(document.value) for document in reading.documents):
        metadata = node.get("metadata")
        annotations = metadata.get("annotations") if isinstance(metadata, Mapping) else None
        if isinstance(annotations, Mapping) and ANNOTATION in annotations:
            yield from _entries(annotations, node.place)


def _entries(annotations: Mapping, covers: Place) -> Iterator[Directive]:
    from podlint.facts.directive_words import Words, annotation_words  # imported late, as above

    text, place = annotations[ANNOTATION], annotations.value_place(ANNOTATION)
    if not isinstance(text, str):
        fault = "is no text: write `RULE: REASON` in quotes"
        yield _directive("annotation", Words(fault=fault), fault, None, place, "")
        return
    for words in annotation_words(text):
        yield _directive("annotation", words, words.fault, covers, place, text)


def _directive(form: str, words: "Words", fault: str, covers: Place | None, place: Place, text: str) -> Directive:
    """`place` is that of the text that the words come from."""
    return Directive(
        form=form,
        verb=words.verb,
        rules=tuple(rule for rule, _ in words.rules),
        rule_places=tuple(within(place, text, at, len(rule)) for rule, at in words.rules),
        reason=words.reason,
        until=words.until,
        until_place=within(place, text, words.until_at, len(words.until)) if words.until else None,
        fault=fault,
        near=words.near,
        covers=covers,
        place=within(place, text, *words.head) if words.head[1] else place,
    )
