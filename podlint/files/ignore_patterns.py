"""Patterns as in .gitignore. Plain ones are matched here, all others by `pathspec`, which takes long to import."""

import os
import re
from collections.abc import Callable, Sequence
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
_SEGMENT = rf"(?:\*\*?|(?:\*?(?:[\w.+@~=,%$-]|\?|{_CLASS}))+\*?)"
_PLAIN = pattern(rf"(!?)(?!/?(?:\*\*/?)+$)(/?)({_SEGMENT}(?:/{_SEGMENT})*)(/?)", re.ASCII)
"""Not, from the top, the segments, of which one at least says something, and whether only directories are meant."""

_WILD = pattern(rf"\*|\?|{_CLASS}")
_TRANSLATED = {"*": "[^/]*", "?": "[^/]"}
_WITHIN, _ITSELF = 1, 2


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern. `segments` tell of a path's segments whether they are as the pattern says; `**` is None."""

    index: int
    include: bool
    for_directories: bool
    segments: tuple[Callable[[str], object] | None, ...]


@dataclass(frozen=True, slots=True)
class _Decision:
    include: bool | None
    index: int | None


_NOTHING = _Decision(None, None)


class PlainPatterns:
    """The last pattern that means the path itself decides, else the last that means a directory around it."""

    def __init__(self, lines: Sequence[re.Match[str]]) -> None:
        """`lines` are matches of plain lines."""
        self._names: dict[str, list[_Rule]] = {}
        self._wild_names: list[_Rule] = []
        self._by_first: dict[str, list[_Rule]] = {}
        self._others: list[_Rule] = []
        self._met: dict[str, list[_Rule]] = {}
        for index, line in enumerate(lines):
            self._add(_rule(index, line), _parts(line))

    def _add(self, rule: _Rule, parts: list[str]) -> None:
        """Most patterns are a name, at any depth or at the top, and are found by it."""
        is_wild = bool(_WILD.search(parts[-1]))
        if parts[0] == "**" and len(parts) == 2:
            (self._wild_names if is_wild else self._names.setdefault(parts[1], [])).append(rule)
        elif _WILD.search(parts[0]):
            self._others.append(rule)
        else:
            self._by_first.setdefault(parts[0], []).append(rule)

    def check_file(self, file: str, /) -> Result:
        segments = file.replace(os.sep, "/").split("/")
        rules = [*self._by_first.get(segments[0], ()), *self._others]
        for segment in segments:
            met = self._met.get(segment)
            rules += self._meet(segment) if met is None else met
        found = [(rank, rule.index, rule.include) for rule in rules if (rank := _rank(rule, segments))]
        if not found:
            return _NOTHING
        _, index, include = max(found)
        return _Decision(include, index)

    def _meet(self, segment: str) -> list[_Rule]:
        """The patterns of one segment that fit one of a path; kept, for the folders of a repository come again."""
        wild = (rule for rule in self._wild_names if (fits := rule.segments[1]) and fits(segment))
        self._met[segment] = met = [*self._names.get(segment, ()), *wild]
        return met

    def match_file(self, file: str, /) -> bool:
        return bool(self.check_file(file).include)


def _parts(line: re.Match[str]) -> list[str]:
    """The segments of a pattern from the top on."""
    parts = line[3].split("/")
    return parts if line[2] or len(parts) > 1 else ["**", *parts]


def _rule(index: int, line: re.Match[str]) -> _Rule:
    parts, for_directories = _parts(line), bool(line[4])
    # What is in a directory, its name left empty, is anything as well.
    is_any = [part for part in parts if part != "**"] == ["*"] and parts[0] == "**" and not for_directories
    segments = (None, _is_anything) if is_any and parts[-1] == "*" else tuple(map(_fits, parts))
    return _Rule(index, not line[1], for_directories, segments)


def _is_anything(_: str) -> bool:
    return True


def _fits(part: str) -> Callable[[str], object] | None:
    """Whether a segment of a path is as a segment of a pattern says."""
    if part == "**":
        return None
    if part == "*":
        return bool
    if ending := _ending(part):
        return lambda segment: segment.endswith(ending)
    wild = _WILD.findall(part)
    if not wild:
        return part.__eq__
    literal = map(re.escape, _WILD.split(part))
    signs = (_TRANSLATED.get(sign, sign) for sign in (*wild, ""))
    return re.compile("".join(f"{text}{sign}" for text, sign in zip(literal, signs, strict=True))).fullmatch


def _ending(part: str) -> str:
    """What follows the only wildcard of a segment, where it begins with it."""
    return part[1:] if part[0] == "*" and not _WILD.search(part, 1) else ""


def _rank(rule: _Rule, segments: list[str]) -> int:
    """Whether a pattern means the path itself, a directory on the way to it, or nothing of it."""
    size = len(segments)
    ends = {0}
    for fits in rule.segments:
        if fits is None:
            ends = set(range(min(ends), size + 1)) if ends else ends
        else:
            ends = {end + 1 for end in ends if end < size and fits(segments[end])}
    deepest = max((end for end in ends if end <= size - rule.for_directories), default=0)
    if rule.segments[-1] is None and not rule.for_directories:
        return _ITSELF * (deepest > min(ends, default=deepest))
    return (_ITSELF if deepest == size else _WITHIN) if deepest else 0
