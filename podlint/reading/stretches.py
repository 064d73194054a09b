"""Where in the file a part of a scalar's value stands: words of a script, a host in a URL."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from podlint.pattern import pattern
from podlint.reading.places import Place

_LINE_BREAK = pattern(r"\r\n|\n|\r")
_CHARACTERS = {
    "'": pattern("''|.", re.DOTALL),
    '"': pattern(
        r"\\(?:x[0-9a-fA-F]{2}|u[dD][89abAB][0-9a-fA-F]{2}\\u[0-9a-fA-F]{4}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.",
        re.DOTALL,
    ),
}

_REMEMBERED = 16
"""Scalars whose layout is remembered: a script is asked for the places of many words, one after the other."""


def within(place: Place, value: str, offset: int, length: int) -> Place:
    """The place of `value[offset : offset + length]`, `place` being that of the whole scalar.

    Of an alias, `origin` is the stretch at the anchor. Where the stretch can't be found, the place of the whole scalar.
    """
    if place.origin is not None:
        return Place(place.source, place.start, place.end, within(place.origin, value, offset, length))
    found = _in_token(place.text, value, offset, offset + length)
    return place if found is None else Place(place.source, place.start + found[0], place.start + found[1])


def _in_token(token: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    if not 0 <= start <= end <= len(value):
        return None
    if token == value:
        return start, end
    found = None
    if token.startswith("|"):
        found = _in_literal(token, value, start, end)
    elif token[:1] in _CHARACTERS and not _LINE_BREAK.search(token):
        found = _in_quotes(token, value, start, end)
    return found or _nth_occurrence(token, value, start, end)


def _in_quotes(token: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """Character by character: each stands for itself, or is an escape."""
    starts = _character_starts(token)
    return (starts[start], starts[end]) if len(starts) == len(value) + 1 else None


@lru_cache(maxsize=_REMEMBERED)
def _character_starts(token: str) -> list[int]:
    """Where each character of a quoted value is written, and the closing quote."""
    close = len(token) - 1
    return [*(found.start() for found in _CHARACTERS[token[0]].finditer(token, 1, close)), close]


def _in_literal(token: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """Line by line: behind the header each line is a line of the value, indented."""
    value_starts, token_starts = _line_starts(token, value)
    if not value_starts:
        return None
    last = max(start, end - 1)
    end_in_token = _shifted(last, value_starts, token_starts) + (end > start)
    start_in_token = _shifted(start, value_starts, token_starts)
    return min(start_in_token, len(token)), min(end_in_token, len(token))


@lru_cache(maxsize=_REMEMBERED)
def _line_starts(token: str, value: str) -> tuple[list[int], list[int]]:
    """Where each line begins in the value and in the token; nothing where the two don't go together."""
    contents = _lines(token)
    next(contents)
    indent = None
    value_starts, token_starts, at = [], [], 0
    for line, (content, content_start) in zip(value.split("\n"), contents, strict=False):
        if line and indent is None:
            indent = len(content) - len(line)
        if line and content[indent or 0 :] != line:
            return [], []
        value_starts.append(at)
        token_starts.append(content_start + (indent or 0 if line else len(content)))
        at += len(line) + 1
    return value_starts, token_starts


def _shifted(index: int, froms: list[int], tos: list[int]) -> int:
    """An offset moved with the line it is in, the lines being given by their beginnings on both sides."""
    line = bisect_right(froms, index) - 1
    return tos[line] + index - froms[line]


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
