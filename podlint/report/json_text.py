"""JSON that any reader takes: ASCII alone, and strings that are Unicode."""

import json
import re
from typing import Any

from podlint.pattern import pattern
from podlint.report.characters import COMMAND_SIGN

_ESCAPES = pattern(r"\\\\|\\ud[89ab]..\\ud[c-f]..|\\ud[89a-f]..")
"""In JSON text: an escaped backslash, a surrogate pair, or else a lone surrogate."""

_LONE_SURROGATE = len(r"\udc00")


def dumps(value: Any, indent: int | None = None) -> str:
    """ASCII only, so that no terminal, pipe or code page can spoil it, and no CI runner finds a command in it.

    A lone surrogate, such as a byte of a file name that is no text, is spelt out.
    """
    text = COMMAND_SIGN.sub(r"\\u0023", json.dumps(value, indent=indent))
    return _ESCAPES.sub(_spell_out, text) if r"\ud" in text else text


def _spell_out(escape: re.Match[str]) -> str:
    return f"\\{escape[0]}" if len(escape[0]) == _LONE_SURROGATE else escape[0]
