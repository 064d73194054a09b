"""The values of scalars, as kubectl's YAML reader and the JSON after it make them.

Source: resolve.go and decode.go of go.yaml.in/yaml/v2, as sigs.k8s.io/yaml uses it.
"""

from podlint.reading.numbers import INT64_MAX, number_key, parse_number, through_json

Scalar = str | int | float | bool | None

MERGE = "<<"
"""The value of a plain `<<`; told by identity from a quoted one, which is a plain key."""

_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_NULL = ("", "~", "null", "Null", "NULL")
_INFINITE = (
    *((word, ".inf") for word in (".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")),
    *((word, "-.inf") for word in ("-.inf", "-.Inf", "-.INF")),
    *((word, ".nan") for word in (".nan", ".NaN", ".NAN")),
)
_NOT_IN_JSON = dict(_INFINITE)
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(_NULL, None),
    MERGE: MERGE,
}
_FIRST_OF_NUMBERS = frozenset("+-.0123456789")

_MEMO_SIZE = 1 << 16
_MEMO_LONGEST = 64

_DATE = "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_TIME = r"(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]+)?"

_TAG = "tag:yaml.org,2002:"


class NoValue(ValueError):  # noqa: N818 - it never leaves the room
    """A scalar that has no value; `reason` as in Unreadable."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def _resolve(text: str) -> Scalar:
    """A plain scalar's value in YAML, before JSON rounds its numbers."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    if text in _NOT_IN_JSON:
        raise NoValue("number", f"JSON, which Kubernetes stores, knows no {text}; quote it if it is meant as text")
    number = parse_number(text)
    return text if number is None else number


def _through_json(value: Scalar) -> Scalar:
    return value if value is None or isinstance(value, (str, bool)) else through_json(value)


class PlainScalars(dict[str, Scalar]):
    """The values of plain scalars by their text, remembered. Raises NoValue for infinities and not-a-number."""

    def __missing__(self, text: str) -> Scalar:
        value = _through_json(_resolve(text))
        if len(text) <= _MEMO_LONGEST and len(self) < _MEMO_SIZE:
            self[text] = value
        return value


PLAIN_SCALARS = PlainScalars()


def tagged_scalar(tag: str, text: str) -> Scalar:
    """The value of a scalar with a tag, `tag` being the full one. Raises NoValue where the tag does not fit."""
    if tag in ("!", _TAG + "merge") and text == MERGE:
        return MERGE
    name = tag.removeprefix(_TAG)
    if name == "binary":
        return _decoded(text)
    if name == "timestamp":
        return _timestamp(text)
    if name not in _FITTING:
        return text if text != MERGE else _ordinary(text)
    value = _resolve(text)
    if type(value) not in _FITTING[name] or (name == "float" and isinstance(value, int) and value > INT64_MAX):
        raise NoValue("tag", f"`{_shortened(text)}` is no value for the tag !!{name}")
    return _through_json(value)


_FITTING: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "null": (type(None),),
}


def _ordinary(text: str) -> str:
    """An equal string that is not identical to MERGE."""
    return "".join(list(text))


def _decoded(text: str) -> str:
    from base64 import b64decode
    from binascii import Error

    try:
        data = b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (Error, ValueError):
        raise NoValue("tag", "what follows !!binary is not base64, or lacks its padding") from None
    return data.decode("utf-8", "replace")


def _timestamp(text: str) -> str:
    import re
    from datetime import date

    form = re.fullmatch(_DATE + rf"(?:[Tt]{_TIME}(?:Z|[-+][0-9]{{2}}:[0-9]{{2}})| {_TIME})?", text)
    try:
        date(*(int(part) for part in form.groups()) if form else ())
    except (TypeError, ValueError):
        raise NoValue("tag", f"`{_shortened(text)}` is no value for the tag !!timestamp") from None
    return text


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def key_of(value: Scalar, token: str) -> str | None:
    """The string that a key which is no string becomes; `token` is its text. None if Kubernetes accepts no such key."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    exact = _resolve(token) if token[:1] not in ("'", '"') else value
    return number_key(exact if isinstance(exact, (int, float)) else value)
