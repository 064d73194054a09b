"""Quantities: what the API server reads, and what messages say."""

from fractions import Fraction

import pytest

from podlint.kubernetes.quantity import format_quantity, is_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1", 1),
        ("+1", 1),
        ("-2", -2),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("007", 7),
        ("100m", Fraction(1, 10)),
        ("0.1m", Fraction(1, 10_000)),
        ("3u", Fraction(3, 10**6)),
        ("3n", Fraction(3, 10**9)),
        ("1k", 1000),
        ("1M", 10**6),
        ("1G", 10**9),
        ("1T", 10**12),
        ("1P", 10**15),
        ("1E", 10**18),
        ("1Ki", 2**10),
        ("1.25Gi", 1_342_177_280),
        ("1Ti", 2**40),
        ("1Pi", 2**50),
        ("1Ei", 2**60),
        ("1e3", 1000),
        ("1E3", 1000),
        ("1e+3", 1000),
        ("12e-6", Fraction(12, 10**6)),
        ("  1Gi\n", 2**30),
        (2, 2),
        (0.5, Fraction(1, 2)),
        (1e21, 10**21),
        # Finer than nano is rounded away from zero.
        ("0.1n", Fraction(1, 10**9)),
        ("-0.1n", Fraction(-1, 10**9)),
        ("1.0000000001", 1 + Fraction(1, 10**9)),
        ("1e-999999999", Fraction(1, 10**9)),
        ("0e-999999999", 0),
        # Binary suffixes stop at the largest int64.
        ("8Ei", 2**63 - 1),
        ("-100Ei", 1 - 2**63),
        ("100E", 10**20),
        # The server takes these for 0.
        ("+", 0),
        (".", 0),
        ("k", 0),
    ],
)
def test_parse(text: str | float, value: Fraction) -> None:
    assert parse_quantity(text) == value


def test_large_exponent_is_large_and_bounded() -> None:
    assert parse_quantity("1e999999999") == parse_quantity("1e400") > 10**399


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "an empty text"),
        ("  ", "an empty text"),
        ("abc", "does not start with a number"),
        ("1K", "did you mean k (1000) or Ki (1024)?"),
        ("1ki", "did you mean Ki?"),
        ("1GB", "there is no suffix GB"),
        ("100mi", "did you mean Mi?"),
        ("1 Gi", "no blank may stand between"),
        ("1e", "an exponent such as e3"),
        ("1.1.1", "not .1"),
        ("1Zi", "not Zi"),
        ("1e" + "9" * 20, "an exponent such as e3"),
        ("${MEMORY}", "does not start with a number"),
        ("٣", "does not start with a number"),
        ("1" * 2000, "2000 characters"),
        (True, '"true" is not a quantity'),
        (float("nan"), "is not a quantity"),
        (float("inf"), "is not a quantity"),
    ],
)
def test_no_quantity(value: str | float, sentence: str) -> None:
    with pytest.raises(ValueError, match="not a quantity") as caught:
        parse_quantity(value)
    assert sentence in str(caught.value)


def test_true_is_not_the_1_remembered() -> None:
    assert parse_quantity(1) == 1
    with pytest.raises(ValueError, match="true"):
        parse_quantity(True)


@pytest.mark.parametrize(("text", "verdict"), [("1Gi", True), (" 1Gi", False), ("", False), ("1K", False)])
def test_is_quantity(text: str, verdict: bool) -> None:
    assert is_quantity(text) is verdict


@pytest.mark.parametrize(
    ("text", "resource", "shown"),
    [
        ("1Gi", "memory", "1Gi"),
        ("1280Mi", "memory", "1.25Gi"),
        ("0.5Gi", "memory", "512Mi"),
        ("1500M", "memory", "1.5G"),
        ("100", "memory", "100"),
        ("0", "memory", "0"),
        ("-1Gi", "memory", "-1Gi"),
        ("1573741824", "memory", "~1.47Gi"),
        ("100m", "memory", "0.1"),
        ("2Mi", "hugepages-2Mi", "2Mi"),
        ("10Gi", "requests.storage", "10Gi"),
        ("500m", "cpu", "500m"),
        ("1", "cpu", "1"),
        ("1500m", "cpu", "1.5"),
        ("1.005", "cpu", "1005m"),
        ("0", "cpu", "0"),
        ("2k", "limits.cpu", "2000"),
        ("3", "nvidia.com/gpu", "3"),
    ],
)
def test_format(text: str, resource: str, shown: str) -> None:
    assert format_quantity(parse_quantity(text), resource) == shown
