"""Telling unrendered templates of Helm or Jinja from broken manifests."""

import re

from podlint.pattern import pattern

# Where `{{` stands as a template's author writes it: a line of its own, or a whole value.
_STATEMENT = pattern(r"^[ \t]*(?:\{\{|\{%)", re.MULTILINE)
_VALUE = pattern(r"^[ \t]*(?:- +)*(?:[^\s:#'\"]+: +|- +)\{\{", re.MULTILINE)


def looks_like_template(text: str, start: int, end: int, at: int) -> bool:
    """Whether the stretch, which failed to be read at `at`, is the text of a template."""
    if "{{" not in text and "{%" not in text:
        return False
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    part = text[start:end]
    return "{{" in line or bool(_STATEMENT.search(part) or _VALUE.search(part))
