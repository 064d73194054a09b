"""Bytes to text as kubectl does it: a byte order mark decides, else it is UTF-8, and what is invalid becomes U+FFFD."""

import codecs

_MARKS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_INVALID_BYTES = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")


def decode(data: bytes) -> str:
    """The text without its byte order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # One U+FFFD for each invalid byte, as Go has it; Python's "replace" would join the bytes of a broken sequence.
        return data.decode("utf-8-sig", "surrogateescape").translate(_INVALID_BYTES)
