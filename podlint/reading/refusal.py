"""A document that cannot be read: what is wrong, why, and where."""

from podlint.namedtuple import NamedTuple
from podlint.reading.places import Place, Source


class Unreadable(NamedTuple):
    """A document, or a whole file, that Kubernetes would not read either, or that is too large to be meant.

    `reason` is one of: aliases, directive, encoding, json, key, merge, nesting, number, separator, size, syntax, tag.
    """

    place: Place
    message: str
    reason: str


class Refused(Exception):  # noqa: N818 - it never leaves the room: it becomes an Unreadable
    """Ends the reading of one document; start and end are offsets in the source."""

    def __init__(self, start: int, end: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.reason = reason
        self.message = message

    def unreadable(self, source: Source) -> Unreadable:
        """With a place that holds at least one character where the text has any, and never passes its end."""
        size = len(source.text)
        start = max(min(self.start, size - 1), 0)
        end = min(max(self.end, start + 1), size)
        return Unreadable(Place(source, start, end), self.message, self.reason)
