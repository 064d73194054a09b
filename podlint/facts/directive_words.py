"""The words of a directive: the rules it names, the reason, the day until which it holds."""

from collections.abc import Iterator

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern
from podlint.problem import nearest

VERBS = {
    "ignore": "has nothing below it that it could be about",
    "ignore-object": "has no object below it",
    "ignore-file": "is not at the top of the file",
}
"""What a comment can ask for, and what is wrong where there is nothing for it to cover."""

_VERB = pattern(r"\s*([^\s\[\]:,;]*)")
_RULES = pattern(r"\s*\[([^\[\]]*)(\])?")
_RULE = r"[^\s,:;\[\]]+"
_HEAD = rf"{_RULE}(?:[ \t]*,[ \t]*{_RULE})*"
_ENTRY = pattern(rf"[ \t]*({_HEAD})[ \t]*(?::[ \t]*|\Z)")
_NEXT_ENTRY = pattern(rf"\n|;(?=[ \t]*{_HEAD}[ \t]*:[ \t])")
_UNTIL = pattern(r"(?:;[ \t]*until\b[ \t]*(?P<last>[^;]*)|\A[ \t]*until[ \t]+(?P<only>\d{4}-\d\d-\d\d)[ \t]*)\Z")
_BEFORE_REASON = " \t:-–—"


class Words(NamedTuple):
    """A directive's words. Names of rules, the date and the head come with their offsets in the text.

    `head` is what stands for the directive where it is pointed at: offset and length.
    """

    verb: str = ""
    rules: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    until: str = ""
    until_at: int = 0
    fault: str = ""
    near: str = ""
    head: tuple[int, int] = (0, 0)


def comment_words(text: str) -> Words:
    """The words of a comment behind `podlint:`."""
    found = _VERB.match(text)
    verb = found[1] if found else ""
    start = found.end() if found else 0
    head = (start - len(verb), len(verb))
    if verb not in VERBS:
        fault = f"asks for `{verb}`, which podlint does not know" if verb else "says nothing"
        return Words(verb, fault=fault, near=nearest(verb, list(VERBS)), head=head)
    listed = _RULES.match(text, start)
    if listed is None:
        return _reasoned(Words(verb, head=head), text, start)
    if listed[2] is None:
        return Words(verb, fault="has a `[` that is never closed", head=head)
    rules = tuple(_rules(listed[1], listed.start(1)))
    return _reasoned(Words(verb, rules, head=head), text, listed.end())


def annotation_words(text: str) -> Iterator[Words]:
    """The entries of an annotation: one a line, or behind a semicolon."""
    start = 0
    for end in [*(found.start() for found in _NEXT_ENTRY.finditer(text)), len(text)]:
        if text[start:end].strip():
            yield _entry(text, start, end)
        start = end + 1


def _entry(text: str, start: int, end: int) -> Words:
    found = _ENTRY.match(text, start, end)
    if found is None:
        at = start + len(text[start:end]) - len(text[start:end].lstrip())
        fault = f"does not read `RULE: REASON`: `{text[at:end].strip()}`"
        return Words(fault=fault, head=(at, len(text[at:end].rstrip())))
    rules = tuple(_rules(found[1], found.start(1)))
    return _reasoned(Words("ignore", rules, head=(found.start(1), len(found[1]))), text[:end], found.end())


def _rules(listed: str, start: int) -> Iterator[tuple[str, int]]:
    for word in listed.split(","):
        name = word.strip()
        if name:
            yield name, start + word.index(name)
        start += len(word) + 1


def _reasoned(words: Words, text: str, start: int) -> Words:
    """The words with the reason that follows them, and the date at its end."""
    rest = text[start:]
    found = _UNTIL.search(rest)
    reason = (rest[: found.start()] if found else rest).strip(_BEFORE_REASON)
    if found is None:
        return words._replace(reason=reason)
    group = "only" if found["last"] is None else "last"
    until = found[group].rstrip()
    if not _is_date(until):
        return words._replace(reason=reason, fault=f"ends with `until {until}`, which is no date such as 2026-12-31")
    return words._replace(reason=reason, until=until, until_at=start + found.start(group))


def _is_date(text: str) -> bool:
    from datetime import date  # imported late: few manifests have a date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
