"""Patterns as in .gitignore. Plain ones are matched here, all others by `pathspec`, which takes long to import."""

import os
import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Protocol

from podlint.dataclass import dataclass
from podlint.pattern import pattern


class Result(Protocol):
    """Whether a path is meant, None if no pattern says anything of it, and the index of the pattern that decides."""

    @property
    def include(self) -> bool | None: ...
    @property
    def index(self) -> int | None: ...


class Patterns(Protocol):
    """A list of patterns. Paths are relative to their folder, those of directories end in a slash."""

    def check_file(self, file: str, /) -> Result: ...
    def match_file(self, file: str, /) -> bool: ...


def compile_patterns(lines: Sequence[str]) -> Patterns:
    """Raises ValueError for what is no pattern."""
    plain = [found for line in lines if (found := _PLAIN.fullmatch(line))]
    if len(plain) == len(lines):
        return PlainPatterns(plain)
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


_CLASS = r"\[(?:[A-Za-z0-9]|[a-z]-[a-z]|[0-9]-[0-9])+\]"
_SEGMENT = rf"(?:\*|(?:\*?(?:[\w.+@~=,%$-]|\?|{_CLASS}))+\*?)"
_PLAIN = pattern(rf"(!?)(/|\*\*/(?=[^/]+/?$))?({_SEGMENT}(?:/{_SEGMENT})*)(/?)", re.ASCII)
"""Not, from where, the segments, and whether only directories are meant."""

_WILD = pattern(rf"\*|\?|{_CLASS}")
_TRANSLATED = {"*": "[^/]*", "?": "[^/]"}
_WITHIN, _ITSELF = 1, 2


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern. If it is not anchored it has one segment, which stands at any depth."""

    index: int
    include: bool
    anchored: bool
    for_directories: bool
    segments: tuple[Callable[[str], object], ...]


@dataclass(frozen=True, slots=True)
class _Decision:
    include: bool | None
    index: int | None


class PlainPatterns:
    """The last pattern that means the path itself decides, else the last that means a directory around it."""

    def __init__(self, lines: Sequence[re.Match[str]]) -> None:
        """`lines` are matches of plain lines."""
        self._by_name: dict[str, list[_Rule]] = {}
        self._others: list[_Rule] = []
        for index, line in enumerate(lines):
            rule = _rule(index, line)
            is_name = not rule.anchored and not _WILD.search(line[3])
            (self._by_name.setdefault(line[3], []) if is_name else self._others).append(rule)

    def check_file(self, file: str, /) -> Result:
        segments = file.replace(os.sep, "/").split("/")
        named = (rule for segment in {*segments} for rule in self._by_name.get(segment, ()))
        found = ((_rank(rule, segments), rule.index, rule.include) for rule in chain(named, self._others))
        rank, index, include = max(found, default=_NONE)
        return _Decision(include, index) if rank else _Decision(None, None)

    def match_file(self, file: str, /) -> bool:
        return bool(self.check_file(file).include)


_NONE = (0, 0, False)


def _rule(index: int, line: re.Match[str]) -> _Rule:
    parts = line[3].split("/")
    anchored = line[2] == "/" or len(parts) > 1
    # What is in a directory, its name left empty, is anything as well.
    fits = tuple(map(_fits, parts)) if anchored or line[3] != "*" else (_is_anything,)
    return _Rule(index, not line[1], anchored, bool(line[4]), fits)


def _is_anything(_: str) -> bool:
    return True


def _fits(part: str) -> Callable[[str], object]:
    """Whether a segment of a path is as a segment of a pattern says."""
    wild = _WILD.findall(part)
    if part == "*":
        return bool
    if not wild:
        return part.__eq__
    if wild == ["*"] and part[0] == "*":
        ending = part[1:]
        return lambda segment: segment.endswith(ending)
    literal = map(re.escape, _WILD.split(part))
    signs = (_TRANSLATED.get(sign, sign) for sign in (*wild, ""))
    return re.compile("".join(f"{text}{sign}" for text, sign in zip(literal, signs, strict=True))).fullmatch


def _rank(rule: _Rule, segments: list[str]) -> int:
    """Whether a pattern means the path itself, a directory on the way to it, or nothing of it."""
    last, size = len(segments) - 1, len(rule.segments)
    deepest = last - rule.for_directories
    ends = (size - 1,) if rule.anchored else range(deepest, -1, -1)
    for end in ends:
        within = segments[end + 1 - size : end + 1]
        if end <= deepest and all(fits(segment) for fits, segment in zip(rule.segments, within, strict=True)):
            return _ITSELF if end == last else _WITHIN
    return 0
