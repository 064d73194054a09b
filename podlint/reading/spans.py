"""Where a token really starts and ends: libyaml's marks take in anchors, tags, and the blank lines behind a block."""

import re

# An anchor or a tag, and the blanks, line breaks and comments behind it.
_BLANK = r"(?:[ \t\r\n\x85\u2028\u2029]|(?<=[ \t\r\n])#[^\r\n\x85\u2028\u2029]*)"
_PROPERTIES = re.compile(rf"(?:(?:&[\w-]*+|!(?:<[^>]*>|[^ \t\r\n,\[\]{{}}\x85\u2028\u2029]*+)){_BLANK}*+)*+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def after_properties(text: str, start: int, end: int) -> int:
    """The offset behind the anchor and tag at `start`, at most `end`."""
    found = _PROPERTIES.match(text, start, end)
    return found.end() if found else start


def block_scalar_end(text: str, start: int, end: int) -> int:
    """The end of the last content line of the block scalar at `start`; of its header if there is none."""
    last = len(text[start:end].rstrip()) + start
    header = _BLOCK_HEADER.match(text, start, end)
    header_end = header.end() if header else start
    if not _has_line_break(text, header_end, last):
        return header_end
    line_ends = [at for at in (text.find("\n", last, end), text.find("\r", last, end)) if at >= 0]
    return min(line_ends, default=min(end, len(text)))


def _has_line_break(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0
