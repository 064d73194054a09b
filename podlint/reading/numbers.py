"""Numbers as Go reads and writes them: the forms of strconv, the detour over JSON, and 64 bits.

Source: resolve.go of go.yaml.in/yaml/v2, strconv.ParseInt with base 0, encoding/json.
"""

from math import copysign, inf, isinf

from podlint.pattern import pattern

INT64_MIN = -(2**63)
INT64_MAX = 2**63 - 1
UINT64_MAX = 2**64 - 1

# Digits in any base that could still fit 64 bits; longer ones need no conversion to know that they don't.
_LONGEST_INTEGER = 70
_WHOLE_FLOATS_END = 1e21
_POWERS_WRITTEN_OUT = range(-4, 6)

_INTEGERS = (
    (10, pattern(r"[-+]?(?:0|[1-9][0-9]*)")),
    (8, pattern(r"[-+]?0[oO]?[0-7]+")),
    (16, pattern(r"[-+]?0[xX][0-9a-fA-F]+")),
    (2, pattern(r"[-+]?0[bB][01]+")),
)
_FLOAT = pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BARE_FRACTION = pattern(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?")


def parse_number(text: str) -> int | float | None:
    """What the YAML reader makes of a plain scalar that starts like a number; None if it is a string after all."""
    if text[0] == ".":
        return _finite(text) if _BARE_FRACTION.fullmatch(text) else None
    plain = text.replace("_", "") if "_" in text else text
    integer = _integer(plain)
    if integer is not None:
        return integer
    return _finite(plain) if _FLOAT.fullmatch(plain) else None


def _integer(text: str) -> int | None:
    if len(text) > _LONGEST_INTEGER:
        return None
    for base, form in _INTEGERS:
        if form.fullmatch(text):
            number = int(text, 8) if base == 8 else int(text, base)
            # A sign takes a number to the signed reader, which knows no more than 63 bits.
            largest = UINT64_MAX if text[0] not in "+-" else INT64_MAX
            return number if INT64_MIN <= number <= largest else None
    return None


def _finite(text: str) -> float | None:
    number = float(text)
    return None if isinf(number) else number


def through_json(number: int | float) -> int | float:
    """The number after it was written as JSON and read again: whole floats are integers, large integers are rounded."""
    if isinstance(number, int):
        return number if INT64_MIN <= number <= INT64_MAX else _whole(float(number))
    return _whole(number) if number.is_integer() and abs(number) < _WHOLE_FLOATS_END else number


def _whole(number: float) -> int:
    """The integer that the shortest decimal form of a float shows: its digits, then zeros."""
    digits, _, exponent = repr(number).partition("e")
    if not exponent:
        return int(number)
    whole, _, fraction = digits.partition(".")
    zeros: int = 10 ** (int(exponent) - len(fraction))
    return int(whole + fraction) * zeros


def number_key(number: int | float) -> str | None:
    """The string a number becomes as a key, floats in single precision; None if it is beyond signed 64-bit integers."""
    if isinstance(number, int):
        return str(number) if number <= INT64_MAX else None
    return _shortest_single(number)


def _shortest_single(number: float) -> str:
    """Go's FormatFloat(number, 'g', -1, 32), with infinity as YAML writes it."""
    single = _rounded_to_single(number)
    if isinf(single):
        return ".inf" if single > 0 else "-.inf"
    forms = (f"{single:.{digits}e}" for digits in range(9))
    text = next(form for form in forms if _rounded_to_single(float(form)) == single)
    mantissa, _, power = text.partition("e")
    if int(power) not in _POWERS_WRITTEN_OUT:
        return text
    digits_shown = len(mantissa.strip("-").replace(".", ""))
    return f"{single:.{max(digits_shown - 1 - int(power), 0)}f}"


def _rounded_to_single(number: float) -> float:
    from struct import pack, unpack

    try:
        rounded: float = unpack("f", pack("f", number))[0]
    except OverflowError:
        return copysign(inf, number)
    return rounded
