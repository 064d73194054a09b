"""Patterns: RE2's syntax in Python's `re`, and the refusal of what could take exponentially long."""

import pytest

from podlint.cel.errors import EvaluationError
from podlint.cel.patterns import MAX_TEXT, compile_pattern, search_in

MATCHES = [
    (r"a$", "a", True),
    (r"a$", "a\n", False),
    (r"(?m)a$", "a\nb", True),
    (r"(?m)^b", "a\nb", True),
    (r"^b", "a\nb", False),
    (r"a\z", "a", True),
    (r"\Aa", "ba", False),
    (r".", "\n", False),
    (r"(?s).", "\n", True),
    (r"(?i)É", "é", True),
    (r"a(?i)b|c", "aB", True),
    (r"a(?i)b|c", "C", True),
    (r"(?i:a)b", "AB", False),
    (r"(a(?i))b", "aB", False),
    (r"(?i)(?-i)a", "A", False),
    (r"(?i)[a-c]x", "BX", True),
    (r"^\d$", "\u0663", False),
    (r"^\D$", "\u0663", True),
    (r"^\w$", "é", False),
    (r"^\W$", "é", True),
    (r"\s", "\v", False),
    (r"^[\S]$", "\v", True),
    (r"^[^\W\d]+$", "a_", True),
    (r"\bé", "aé", True),
    (r"\Ba", "ba", True),
    (r"[[:alpha:]]{2}[[:digit:]]", "ab1", True),
    (r"[[:punct:]]", "a", False),
    (r"[]a]", "]", True),
    (r"[^]a]", "]", False),
    (r"[a\]-]", "-", True),
    (r"[\x41-\x{43}]", "B", True),
    (r"\x{1F600}", "\U0001f600", True),
    (r"\101", "A", True),
    (r"\Qa.b\E.", "a.bc", True),
    (r"\Qa.b", "axb", False),
    (r"(?P<n>a)(?<m>b)", "ab", True),
    (r"a{2}", "aa", True),
    (r"^a{2,}$", "aaa", True),
    (r"^a{,2}$", "a{,2}", True),
    (r"a{", "a{", True),
    (r"a??b*?c", "c", True),
    (r"\.\-\_\/", ".-_/", True),
    (r"()", "", True),
    (r"a||b", "", True),
    (r"[a[&&b]", "&", True),
]

WRONG = [
    *[
        "(",
        ")",
        "a)",
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        r"(a)\1",
        r"\Z",
        r"\y",
        r"\pL",
        r"\p{Greek}",
        r"\C",
        "(?U)a",
        "(?x)a",
    ],
    *["a**", "a*+", "a{2}{3}", "*a", "+", "?", "{2}", "(*a)", "a{1001}", "a{3,2}", "[", "[]", "[b-a]", "[[:foo:]]"],
    *[r"[\1-z", r"[a\q]", "\\", "[\\", r"\x{110000}", "(?P<1>a)", "(?P<a>b)(?P<a>c)", "((a", "(?", "a" * 2001],
    *["(" * 31 + ")" * 31, "|" * 10 + "("],
]

EXPONENTIAL = [
    *[
        "(a+)+$",
        "(a*)*b",
        "(a|a)*b",
        "(a|aa)+$",
        "(.*)*x",
        "(a+)*b",
        "([a-z]+)*1",
        r"(\w+\s?)*$",
        "(a?a?)*b",
        "(?:a|b|ab)*c",
    ],
    *[
        "(x+x+)+y",
        "((ab)*)*c",
        "(a{0,30}){0,30}b",
        "(?i)(a|A)*b",
        "(?i)(é|É)*b",
        "(.|a)*b",
        "(a*b?)*c",
        r"(\d+)*[^\d]",
        "([a-c]|[b-d])*e",
    ],
    *["(é|[^a])*b", "(a{1,5})*b"],
]

HARMLESS = [
    *[
        "(a|b)*c",
        "(ab|cd)*",
        r"^(\d{1,3}\.){3}\d{1,3}$",
        "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        "(,[a-z]*)*$",
        "(a+b)*",
        ".*.*",
    ],
    *[
        r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        "(foo|bar|baz)+",
        r"(\s*,\s*\w)*",
        "(a*)b(a*)",
    ],
    # Marks have no case, so that they are no letters beyond ASCII either.
    r"(?i)^[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$",
    *["^(?:[^@]+@)*x$", "(?:/[^/]+)+/?$", r"^v?[0-9]+(\.[0-9]+){0,2}([-+].*)?$", "^[A-Za-z0-9]{1,63}$", "(a{2}){3}"],
]


@pytest.mark.parametrize(("pattern", "text", "matches"), MATCHES)
def test_matches(pattern: str, text: str, matches: bool) -> None:
    assert (search_in(text, pattern).search(text) is not None) is matches


@pytest.mark.parametrize("pattern", WRONG)
def test_wrong(pattern: str) -> None:
    with pytest.raises(EvaluationError, match=r"pattern|class|escape|range|Unicode|set"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_exponential_is_refused(pattern: str) -> None:
    with pytest.raises(EvaluationError, match="too many ways"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", HARMLESS)
def test_harmless_is_not_refused(pattern: str) -> None:
    assert compile_pattern(pattern)


def test_texts_are_bounded() -> None:
    with pytest.raises(EvaluationError, match="characters"):
        search_in("a" * (MAX_TEXT + 1), "a")
