"""Where a token really starts and ends: libyaml's marks take in anchors, tags, and the blank lines behind a block."""

from podlint.pattern import pattern

_LINE_BREAKS = r"\r\n\x85\u2028\u2029"
_PROPERTY = pattern(
    r"(?:&[A-Za-z0-9_-]*|!(?:<[^>]*>|[^ \t,\[\]{}" + _LINE_BREAKS + r"]*))"
    r"(?:[ \t" + _LINE_BREAKS + r"]|(?<=[ \t" + _LINE_BREAKS + r"])#[^" + _LINE_BREAKS + r"]*)*+"
)
_BLOCK_HEADER = pattern(r"[|>][-+0-9]*")
_BLANK = " \t\r\n\x85\u2028\u2029"


def after_properties(text: str, start: int, end: int, number: int) -> int:
    """The offset behind so many anchors and tags, and the blanks and comments behind them; at most `end`."""
    for _ in range(number):
        found = _PROPERTY.match(text, start, end)
        start = found.end() if found else start
    return start


def block_scalar_end(text: str, start: int, end: int) -> int:
    """The end of the last content line of the block scalar at `start`; of its header if there is none."""
    header = _BLOCK_HEADER.match(text, start, end)
    header_end = header.end() if header else start
    last = start + len(text[start:end].rstrip(_BLANK))
    if not _line_breaks(text, header_end, last):
        return header_end
    return min(_line_breaks(text, last, end), default=min(end, len(text)))


def _line_breaks(text: str, start: int, end: int) -> list[int]:
    """The first LF and the first CR of the stretch."""
    return [at for at in (text.find("\n", start, end), text.find("\r", start, end)) if at >= 0]
