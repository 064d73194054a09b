"""Functions of strings: CEL's own and those of its strings extension; `size` of everything that has one."""

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.operators import bounded
from podlint.cel.values import kind_of

# The characters that Unicode calls white space; Python's own strip() would also take the separators U+001C to U+001F.
_WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_UPPER = {lower: lower - 32 for lower in range(ord("a"), ord("z") + 1)}
_QUOTED = str.maketrans(
    {
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
        "\\": "\\\\",
        '"': '\\"',
    }
)


def _within(index: int, length: int) -> int:
    if 0 <= index <= length:
        return index
    raise EvaluationError(f"index out of range: {index}")


def _char_at(text: str, index: int) -> str:
    _within(index, len(text))
    return text[index : index + 1]


def _index_of(text: str, part: str, start: int = 0) -> int:
    return text.find(part, _within(start, len(text)))


def _last_index_of(text: str, part: str) -> int:
    return text.rfind(part)


def _last_index_before(text: str, part: str, last: int) -> int:
    return text.rfind(part, 0, _within(last, len(text)) + len(part))


def _join(parts: list[object], separator: str = "") -> str:
    texts: list[str] = []
    for part in parts:
        if not isinstance(part, str):
            raise EvaluationError(f"`join` needs a list of strings, not of {kind_of(part)}")
        texts.append(part)
    bounded(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _replace(text: str, old: str, new: str, limit: int = -1) -> str:
    count = text.count(old) if limit < 0 else min(limit, text.count(old))
    bounded(len(text) + count * max(0, len(new) - len(old)))
    return text.replace(old, new, count)


def _split(text: str, separator: str, limit: int = -1) -> list[str]:
    if limit == 0:
        return []
    if separator:
        return text.split(separator, limit - 1 if limit > 0 else -1)
    if not text or limit < 0 or limit >= len(text):
        return list(text)
    return [*text[: limit - 1], text[limit - 1 :]]


def _substring(text: str, start: int, end: int | None = None) -> str:
    stop = len(text) if end is None else _within(end, len(text))
    if _within(start, len(text)) > stop:
        raise EvaluationError(f"the end {stop} lies before the start {start}")
    return text[start:stop]


def quote(text: str) -> str:
    """The text in double quotes, as it would be written in CEL."""
    return f'"{text.translate(_QUOTED)}"'


FUNCTIONS: tuple[Function, ...] = (
    function("size(string) -> int", len, "The number of code points."),
    function("size(bytes) -> int", len, "The number of bytes."),
    function("size(list<A>) -> int", len, "The number of items."),
    function("size(map<A,B>) -> int", len, "The number of entries."),
    function("string.size() -> int", len, "The number of code points."),
    function("bytes.size() -> int", len, "The number of bytes."),
    function("list<A>.size() -> int", len, "The number of items."),
    function("map<A,B>.size() -> int", len, "The number of entries."),
    function("string.contains(string) -> bool", str.__contains__, "Whether the text has this part."),
    function("string.startsWith(string) -> bool", str.startswith, "Whether the text begins so."),
    function("string.endsWith(string) -> bool", str.endswith, "Whether the text ends so."),
    function("string.charAt(int) -> string", _char_at, "The character at an index; empty right behind the last one."),
    function("string.indexOf(string) -> int", _index_of, "Where the part first begins, or -1."),
    function(
        "string.indexOf(string, int) -> int", _index_of, "Where the part first begins at or after an index, or -1."
    ),
    function("string.lastIndexOf(string) -> int", _last_index_of, "Where the part last begins, or -1."),
    function(
        "string.lastIndexOf(string, int) -> int",
        _last_index_before,
        "Where the part last begins up to an index, or -1.",
    ),
    function("list<string>.join() -> string", _join, "The strings one after the other."),
    function("list<string>.join(string) -> string", _join, "The strings with a separator between them."),
    function("string.lowerAscii() -> string", lambda text: text.translate(_LOWER), "The letters A to Z in lower case."),
    function("string.upperAscii() -> string", lambda text: text.translate(_UPPER), "The letters a to z in upper case."),
    function("strings.quote(string) -> string", quote, "The text in double quotes, its special characters escaped."),
    function("string.replace(string, string) -> string", _replace, "The text with another part for each such part."),
    function(
        "string.replace(string, string, int) -> string", _replace, "The same for the first so many; all if below 0."
    ),
    function("string.reverse() -> string", lambda text: text[::-1], "The characters from last to first."),
    function(
        "string.split(string) -> list<string>", _split, "The parts between the separators; characters if that is empty."
    ),
    function("string.split(string, int) -> list<string>", _split, "The same in so many parts at most; all if below 0."),
    function("string.substring(int) -> string", _substring, "The text from an index on."),
    function(
        "string.substring(int, int) -> string", _substring, "The text from an index up to, not including, another."
    ),
    function(
        "string.trim() -> string", lambda text: text.strip(_WHITE_SPACE), "The text without white space at its ends."
    ),
)
