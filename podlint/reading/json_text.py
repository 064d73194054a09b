"""The objects of a JSON file, read strictly, without recursion, every value with its place.

Source: kubectl reads a file that begins with `{` with Go's encoding/json, one value after the other.
"""

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.reading.budget import MAX_DOCUMENTS, MAX_KEYS, MAX_NESTING, Budget
from podlint.reading.documents import Document, Failure
from podlint.reading.mappings import Entry, MappingFiller
from podlint.reading.nodes import Mapping, Sequence
from podlint.reading.numbers import through_json
from podlint.reading.places import Source
from podlint.reading.positions import SequencePositions
from podlint.reading.refusal import Refused
from podlint.reading.splitting import SEPARATOR

_SPACE = pattern(r"[ \t\r\n]*")
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_LITERAL = pattern(r"[A-Za-z]+")
_LITERALS = {"true": True, "false": False, "null": None}
_FIRST_OF_NUMBERS = frozenset("-0123456789")
_CLOSING = {"{": "}", "[": "]"}
_LONGEST_INTEGER = 20
_LONE_SURROGATE = pattern("[\ud800-\udfff]")


def read_json(source: Source) -> list[Document | Failure]:
    """In the order of the text; what follows an error can't be read, and nulls are left out."""
    results: list[Document | Failure] = []
    budget = Budget()
    at = _space_end(source.text, 0)
    while at < len(source.text):
        start = at
        budget.keys = MAX_KEYS
        try:
            _check_beginning(source.text, start, len(results))
            reader = _Object(source, start, budget)
            value, _, end = reader.read()
        except Refused as refused:
            return [*results, Failure(start, len(source.text), refused)]
        if value is not None:
            results.append(Document(source, value, start, end, (start, end), reader.has_duplicates))
        at = _space_end(source.text, end)
    return results


def _check_beginning(text: str, start: int, number: int) -> None:
    if text.startswith(SEPARATOR, start):
        message = "a file that begins with `{` is read as JSON to its end, and JSON knows no `---`"
        raise Refused(start, start + len(SEPARATOR), "json", message)
    if number == MAX_DOCUMENTS:
        message = f"this file holds more than {MAX_DOCUMENTS:,} documents; podlint reads no more"
        raise Refused(start, start + 1, "size", message)


def _space_end(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Frame(NamedTuple):
    siblings: list[Entry]
    start: int
    bracket: str


class _Object:
    """Reads one value from `at` on. A frame's entries are keys and values in turn, or items."""

    def __init__(self, source: Source, at: int, budget: Budget) -> None:
        self.source = source
        self.text = source.text
        self.at = at
        self.budget = budget
        self.entries: list[Entry] = []
        self.stack: list[_Frame] = []
        self.has_duplicates = False

    def read(self) -> Entry:
        """Raises Refused."""
        while True:
            closed = self.value()
            while closed:
                if not self.stack:
                    return self.entries[0]
                closed = self.after_value()

    def value(self) -> bool:
        """Reads a scalar, or the opening of a collection; whether a value is complete now."""
        character = self.text[self.at : self.at + 1]
        if character == '"':
            return self.string()
        if character in _CLOSING:
            return self.open()
        return self.number() if character in _FIRST_OF_NUMBERS else self.literal()

    def open(self) -> bool:
        start = self.at
        if len(self.stack) == MAX_NESTING:
            raise Refused(start, start + 1, "nesting", f"more than {MAX_NESTING} levels deep; podlint reads no deeper")
        bracket = self.text[start]
        self.stack.append(_Frame(self.entries, start, bracket))
        self.entries = []
        self.skip(1)
        if self.text[self.at : self.at + 1] == _CLOSING[bracket]:
            return self.close()
        if bracket == "{":
            self.key()
        return False

    def close(self) -> bool:
        frame = self.stack.pop()
        self.at += 1
        entries, span = self.entries, (frame.start, self.at)
        self.budget.spend_nodes(len(entries), *span)
        self.entries = frame.siblings
        self.entries.append((self.collection(frame.bracket, entries, *span), *span))
        return True

    def collection(self, bracket: str, entries: list[Entry], start: int, end: int) -> Mapping | Sequence:
        if bracket == "[":
            sequence = Sequence([entry[0] for entry in entries])
            sequence.source = self.source
            sequence.where = SequencePositions(start, end, [entry[1:] for entry in entries])
            return sequence
        mapping = Mapping()
        mapping.source = self.source
        self.budget.spend_keys(len(entries) // 2, start, end)
        pairs = iter(entries)
        mapping.where = positions = MappingFiller(mapping, {}, self.budget).fill(
            zip(pairs, pairs, strict=True), start, end
        )
        self.has_duplicates = self.has_duplicates or bool(positions.duplicates)
        return mapping

    def after_value(self) -> bool:
        """What follows an item: a comma and the next key or item, or the closing bracket. Whether it was the latter."""
        bracket = self.stack[-1].bracket
        self.skip(0)
        character = self.text[self.at : self.at + 1]
        if character == _CLOSING[bracket]:
            return self.close()
        if character != ",":
            raise self.wrong(f"after a value JSON wants `,` or `{_CLOSING[bracket]}`")
        if len(self.entries) > self.budget.nodes:
            self.budget.spend_nodes(len(self.entries), self.at, self.at + 1)
        self.skip(1)
        if bracket == "{":
            self.key()
        return False

    def key(self) -> None:
        if self.text[self.at : self.at + 1] != '"':
            raise self.wrong("a JSON key must stand in double quotes")
        self.string()
        self.skip(0)
        if self.text[self.at : self.at + 1] != ":":
            raise self.wrong("after a key JSON wants `:`")
        self.skip(1)

    def string(self) -> bool:
        start = self.at
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            raise self.broken_string(start, error) from None
        self.entries.append((_LONE_SURROGATE.sub("\ufffd", value), start, self.at))
        return True

    def broken_string(self, start: int, error: JSONDecodeError) -> Refused:
        if error.msg.startswith("Unterminated"):
            return Refused(start, start + 1, "json", "this quoted text has no closing quote")
        what = "no control character and no line break" if "control" in error.msg else "no such escape"
        return Refused(error.pos, error.pos + 1, "json", f"JSON allows {what} in quoted text")

    def number(self) -> bool:
        found = _NUMBER.match(self.text, self.at)
        if not found:
            raise self.wrong("this is no JSON number")
        start, self.at = found.span()
        fraction = bool(found[1] or found[2])
        number = float(found[0]) if fraction or len(found[0]) > _LONGEST_INTEGER else int(found[0])
        if number in (float("inf"), float("-inf")):
            raise Refused(start, self.at, "number", "this number is too large for Kubernetes")
        # In JSON, unlike in YAML, 80.0 is no whole number: Go parses the text of a number into the type of the field.
        self.entries.append((number if fraction else through_json(number), start, self.at))
        return True

    def literal(self) -> bool:
        found = _LITERAL.match(self.text, self.at)
        if not found or found[0] not in _LITERALS:
            raise self.wrong("here JSON wants a value: quoted text, a number, true, false, null, `{` or `[`")
        self.entries.append((_LITERALS[found[0]], *found.span()))
        self.at = found.end()
        return True

    def skip(self, length: int) -> None:
        self.at = _space_end(self.text, self.at + length)

    def wrong(self, message: str) -> Refused:
        found = re.compile(r"\w+|\S").match(self.text, self.at)
        if not found:
            message = f"the file ends too early: {message}"
        else:
            message = f"a file that begins with `{{` is read as JSON: {message}"
        return Refused(self.at, found.end() if found else self.at + 1, "json", message)
