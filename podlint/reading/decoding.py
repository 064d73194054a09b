"""Bytes to text as kubectl does it: a byte order mark decides, else it is UTF-8, and what is invalid becomes U+FFFD."""

from codecs import BOM_UTF8

_MARKS = (
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(data: bytes) -> str:
    """The text without its byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.removeprefix(BOM_UTF8).decode("utf-8", "replace")
