"""CEL's math extension."""

import math
from collections.abc import Callable
from typing import Any

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.operators import as_double, as_int
from podlint.cel.values import INT_MAX, NUMERIC, UINT_MAX, UInt, kind_of


def _extreme(name: str, sign: int) -> Callable[..., object]:
    def extreme(*arguments: Any) -> object:
        numbers = arguments[0] if len(arguments) == 1 and kind_of(arguments[0]) == "list" else arguments
        if not numbers or any(kind_of(number) not in NUMERIC for number in numbers):
            raise EvaluationError(f"`math.{name}` needs numbers")
        best = numbers[0]
        for number in numbers:
            best = number if sign * number > sign * best else best
        return best

    return extreme


def _round(number: float) -> float:
    """To the next whole number, halves away from zero."""
    if not math.isfinite(number):
        return number
    whole = math.floor(abs(number))
    return math.copysign(whole + (abs(number) - whole >= 0.5), number)


def _whole(rounding: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: math.copysign(float(rounding(number)), number) if math.isfinite(number) else number


def _sign(number: Any) -> object:
    if number != number:
        return number
    return type(number)((number > 0) - (number < 0))


def _signed(bits: int) -> int:
    """The int of 64 bits."""
    return bits - 2**64 if bits > INT_MAX else bits


def _shift(direction: int) -> Callable[[int, int], int]:
    def shift(number: int, count: int) -> int:
        if count < 0:
            raise EvaluationError(f"a shift by {count} bits")
        bits = number & UINT_MAX
        shifted = 0 if count > 63 else (bits << count) & UINT_MAX if direction > 0 else bits >> count
        return UInt(shifted) if isinstance(number, UInt) else _signed(shifted)

    return shift


def _square_root(number: float) -> float:
    return math.sqrt(as_double(number)) if number >= 0 else math.nan


_SHIFT_LEFT, _SHIFT_RIGHT = _shift(1), _shift(-1)

FUNCTIONS: tuple[Function, ...] = (
    function(
        "math.greatest(dyn...) -> dyn", _extreme("greatest", 1), "The greatest of the numbers, or of a list of them."
    ),
    function("math.least(dyn...) -> dyn", _extreme("least", -1), "The least of the numbers, or of a list of them."),
    function("math.abs(int) -> int", lambda number: as_int(abs(number)), "The number without its sign."),
    function("math.abs(uint) -> uint", lambda number: number, "The same."),
    function("math.abs(double) -> double", abs, "The number without its sign."),
    function("math.ceil(double) -> double", _whole(math.ceil), "The next whole number upwards."),
    function("math.floor(double) -> double", _whole(math.floor), "The next whole number downwards."),
    function("math.round(double) -> double", _round, "The next whole number, halves away from zero."),
    function("math.trunc(double) -> double", _whole(math.trunc), "The number without its fraction."),
    function("math.sign(int) -> int", _sign, "-1, 0 or 1."),
    function("math.sign(uint) -> uint", _sign, "0 or 1."),
    function("math.sign(double) -> double", _sign, "-1.0, 0.0 or 1.0; NaN for NaN."),
    function("math.sqrt(double) -> double", _square_root, "The square root; NaN below 0."),
    function("math.sqrt(int) -> double", _square_root, "The square root; NaN below 0."),
    function("math.sqrt(uint) -> double", _square_root, "The square root."),
    function("math.isInf(double) -> bool", math.isinf, "Whether it is infinite."),
    function("math.isNaN(double) -> bool", math.isnan, "Whether it is not a number."),
    function("math.isFinite(double) -> bool", math.isfinite, "Whether it is neither infinite nor NaN."),
    function("math.bitAnd(int, int) -> int", lambda left, right: left & right, "The bits that both have."),
    function("math.bitAnd(uint, uint) -> uint", lambda left, right: UInt(left & right), "The bits that both have."),
    function("math.bitOr(int, int) -> int", lambda left, right: left | right, "The bits that either has."),
    function("math.bitOr(uint, uint) -> uint", lambda left, right: UInt(left | right), "The bits that either has."),
    function("math.bitXor(int, int) -> int", lambda left, right: left ^ right, "The bits that only one has."),
    function("math.bitXor(uint, uint) -> uint", lambda left, right: UInt(left ^ right), "The bits that only one has."),
    function("math.bitNot(int) -> int", lambda number: ~number, "The bits it does not have."),
    function("math.bitNot(uint) -> uint", lambda number: UInt(number ^ UINT_MAX), "The bits it does not have."),
    function("math.bitShiftLeft(int, int) -> int", _SHIFT_LEFT, "The bits moved upwards."),
    function("math.bitShiftLeft(uint, int) -> uint", _SHIFT_LEFT, "The bits moved upwards."),
    function("math.bitShiftRight(int, int) -> int", _SHIFT_RIGHT, "The bits moved downwards, zeros following."),
    function("math.bitShiftRight(uint, int) -> uint", _SHIFT_RIGHT, "The bits moved downwards, zeros following."),
)
