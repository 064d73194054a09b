"""The value that a literal token stands for."""

import re

from podlint.cel.errors import CelSyntaxError, Problem
from podlint.cel.lexer import Token
from podlint.cel.values import INT_MAX, INT_MIN, UINT_MAX, UInt

_ESCAPE = (
    r"(?s)\\(?:[xX](?P<byte>[0-9a-fA-F]{2})|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})"
    r"|(?P<octal>[0-3][0-7]{2})|(?P<simple>[abfnrtv\\?\"'`])|(?P<wrong>.?))"
)
_SIMPLE = dict(zip("abfnrtv\\?\"'`", "\a\b\f\n\r\t\v\\?\"'`", strict=True))


def integer(text: str, offset: int, sign: int = 1) -> int:
    """The int or uint (`u` suffix) of a token's text. Raises CelSyntaxError when 64 bits do not hold it."""
    unsigned = text[-1] in "uU"
    digits = text[:-1] if unsigned else text
    value = sign * int(digits, 16 if digits.startswith("0x") else 10) if len(digits) < 100 else UINT_MAX + 1
    if unsigned and sign > 0 and value <= UINT_MAX:
        return UInt(value)
    if unsigned or not INT_MIN <= value <= INT_MAX:
        raise _wrong(f"`{text}` does not fit into {'a uint' if unsigned else 'an int'} of 64 bits", offset, len(text))
    return value


def string(token: Token) -> str | bytes:
    """The string or bytes of a token. Raises CelSyntaxError at a wrong escape."""
    text = token.text
    quote = next(index for index, character in enumerate(text) if character in "\"'")
    prefix = text[:quote].lower()
    width = 3 if text[quote : quote + 3] in ('"""', "'''") and len(text) >= quote + 6 else 1
    body = text[quote + width : -width]
    if "r" not in prefix and "\\" in body:
        return _unescape(body, token.offset + quote + width, as_bytes="b" in prefix)
    return body.encode("utf-8", "surrogatepass") if "b" in prefix else body


def _unescape(body: str, offset: int, *, as_bytes: bool) -> str | bytes:
    parts: list[bytes] = []
    position = 0
    for escape in re.finditer(_ESCAPE, body):
        parts += [_utf8(body[position : escape.start()]), _escaped(escape, offset, as_bytes=as_bytes)]
        position = escape.end()
    parts.append(_utf8(body[position:]))
    whole = b"".join(parts)
    return whole if as_bytes else whole.decode("utf-8", "surrogatepass")


def _escaped(escape: re.Match[str], offset: int, *, as_bytes: bool) -> bytes:
    kind, text = escape.lastgroup or "", escape.group(escape.lastgroup or 0)
    place = offset + escape.start()
    if kind == "wrong":
        raise _wrong(f"unknown escape `\\{text}`", place, len(escape.group()))
    if kind == "simple":
        return _SIMPLE[text].encode()
    number = int(text, 8 if kind == "octal" else 16)
    if as_bytes and kind in ("short", "long"):
        raise _wrong("bytes have no Unicode escapes", place, len(escape.group()))
    if as_bytes:
        return bytes([number])
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise _wrong(f"`{escape.group()}` is no Unicode character", place, len(escape.group()))
    return chr(number).encode()


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _wrong(message: str, offset: int, length: int) -> CelSyntaxError:
    return CelSyntaxError([Problem(message, offset, length)])
