"""Block scalars: the lines below a `|` or `>`, as libyaml reads them."""

from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

_FOLDS = pattern(r"\n(\n*)")


class Block(NamedTuple):
    """A value, the index of the last line in it that is not blank, and of the first that is not in it."""

    value: str
    last: int
    after: int


def read_block(header: str, lines: list[str], start: int, column: int) -> Block | None:
    """The block scalar whose lines begin at index `start` and stand at `column` at least.

    `header` begins with the indicator and that for the last line breaks. None for what is left to libyaml: a text that
    is empty, begins with a blank line or a tab, is folded and has lines further in, or holds odd characters.
    """
    first = lines[start] if start < len(lines) else ""
    text = first.lstrip(" ")
    indent = len(first) - len(text)
    if not text or indent < column:
        return None
    last, after = _extent(lines, start, " " * indent)
    contents = [line[indent:] for line in lines[start:after]]
    value = _value(header, contents)
    if value is None or not value.replace("\n", "").replace("\t", "").isprintable():
        return None
    return Block(value, last, after)


def _extent(lines: list[str], start: int, margin: str) -> tuple[int, int]:
    after = start + 1
    while after < len(lines) and (lines[after].startswith(margin) or not lines[after].strip(" ")):
        after += 1
    last = after - 1
    while last > start and not lines[last].strip():
        last -= 1
    return last, after


def _value(header: str, contents: list[str]) -> str | None:
    number = len(contents)
    while not contents[-1]:
        contents.pop()
    text = "\n".join(contents)
    if contents[0][0] == "\t":
        return None
    if header[0] == ">":
        if any(line[:1] in (" ", "\t") and line for line in contents):
            return None
        text = _FOLDS.sub(lambda breaks: breaks[1] or " ", text)
    if header[1:2] == "-":
        return text
    return text + "\n" * (number - len(contents) + 1 if header[1:2] == "+" else 1)
