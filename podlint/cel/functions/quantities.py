"""Kubernetes' quantity library."""

from fractions import Fraction

from podlint.cel.errors import EvaluationError
from podlint.cel.functions.declaration import Function, function
from podlint.cel.operators import as_double
from podlint.cel.values import INT_MAX, INT_MIN
from podlint.kubernetes.quantity import is_quantity, parse_quantity


class Quantity(Fraction):
    """An exact amount, such as `1.5Gi`."""

    __slots__ = ()
    cel_type = "kubernetes.Quantity"


def _quantity(text: str) -> Quantity:
    try:
        return Quantity(parse_quantity(text))
    except ValueError as error:
        raise EvaluationError(str(error)) from None


def _as_integer(amount: Quantity) -> int:
    if not _is_integer(amount):
        raise EvaluationError("the quantity is not an int")
    return amount.numerator


def _is_integer(amount: Quantity) -> bool:
    return amount.denominator == 1 and INT_MIN <= amount.numerator <= INT_MAX


def _compare(left: Quantity, right: Quantity) -> int:
    return (left > right) - (left < right)


def _add(left: Quantity, right: Quantity | int) -> Quantity:
    return Quantity(left + right)


def _subtract(left: Quantity, right: Quantity | int) -> Quantity:
    return Quantity(left - right)


FUNCTIONS: tuple[Function, ...] = (
    function(
        "quantity(string) -> Quantity", _quantity, "The amount that a text such as `1.5Gi` or `100m` is.", _quantity
    ),
    function("isQuantity(string) -> bool", is_quantity, "Whether `quantity` takes the text."),
    function("Quantity.sign() -> int", lambda amount: _compare(amount, Quantity()), "-1, 0 or 1."),
    function("Quantity.isInteger() -> bool", _is_integer, "Whether it is a whole number that an int can hold."),
    function("Quantity.asInteger() -> int", _as_integer, "The amount as an int; an error if it is none."),
    function("Quantity.asApproximateFloat() -> double", as_double, "The double next to the amount."),
    function("Quantity.add(Quantity) -> Quantity", _add, "The sum."),
    function("Quantity.add(int) -> Quantity", _add, "The sum."),
    function("Quantity.sub(Quantity) -> Quantity", _subtract, "The difference."),
    function("Quantity.sub(int) -> Quantity", _subtract, "The difference."),
    function("Quantity.isLessThan(Quantity) -> bool", Quantity.__lt__, "Whether it is less."),
    function("Quantity.isGreaterThan(Quantity) -> bool", Quantity.__gt__, "Whether it is greater."),
    function(
        "Quantity.compareTo(Quantity) -> int", _compare, "-1 if it is less, 0 if they are equal, 1 if it is greater."
    ),
)
