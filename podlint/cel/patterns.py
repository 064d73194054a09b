"""RE2 patterns, matched by Python's `re`: what the two write differently is translated, what takes too long is refused.

RE2 matches in linear time; `re` tries one way after the other. A pattern is refused when some text could be matched in
exponentially many ways (`(a+)+`). What is left is polynomial, on texts of bounded length. Unlike in RE2, there are no
Unicode classes (`\\pL`), no `\\C` and no flag `U`.
"""

import re
from functools import lru_cache

from podlint.cel.ambiguity import EMPTY, Fragment, Loops
from podlint.cel.character_classes import (
    ANY,
    ESCAPES,
    NEWLINE,
    SHARED_ESCAPES,
    mask,
    mask_of_escape,
    numbered,
    read_class,
)
from podlint.cel.errors import EvaluationError
from podlint.pattern import pattern

MAX_PATTERN = 2_000
MAX_TEXT = 2**20
MAX_GROUPS = 30
_MAX_REPETITIONS = 1000
_REPETITION = pattern(r"\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\}")
_FLAGS = pattern(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])")
_NAME = pattern(r"\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>")


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern, ready to search with. Raises EvaluationError."""
    if len(pattern) > MAX_PATTERN:
        raise EvaluationError(f"a pattern of more than {MAX_PATTERN} characters")
    translator = _Translator(pattern)
    text = translator.whole()
    if translator.loops.are_ambiguous():
        raise EvaluationError(f"a repetition in the pattern {pattern!r} can match one text in too many ways")
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError):
        raise EvaluationError(f"no pattern: {pattern!r}") from None


def search_in(text: str, pattern: str) -> re.Pattern[str]:
    """The pattern, once the text is known to be short enough to be searched with it."""
    if len(text) > MAX_TEXT:
        raise EvaluationError(f"a text of more than {MAX_TEXT} characters")
    return compile_pattern(pattern)


class _Translator:
    """Reads a pattern of RE2 and writes it for `re`, noting in `loops` which characters can follow which."""

    __slots__ = ("depth", "flags", "loops", "pattern", "position")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.depth = 0
        self.flags = frozenset[str]()
        self.loops = Loops()

    def wrong(self, what: str) -> EvaluationError:
        return EvaluationError(f"the pattern {self.pattern!r} has {what}")

    def whole(self) -> str:
        text, _ = self.alternatives()
        if self.position < len(self.pattern):
            raise self.wrong("a `)` too many")
        return text

    def ahead(self, text: str) -> bool:
        return self.pattern.startswith(text, self.position)

    def alternatives(self) -> tuple[str, Fragment]:
        outer = self.flags
        text, fragment = self.sequence()
        texts = [text]
        while self.ahead("|"):
            self.position += 1
            text, other = self.sequence()
            texts.append(text)
            fragment = fragment.or_else(other)
        self.flags = outer
        return "|".join(texts), fragment

    def sequence(self) -> tuple[str, Fragment]:
        texts: list[str] = []
        fragment = EMPTY
        while self.position < len(self.pattern) and self.pattern[self.position] not in "|)":
            text, piece = self.repeated()
            texts.append(text)
            fragment = self.loops.sequence(fragment, piece)
        return "".join(texts), fragment

    def repeated(self) -> tuple[str, Fragment]:
        start = self.position
        text, fragment = self.atom()
        least, most, width = self.quantifier()
        if not width:
            return text, fragment
        if self.pattern[start : start + 2] == "(?" and not text:
            raise self.wrong("a repetition of nothing")
        self.position += width
        lazy = "?" if self.ahead("?") else ""
        self.position += len(lazy)
        if self.ahead("+") or self.quantifier()[2]:
            raise self.wrong("a repetition of a repetition")
        if most > 4:
            self.loops.repeat(fragment)
        bounds = f"{{{least},{'' if most > _MAX_REPETITIONS else most}}}"
        return f"(?:{text}){bounds}{lazy}", fragment.optional() if least == 0 else fragment

    def quantifier(self) -> tuple[int, int, int]:
        """Least, most and the length of the quantifier here; the length is 0 if there is none."""
        unbounded = _MAX_REPETITIONS + 1
        for sign, least, most in (("*", 0, unbounded), ("+", 1, unbounded), ("?", 0, 1)):
            if self.ahead(sign):
                return least, most, 1
        found = _REPETITION.match(self.pattern, self.position)
        if found is None:
            return 1, 1, 0
        least = int(found[1])
        most = least if not found[2] else int(found[3]) if found[3] else unbounded
        if least > _MAX_REPETITIONS or (found[3] and most > _MAX_REPETITIONS) or least > most:
            raise self.wrong("a repetition that is too large")
        return least, most, len(found[0])

    def atom(self) -> tuple[str, Fragment]:
        character = self.pattern[self.position]
        if character == "(":
            return self.group()
        if character == "[":
            return self.character_class()
        if character == "\\":
            return self.escape()
        if character in "*+?" or (character == "{" and self.quantifier()[2]):
            raise self.wrong("a repetition of nothing")
        self.position += 1
        if character in "^$":
            return self.anchor(character), EMPTY
        if character == ".":
            everything = "s" in self.flags
            return ("(?s:.)" if everything else "."), self.loops.position(ANY if everything else ANY & ~NEWLINE)
        return self.literal(character)

    def anchor(self, character: str) -> str:
        if "m" in self.flags:
            return f"(?m:{character})"
        return r"\A" if character == "^" else r"\Z"

    def literal(self, character: str) -> tuple[str, Fragment]:
        return self.cased(re.escape(character)), self.loops.position(self.cases(mask(character)))

    def cased(self, text: str) -> str:
        return f"(?i:{text})" if "i" in self.flags else text

    def cases(self, characters: int) -> int:
        """With both cases of each letter if case is ignored; any letter may then stand for others beyond ASCII."""
        if "i" not in self.flags:
            return characters
        upper = characters >> 32 & (mask("A", "Z"))
        lower = characters << 32 & (mask("a", "z"))
        beyond = ANY & ~(2**128 - 1)
        has_letters = upper | lower | (characters & beyond)
        return characters | upper | lower | beyond if has_letters else characters

    def group(self) -> tuple[str, Fragment]:
        self.depth += 1
        if self.depth > MAX_GROUPS:
            raise self.wrong(f"more than {MAX_GROUPS} groups in each other")
        outer = self.flags
        opening = self.opening()
        if opening is None:
            self.depth -= 1
            return "", EMPTY
        text, fragment = self.alternatives()
        if not self.ahead(")"):
            raise self.wrong("a `(` that is not closed")
        self.position += 1
        self.depth -= 1
        self.flags = outer
        return f"{opening}{text})", fragment

    def opening(self) -> str | None:
        """How the group begins in `re`; None if it only sets flags for what follows."""
        if not self.ahead("(?"):
            self.position += 1
            return "("
        if named := _NAME.match(self.pattern, self.position):
            self.position = named.end()
            return f"(?P<{named[1]}>"
        found = _FLAGS.match(self.pattern, self.position)
        if found is None or "U" in found[0]:
            raise self.wrong("a group that is not supported")
        self.position = found.end()
        self.flags = self.flags.union(found[1]).difference(found[2] or "")
        return "(?:" if found[3] == ":" else None

    def character_class(self) -> tuple[str, Fragment]:
        characters = read_class(self.pattern, self.position)
        self.position = characters.end
        return self.cased(f"[{characters.text}]"), self.loops.position(self.cases(characters.bits))

    def escape(self) -> tuple[str, Fragment]:
        pattern, position = self.pattern, self.position
        following = pattern[position + 1 : position + 2]
        if following == "Q":
            return self.quoted()
        if found := numbered(pattern, position):
            self.position = found[1]
            return self.literal(found[0])
        self.position += 2
        if following in ESCAPES:
            return f"[{ESCAPES[following]}]", self.loops.position(mask_of_escape(following))
        if following in ("A", "z"):
            return (r"\A" if following == "A" else r"\Z"), EMPTY
        if following in ("b", "B"):
            return rf"(?a:\{following})", EMPTY
        if following in SHARED_ESCAPES:
            return self.literal(SHARED_ESCAPES[following])
        if not following.isascii() or following.isalnum() or not following:
            raise self.wrong(f"an escape that is not supported: `\\{following}`")
        return self.literal(following)

    def quoted(self) -> tuple[str, Fragment]:
        end = self.pattern.find("\\E", self.position)
        text = self.pattern[self.position + 2 : end if end >= 0 else None]
        self.position = end + 2 if end >= 0 else len(self.pattern)
        fragment = EMPTY
        for character in text:
            fragment = self.loops.sequence(fragment, self.literal(character)[1])
        return self.cased(re.escape(text)), fragment
