"""Bytes to text as kubectl does it: a byte order mark decides, else it is UTF-8, and what is invalid becomes U+FFFD."""

from codecs import BOM_UTF8

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_FIRST_OF_MARKS = frozenset(mark[:1] for mark, _ in _MARKS)


def decode(data: bytes) -> str:
    """The text without its byte order mark."""
    mark, encoding = _encoding(data)
    return data[len(mark) :].decode(encoding, "replace")


def encode_like(text: str, original: bytes) -> bytes | None:
    """The text in the encoding, and with the mark, of other bytes; None if they are invalid in it."""
    mark, encoding = _encoding(original)
    if mark + decode(original).encode(encoding, "surrogatepass") != original:
        return None
    return mark + text.encode(encoding, "surrogatepass")


def _encoding(data: bytes) -> tuple[bytes, str]:
    if data[:1] in _FIRST_OF_MARKS:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return mark, encoding
    return b"", "utf-8"
