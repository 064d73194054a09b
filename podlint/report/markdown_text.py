"""Text of strangers in Markdown: it shows as it is, and can't be markup, a link, a mention or a reference."""

from podlint.pattern import pattern
from podlint.report.characters import visible

_MARKUP = pattern(r"[\\`*_{}\[\]<>!|~&@$^#%]|:(?=/)|(?<=www)\.")
"""What means something within a line to Markdown, to HTML, to a table, or to a forge that looks for links."""

_REFERENCE = pattern(r"[@#!$~%&^]+|(?i:GH-)|:(?=[\w+-]+:)|\b[0-9a-f]{7,40}\b")
"""What forges look for in the text that is shown, when Markdown is done: they leave code alone."""

_BACKTICKS = pattern("`+")

MOST_TEXT = 1000
"""Characters of one text, so that one can't take the room of all others."""


def inline(text: str) -> str:
    """A sentence; what stands between backticks becomes code."""
    parts = _cut(visible(text)).split("`")
    if len(parts) % 2 == 0:
        return _words("`".join(parts))
    return "".join(code(part) if number % 2 else _words(part) for number, part in enumerate(parts))


def code(text: str) -> str:
    """A word as code, on one line; empty for none."""
    return f"<code>{_escaped(_cut(visible(text)))}</code>" if text else ""


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def fenced(language: str, lines: str) -> str:
    """A block of code with `lines` in it, whose characters are visible already."""
    longest = max((len(run) for run in _BACKTICKS.findall(lines)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{language}\n{lines}\n{fence}"


def _words(text: str) -> str:
    pieces, at = [], 0
    for found in _REFERENCE.finditer(text):
        pieces += [_escaped(text[at : found.start()]), code(found[0])]
        at = found.end()
    return "".join([*pieces, _escaped(text[at:])])


def _escaped(text: str) -> str:
    """As character references, which are never markup."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text)
