"""Resource quantities: Kubernetes' notation to an exact number, and a number back to what people write."""

import re
from fractions import Fraction
from functools import lru_cache

from podlint.pattern import pattern

DECIMAL_EXPONENTS = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
BINARY_EXPONENTS = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}

_FORM = pattern(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:\.(?P<fraction>[0-9]*))?(?P<suffix>[numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]{1,19})"
)
_NUMBER_AND_REST = pattern(r"[+-]?[0-9]*\.?[0-9]*(.*)", re.DOTALL)
_NANO = 10**9
_LARGEST_BINARY = 2**63 - 1
_EXPONENT_LIMIT = 400
_LENGTH_LIMIT = 1000

# What people write for a suffix, and what they may have meant.
_SLIPS = {
    "K": "k (1000) or Ki (1024)",
    "KB": "k (1000) or Ki (1024)",
    "kb": "k (1000) or Ki (1024)",
    "kB": "k (1000) or Ki (1024)",
    "ki": "Ki",
    "KiB": "Ki",
    "mi": "Mi",
    "MB": "M (1000 k) or Mi (1024 Ki)",
    "mb": "M (1000 k) or Mi (1024 Ki)",
    "MiB": "Mi",
    "g": "G (1000 M) or Gi (1024 Mi)",
    "gi": "Gi",
    "GB": "G (1000 M) or Gi (1024 Mi)",
    "gb": "G (1000 M) or Gi (1024 Mi)",
    "GiB": "Gi",
    "TB": "T (1000 G) or Ti (1024 Gi)",
    "ti": "Ti",
    "TiB": "Ti",
}


@lru_cache(maxsize=4096, typed=True)
def parse_quantity(value: str | int | float) -> Fraction:
    """The number that a quantity field decodes to; raises ValueError with a sentence that names the text.

    As resource.Quantity does (k8s.io/apimachinery, pkg/api/resource): blanks around the text are ignored when a
    manifest is decoded; what is finer than nano is rounded away from zero to nano; a value with a binary suffix stops
    at 2^63-1; a lone sign, dot or suffix is 0. Exponents beyond +-400 are taken for 400, so that no text costs more
    than another. A bool is refused, for JSON's true is no number.
    """
    text = value.strip() if isinstance(value, str) else repr(value).lower()
    form = _FORM.fullmatch(text) if 0 < len(text) <= _LENGTH_LIMIT else None
    if form is None:
        raise ValueError(_complaint(text))
    return _number(form["sign"], form["whole"], form["fraction"] or "", form["suffix"])


def is_quantity(text: str) -> bool:
    """Whether CEL's `isQuantity` holds: unlike in a decoded manifest, blanks around the text count against it."""
    return 0 < len(text) <= _LENGTH_LIMIT and _FORM.fullmatch(text) is not None


def _number(sign: str, whole: str, fraction: str, suffix: str) -> Fraction:
    digits = int(whole + fraction or "0")
    binary = BINARY_EXPONENTS.get(suffix)
    exponent = 0 if binary is not None else _decimal_exponent(suffix)
    nanos = digits * 2 ** (binary or 0) * _NANO * 10 ** max(exponent, 0)
    nanos = -(-nanos // 10 ** (len(fraction) + max(-exponent, 0)))
    if binary is not None:
        nanos = min(nanos, _LARGEST_BINARY * _NANO)
    return Fraction(-nanos if sign == "-" else nanos, _NANO)


def _decimal_exponent(suffix: str) -> int:
    known = DECIMAL_EXPONENTS.get(suffix)
    exponent = int(suffix[1:]) if known is None else known
    return max(-_EXPONENT_LIMIT, min(_EXPONENT_LIMIT, exponent))


def _complaint(text: str) -> str:
    if not text:
        return "an empty text is not a quantity"
    if len(text) > _LENGTH_LIMIT:
        return f"a text of {len(text)} characters is not a quantity"
    rest = _NUMBER_AND_REST.fullmatch(text)
    suffix = rest[1] if rest else text
    if suffix == text:
        return f'"{text}" is not a quantity: it does not start with a number'
    if slip := _SLIPS.get(suffix.strip()):
        return f'"{text}" is not a quantity: there is no suffix {suffix.strip()}; did you mean {slip}?'
    if suffix != suffix.lstrip():
        return f'"{text}" is not a quantity: no blank may stand between number and suffix'
    return (
        f'"{text}" is not a quantity: after the number comes nothing, an exponent such as e3, '
        f"or one of {' '.join(filter(None, DECIMAL_EXPONENTS))} {' '.join(BINARY_EXPONENTS)}, not {suffix}"
    )


_BYTE_RESOURCES = ("memory", "ephemeral-storage", "storage", "hugepages-")
_READABLE_LENGTH = 8
_SMALLEST_UNIT = 2**10
# The largest unit first, so that it wins among equally short texts.
_BYTE_SCALES = [
    *((name, 2**power) for name, power in reversed(BINARY_EXPONENTS.items())),
    *((name, 10**power) for name, power in reversed(DECIMAL_EXPONENTS.items()) if power >= 0),
]


@lru_cache(maxsize=4096)
def format_quantity(value: Fraction, resource: str) -> str:
    """The value as a manifest would say it, for messages: "1.25Gi" of memory, "250m" or "1.5" of cpu.

    `resource` is a resource name as in `resources.requests`, `requests.` and `limits.` of a quota left out or not.
    Bytes that no unit shows exactly in a few characters are given as an approximation, "~1.47Gi".
    """
    plain = resource.removeprefix("requests.").removeprefix("limits.")
    if plain.startswith(_BYTE_RESOURCES):
        return _bytes(value)
    return _cores(value) if plain == "cpu" else _decimal(value)


def _cores(value: Fraction) -> str:
    milli = value * 1000
    if abs(value) >= 1 and (value * 100).denominator == 1:
        return _decimal(value)
    return f"{_decimal(milli)}m" if value else "0"


def _bytes(value: Fraction) -> str:
    exact = [
        _decimal(value / scale) + name
        for name, scale in _BYTE_SCALES
        if abs(value) >= scale and (value / scale * 100).denominator == 1
    ]
    shortest = min(exact, key=len, default=_decimal(value))
    return shortest if len(shortest) <= _READABLE_LENGTH or abs(value) < _SMALLEST_UNIT else _approximate(value)


def _approximate(value: Fraction) -> str:
    name, scale = next(unit for unit in _BYTE_SCALES if unit[0] in BINARY_EXPONENTS and abs(value) >= unit[1])
    return f"~{_decimal(round(value / scale, 2))}{name}"


def _decimal(value: Fraction) -> str:
    """In decimal digits, at most nine of them behind the dot."""
    nanos = round(abs(value) * _NANO)
    fraction = f"{nanos % _NANO:09d}".rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{nanos // _NANO}{'.' if fraction else ''}{fraction}"
