"""Where in the file a part of a scalar's value stands: words of a script, a host in a URL."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from podlint.reading.places import Place

Offsets = Callable[[int], int]
"""From a character of the value to the character of the token that begins it."""

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_CHARACTERS = {
    "'": re.compile("''|.", re.DOTALL),
    '"': re.compile(
        r"\\(?:x[0-9a-fA-F]{2}|u[dD][89abAB][0-9a-fA-F]{2}\\u[0-9a-fA-F]{4}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.",
        re.DOTALL,
    ),
}


def within(place: Place, value: str, offset: int, length: int) -> Place:
    """The place of `value[offset : offset + length]`, `place` being that of the whole scalar.

    Of an alias, `origin` is the stretch at the anchor. Where the stretch can't be found, the place of the whole scalar.
    """
    if place.origin is not None:
        return replace(place, origin=within(place.origin, value, offset, length))
    found = _in_token(place.text, value, offset, offset + length)
    return place if found is None else Place(place.source, place.start + found[0], place.start + found[1])


def _in_token(token: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    offsets = _offsets(token, value)
    if offsets is None:
        return _nth_occurrence(token, value, start, end)
    return offsets(start), offsets(end - 1) + 1 if end > start else offsets(start)


def _offsets(token: str, value: str) -> Offsets | None:
    if token == value:
        return lambda index: index
    if token.startswith("|"):
        return _literal_offsets(token, value)
    if token[:1] in _CHARACTERS and not _LINE_BREAK.search(token):
        return _quoted_offsets(token, value)
    return None


def _quoted_offsets(token: str, value: str) -> Offsets | None:
    starts = [found.start() for found in _CHARACTERS[token[0]].finditer(token, 1, len(token) - 1)]
    # The end of the last character is asked for as well, by way of the offset behind it.
    return starts.__getitem__ if len(starts) == len(value) else None


def _literal_offsets(token: str, value: str) -> Offsets | None:
    """Line by line: behind the header each line is a line of the value, indented."""
    contents = _lines(token)
    next(contents)
    indent = None
    value_starts, token_starts, at = [], [], 0
    for line, (content, content_start) in zip(value.split("\n"), contents, strict=False):
        if line and indent is None:
            indent = len(content) - len(line)
        if line and content[indent or 0 :] != line:
            return None
        value_starts.append(at)
        token_starts.append(content_start + (indent or 0 if line else len(content)))
        at += len(line) + 1

    def offset(index: int) -> int:
        line = bisect_right(value_starts, index) - 1
        return token_starts[line] + index - value_starts[line]

    return offset if value_starts else None


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each line without its break, and where it begins."""
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield text[start : found.start()], start
        start = found.end()
    yield text[start:], start


def _nth_occurrence(token: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """By counting, where the token holds the same characters as often as the value does."""
    words = value[start:end]
    if not words or value.count(words) != token.count(words):
        return None
    at = -1
    for _ in range(value.count(words, 0, start) + 1):
        at = token.find(words, at + 1)
    return None if at < 0 else (at, at + len(words))
