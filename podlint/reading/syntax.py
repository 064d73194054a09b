"""What the parser could not read, in plain words: its complaints, each with the place to look at and what helps."""

from podlint.pattern import pattern
from podlint.reading.events import MarkedYAMLError
from podlint.reading.refusal import Refused

_CONTROL = pattern("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD = pattern(r"[^\s,\[\]{}]+|\S")
_LAST_WORD = pattern(r"(?:[^\s,\[\]{}]+|\S)\Z")
_WORD_LENGTH = 80

_INDENTATION = "this line is indented like nothing above it, or the value before it was not finished"
_TAB = "YAML is indented with spaces, and this is a tab"
_MESSAGES = {
    "mapping values are not allowed in this context": "a `: ` can't stand here; quote the text or mend the indentation",
    "mapping keys are not allowed in this context": "a `? ` can't stand here; quote the text, or mend the indentation",
    "block sequence entries are not allowed in this context": "a list can't begin here; put its `- ` on its own line",
    "did not find expected key": _INDENTATION,
    "did not find expected '-' indicator": "a line of this list begins with no `- `, or is indented wrongly",
    "could not find expected ':'": "a key must be followed by `:` and a space",
    "did not find expected node content": "a value is missing here",
    "did not find expected ',' or ']'": "this list has no closing `]`, or a `,` is missing in it",
    "did not find expected ',' or '}'": "this mapping has no closing `}`, or a `,` is missing in it",
    "found unexpected end of stream": "this quoted text has no closing quote",
    "found unexpected document indicator": "this quoted text has no closing quote before the next document",
    "found a tab character where an indentation space is expected": _TAB,
    "found a tab character that violates indentation": _TAB,
    "found unknown escape character": "there is no such escape; write `\\\\` for a backslash, or use single quotes",
    "found invalid Unicode character escape code": "this escape stands for no character",
    "did not find expected hexdecimal number": "this escape needs more hexadecimal digits",
    "did not find expected <document start>": "this document has ended before this text",
    "found undefined tag handle": "this tag's prefix is not defined; Kubernetes allows no %TAG line",
    "found an indentation indicator equal to 0": "a block scalar's indentation is a digit from 1 to 9",
    "did not find expected comment or line break": "nothing but a comment can stand here",
    "did not find expected alphabetic or numeric character": "the name of an anchor or alias is missing",
}
# For these the beginning of what was left open says more than the place where the parser gave up.
_OPENED = (
    "could not find expected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
    "found unexpected document indicator",
)
_IN_ESCAPES = (
    "did not find expected hexdecimal number",
    "found invalid Unicode character escape code",
    "found unknown escape character",
)
_ESCAPE = pattern(r"\\(?:[xuU][0-9a-fA-F]*|[^\r\n])?")
# Backslashes in pairs escape each other.
_ESCAPED_SLASH = pattern(r"(?<!\\)(?:\\\\)*+\\/")


def refused_syntax(error: Exception, text: str, base: int) -> Refused:
    """The parser's error on `text`, which begins at `base` in the source."""
    control = _CONTROL.search(text)
    if control:
        code = f"U+{ord(control[0]):04X}"
        message = f"YAML forbids the control character {code}; in double quotes, write it as an escape"
        return Refused(base + control.start(), base + control.end(), "syntax", message)
    problem = (error.problem or "") if isinstance(error, MarkedYAMLError) else str(error)
    start = _offset(error, "context_mark" if problem in _OPENED else "problem_mark", len(text))
    start, end = _token(text, problem, start)
    return Refused(base + start, base + end, "syntax", _message(problem, text, start))


def refuse_escaped_slash(text: str, start: int, end: int) -> None:
    """Raises Refused where a text in double quotes escapes a slash, which libyaml accepts and Kubernetes does not."""
    found = _ESCAPED_SLASH.search(text, start, end)
    if found:
        raise Refused(found.end() - 2, found.end(), "syntax", _MESSAGES["found unknown escape character"])


def _offset(error: Exception, mark: str, default: int) -> int:
    found = getattr(error, mark, None) or getattr(error, "problem_mark", None)
    return default if found is None else int(found.index)


def _token(text: str, problem: str, start: int) -> tuple[int, int]:
    """The stretch to point at: an escape from its backslash on, else a word, the last one where the text ends."""
    if problem in _IN_ESCAPES:
        found = _ESCAPE.match(text, max(text.rfind("\\", 0, start + 1), 0))
    elif not text[start : start + _WORD_LENGTH].strip():
        end = len(text[:start].rstrip())
        found = _LAST_WORD.search(text, max(end - _WORD_LENGTH, 0), end)
    else:
        found = _WORD.match(text, start)
    return found.span() if found else (start, start + 1)


def _message(problem: str, text: str, start: int) -> str:
    if problem.startswith("found character") and problem.endswith("cannot start any token"):
        character = text[start : start + 1]
        shown = "a backtick" if character == "`" else f"`{character}`"
        return _TAB if character == "\t" else f"a value can't begin with {shown}; put it in quotes"
    if problem == "did not find expected key" and text[text.rfind("\n", 0, start) + 1 : start].strip(" "):
        return "nothing but a comment can stand behind the value on this line"
    return _MESSAGES.get(problem) or f"this is no valid YAML: {problem or 'it can not be parsed'}"
