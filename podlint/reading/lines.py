"""What one line of plain block YAML says, remembered by its text: most lines of manifests are written many times."""

from typing import Any

from podlint.pattern import pattern
from podlint.reading.positions import Span
from podlint.reading.scalars import PLAIN_SCALARS, NoValue

Line = tuple[int, int, str | None, Any, str | int | None, str]
"""A line that brings an entry: a key with its value, an item, or an item that is a mapping and begins beside its dash.

- its level, which orders collections by how far in they stand: twice the column of a mapping, twice that of a sequence
  plus one, for a sequence may stand below a key at the column of the key;
- the level of the mapping that the item is, else 0;
- the key, or None;
- the value, or, if it has a form, how many characters of the line are left for it;
- where in its collection the value goes that the lines below may bring, or None;
- the form of the value, if the line alone does not say what it is, else "".
"""

BLOCK, FLOW, OPEN, EMPTY_MAPPING = "block", "flow", "open", "{}"
"""A block scalar; a list in brackets, its items being the value; `{}`; what else begins with a bracket or quote."""

SKIPPED: Line = (-2, 0, None, None, None, "")
"""A comment, a blank line, or `---`."""
FAR = 1 << 30
UNUSUAL: Line = (FAR, 0, None, None, None, "")
"""What only libyaml can tell."""

_Value = tuple[Any, str] | None
_HOLE: _Value = (None, "hole")

KEY = r"[A-Za-z0-9_./$][A-Za-z0-9_./$@+:{},\"-]{0,500}|\"[^\"\\]{0,500}\"|'[^']{0,500}'"
_ONE = r"\"[^\"\\]*\"|'[^']*'|-{0,2}[A-Za-z0-9_./$][A-Za-z0-9_./$@+=%*-]*"
_END = r" *(?: #.*)?"
_KEY = pattern(KEY)
_ITEM = pattern(_ONE)
_ITEMS = pattern(rf"(\[ *(?:(?:{_ONE})(?: *, *(?:{_ONE}))*+ *)?\]){_END}")
_SEPARATOR = pattern(r"---(?: +(?:#.*)?)?")
_SINGLE_QUOTED = pattern(rf"'((?:[^']++|'')*+)'{_END}")
_DOUBLE_QUOTED = pattern(rf'"((?:[^"\\]++|\\["\\nt])*+)"{_END}')
_BLOCK_HEADER = pattern(rf"[|>][-+]?{_END}")
_EMPTY_MAPPING = pattern(rf"\{{\}}{_END}")
# The first stands for a backslash until no other escape is left: it can't be in the text.
_ESCAPES = (("\\\\", "\0"), ('\\"', '"'), ("\\n", "\n"), ("\\t", "\t"), ("\0", "\\"))

_NOT_PLAIN = frozenset("-?:,[]{}#&*!|>'\"%@`")
# No number, truth value or null begins so.
_BEGINS_TEXT = frozenset("abcdeghijklmpqrsuvwxzABCDEGHIJKLMPQRSUVWXZ/$_")

_MEMO_SIZE = 1 << 16
_MEMO_LONGEST = 128
_FLOW_LONGEST = 4096


class _Lines(dict[str, Line]):
    """By their text, without the line break."""

    def __missing__(self, text: str) -> Line:
        # What can't be printed is a tab, a control character, a byte order mark or a line break of Unicode.
        line = _read(text) if text.isprintable() else UNUSUAL
        if len(text) <= _MEMO_LONGEST and len(self) < _MEMO_SIZE:
            self[text] = line
        return line


class _Names(dict[str, str | None]):
    """Names by the keys that stand for them; None for what is no key, or no plain one."""

    def __missing__(self, key: str) -> str | None:
        name = _name(key) if _KEY.fullmatch(key) else None
        if len(key) <= _MEMO_LONGEST and len(self) < _MEMO_SIZE:
            self[key] = name
        return name


LINES = _Lines()
_NAMES = _Names()


def _read(text: str) -> Line:
    entry = text.lstrip(" ")
    level = 2 * (len(text) - len(entry))
    first = entry[:1]
    if not first or first == "#":
        return SKIPPED
    if first == "-":
        return _item(text, entry, level + 1)
    key, colon, rest = entry.partition(": ")
    name = _NAMES[key] if colon else _name_before_nothing(key)
    if name is None:
        return UNUSUAL
    if rest[:1] in _BEGINS_TEXT and " " not in rest and rest[-1] != ":":
        return level, 0, name, rest, None, ""  # as _line says, for what most lines are
    return _line(level, 0, name, rest.lstrip(" "))


def _item(text: str, entry: str, level: int) -> Line:
    if entry[1:2] not in ("", " "):
        return SKIPPED if _SEPARATOR.fullmatch(text) else UNUSUAL
    entry = entry[1:].lstrip(" ")
    key, colon, rest = entry.partition(": ")
    name = _NAMES[key] if colon else _name_before_nothing(key)
    if name is None:
        return _line(level, 0, None, entry)
    return _line(level, 2 * (len(text) - len(entry)), name, rest.lstrip(" "))


def _line(level: int, inner: int, name: str | None, rest: str) -> Line:
    value = _value(rest)
    if value is None:
        return UNUSUAL
    if value is _HOLE:
        return level, inner, name, None, -1 if name is None else name, ""
    return level, inner, name, value[0], None, value[1]


def _name_before_nothing(entry: str) -> str | None:
    """Of a key whose colon ends the line."""
    key = entry.rstrip(" ")
    return _NAMES[key[:-1]] if key[-1:] == ":" else None


def _name(key: str) -> str | None:
    if key[0] in _BEGINS_TEXT:
        return key
    if key[0] in "'\"":
        return key[1:-1]
    try:
        name = PLAIN_SCALARS[key]
    except NoValue:
        return None
    return name if isinstance(name, str) else None


def _value(rest: str) -> _Value:
    """What stands behind a dash or a colon: the value and its form; None for what is unusual."""
    first = rest[:1]
    if first in _NOT_PLAIN and (first != "-" or rest[1:2] in ("", " ")):
        return _marked(first, rest)
    if not first:
        return _HOLE
    text = rest.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        return None
    if first in _BEGINS_TEXT:
        return text, ""
    try:
        return PLAIN_SCALARS[text], ""
    except NoValue:
        return None


def _marked(first: str, rest: str) -> _Value:
    """A value whose first character says what it is."""
    if first == "#":
        return _HOLE
    if first == '"' or first == "'":
        return _quoted(first, rest)
    if first == "|" or first == ">":
        return (len(rest), BLOCK) if _BLOCK_HEADER.fullmatch(rest) else None
    if first == "[" and len(rest) <= _FLOW_LONGEST and _ITEMS.fullmatch(rest):
        return _items(rest)
    if first == "{" and _EMPTY_MAPPING.fullmatch(rest):
        return None, EMPTY_MAPPING
    return (len(rest), OPEN) if first == "[" or first == "{" else None


def _quoted(quote: str, rest: str) -> _Value:
    found = (_SINGLE_QUOTED if quote == "'" else _DOUBLE_QUOTED).fullmatch(rest)
    if not found:
        return len(rest), OPEN
    text = found[1]
    if quote == "'":
        return text.replace("''", "'"), ""
    if "\\" in text:
        for written, meant in _ESCAPES:
            text = text.replace(written, meant)
    return text, ""


def _items(rest: str) -> _Value:
    tokens = [rest[start:end] for start, end in item_spans(rest)[1]]
    try:
        return tuple(token[1:-1] if token[0] in "'\"" else PLAIN_SCALARS[token] for token in tokens), FLOW
    except NoValue:
        return None


def item_spans(text: str) -> tuple[int, list[Span]]:
    """Where a list in brackets, at the beginning of the text, ends, and where its items stand."""
    brackets = _ITEMS.match(text)
    assert brackets
    return brackets.end(1), [item.span() for item in _ITEM.finditer(text, 1, brackets.end(1) - 1)]
