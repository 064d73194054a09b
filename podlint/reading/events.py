"""The parser behind the reader: libyaml where there is a wheel for it, else ruamel's own with the same events."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

__all__ = [
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "StreamStartEvent",
    "YAMLError",
    "events_of",
    "pure_events_of",
]

NextEvent = Callable[[], Any]


def pure_events_of(text: str) -> NextEvent:
    """As events_of, in Python alone."""
    from ruamel.yaml import YAML

    return _without_surrogates(YAML(typ="safe", pure=True).parse(text)).__next__


def _without_surrogates(events: Iterable[Any]) -> Iterator[Any]:
    """Half characters, which escapes can make here, would be an error wherever the value is written."""
    for event in events:
        if event.__class__ is ScalarEvent and not event.value.isascii():
            event.value = event.value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        yield event


try:
    from _ruamel_yaml import CParser
except ImportError:
    events_of = pure_events_of
else:

    def events_of(text: str) -> NextEvent:
        """A function that returns the next event at each call. Raises YAMLError, here or there."""
        return CParser(text).get_event  # type: ignore[no-any-return]
