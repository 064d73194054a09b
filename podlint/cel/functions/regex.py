"""Functions that match patterns: CEL's `matches` and Kubernetes' regex library."""

from collections.abc import Iterator
from itertools import islice
from re import Match

from podlint.cel.functions.declaration import Function, function
from podlint.cel.patterns import compile_pattern, search_in


def _matches(text: str, pattern: str) -> bool:
    return search_in(text, pattern).search(text) is not None


def _find(text: str, pattern: str) -> str:
    found = search_in(text, pattern).search(text)
    return found.group() if found else ""


def _find_all(text: str, pattern: str, limit: int = -1) -> list[str]:
    found = (match.group() for match in _successive(text, pattern))
    return list(found if limit < 0 else islice(found, min(limit, len(text) + 1)))


def _successive(text: str, pattern: str) -> Iterator[Match[str]]:
    behind = -1
    for match in search_in(text, pattern).finditer(text):
        # RE2 has no empty match right behind another match.
        if match.end() != behind:
            yield match
        behind = match.end()


_FIND_ALL = "All matches of the pattern, which do not overlap"

FUNCTIONS: tuple[Function, ...] = (
    function("string.matches(string) -> bool", _matches, "Whether the pattern matches a part.", compile_pattern),
    function("matches(string, string) -> bool", _matches, "Whether the pattern matches a part.", compile_pattern),
    function(
        "string.find(string) -> string", _find, "The first match of the pattern, or an empty text.", compile_pattern
    ),
    function("string.findAll(string) -> list<string>", _find_all, f"{_FIND_ALL}.", compile_pattern),
    function(
        "string.findAll(string, int) -> list<string>", _find_all, f"{_FIND_ALL}; so many at most, all if below 0."
    ),
)
