"""Plain scalars like `http://x` inside `[ ]` and `{ }`, which Kubernetes reads and older libyaml does not.

The colons in them are hidden from the parser behind a character that means nothing in YAML, and put back in values.
"""

import re
from typing import Any

from podlint.pattern import pattern
from podlint.reading.events import NextEvent, ScalarEvent, events_of

COMPLAINT = "found unexpected ':'"

# A tag, to be left alone, or a colon that has characters of a plain scalar on both sides.
_TAG_OR_COLON = pattern(r"(?:(?<=[\s\[{,])|^)!\S*|(?<=[^\s,\[\]{}\"'?]):(?=\S)", re.MULTILINE)
_PRIVATE_USE = range(0xE000, 0xF900)


def events_with_hidden_colons(text: str) -> NextEvent:
    """As events_of, for a text that was refused for a colon. Raises YAMLError."""
    stand_in = next(chr(code) for code in _PRIVATE_USE if chr(code) not in text)
    next_event = events_of(_TAG_OR_COLON.sub(lambda found: stand_in if found[0] == ":" else found[0], text))

    def next_event_with_colons() -> Any:
        event = next_event()
        if event.__class__ is ScalarEvent:
            event.value = event.value.replace(stand_in, ":")
        return event

    return next_event_with_colons
