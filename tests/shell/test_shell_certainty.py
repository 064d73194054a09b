"""Which commands a script runs in any case."""

import pytest

from podlint.shell import certain, from_argv, parse_script


def told(text: str) -> list[str]:
    """The certain commands; those that are tried again until they succeed with a question mark."""
    return [
        " ".join(word.raw for word in command.words) + "?" * waits for command, waits in certain(parse_script(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b", ["a", "b"]),
        ("a && b && c", ["a", "b", "c"]),
        ("a | b", ["a", "b"]),
        ("(a); { b; }", ["a", "b"]),
        ("sh -c 'a; b'", ["a", "b"]),
        ("f() { a; }; f; b", ["a", "b"]),
        ("echo $(a)", ["a", "echo $(a)"]),
        ("a || exit 1; b", ["a", "b"]),
        ("a || { echo no; exit 1; }", ["a"]),
        ("exit 0; a", ["exit 0"]),
        ("exec a; b", ["exec a"]),
        ("tail -f /x; a", ["tail -f /x"]),
        ("for i in 1 2; do a; done", ["a"]),
        ("while true; do a; done; b", ["a"]),
        ("while true; do a && break; done; b", ["a?", "a", "break", "b"]),
    ],
)
def test_what_runs_in_any_case(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a || true",
        "a || b",
        "a || exit 0",
        "if a; then b; fi",
        "if a; then b; else c; fi",
        "case $x in a) b;; esac",
        "[ -f /x ]",
        "[ -f /x ] && a",
        "! a",
        "! a && b",
        "grep x /f && a",
        "cat /f | grep -q x && a",
        "a &",
        "while a; do b; done",
        "while [ -f /x ]; do a; done",
        "until ! a; do b; done",
        "until [ ! -f /x ]; do a; done",
        "trap 'a' EXIT || true",
    ],
)
def test_what_a_condition_decides_is_not_certain(text: str) -> None:
    assert [one for one in told(text) if one not in ("cat /f", "grep -q x")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until a; do sleep 1; done", ["a?"]),
        ("while ! a; do sleep 1; done", ["a?"]),
        ("until a | grep -q x; do sleep 1; done", ["a?", "grep -q x?"]),
        ("until [ -f /x ]; do sleep 1; done", ["[ -f /x ]?"]),
        ("while [ ! -f /x ]; do sleep 1; done", ["[ ! -f /x ]?"]),
        ("while ! [[ -f /x ]]; do sleep 1; done", ["[[ -f /x ]]?"]),
        ("while true; do [ -f /x ] && break; sleep 1; done", ["[ -f /x ]?", "sleep 1"]),
        ("for i in 1 2; do if a; then exit 0; fi; sleep 1; done", ["a?", "sleep 1"]),
        ("until sh -c 'a'; do sleep 1; done", ["a?"]),
    ],
)
def test_what_a_loop_waits_for(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_an_argument_vector_runs_its_command() -> None:
    ((command, waits),) = certain(from_argv(["cat", "/x"]))
    assert (command.name, waits) == ("cat", False)
