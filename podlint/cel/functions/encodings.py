"""CEL's encoders extension: base64."""

from binascii import Error, a2b_base64, b2a_base64

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function


def _decode(text: str) -> bytes:
    try:
        return a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)
    except (Error, ValueError):
        raise EvaluationError("no base64") from None


FUNCTIONS: tuple[Function, ...] = (
    function("base64.decode(string) -> bytes", _decode, "The bytes that base64 stands for, with or without padding."),
    function(
        "base64.encode(bytes) -> string", lambda data: b2a_base64(data, newline=False).decode(), "Base64 of bytes."
    ),
)
