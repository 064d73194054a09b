"""Bytes to text as kubectl does it: a byte order mark decides, else it is UTF-8, and what is invalid becomes U+FFFD."""

from codecs import BOM_UTF8

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


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
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))
