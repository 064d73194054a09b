"""Statements, wrappers, functions, variables and nested scripts."""

import subprocess
import sys
from collections.abc import Sequence

import pytest
import tree_sitter_bash

from podlint.shell import Command, Script, commands, from_argv, parse_script, statements
from podlint.shell.source import parser
from podlint.shell.syntax import AndOr, Case, Group, If, Loop, Negation, Pipeline


def shown(script: Script) -> list[str]:
    """Every command as its words, unknown ones as `?`."""
    return [
        " ".join("?" if word.text is None else word.text for word in command.words)
        for command in commands(script)
        if command.words
    ]


def in_background(script: Script) -> list[str | None]:
    return [
        statement.name for statement in statements(script) if isinstance(statement, Command) and statement.background
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a | b |& c", Pipeline),
        ("a && b || c", AndOr),
        ("! a", Negation),
        ("( a; b )", Group),
        ("{ a; }", Group),
        ("if a; then b; elif c; then d; else e; fi", If),
        ("case $x in a|b) c;; *) d;; esac", Case),
        ("while a; do b; done", Loop),
        ("until a; do b; done", Loop),
        ("for i in 1 2; do a; done", Loop),
        ("for ((;;)); do a; done", Loop),
        ("a > /b", Command),
    ],
)
def test_kind_of_statement(text: str, kind: type) -> None:
    script = parse_script(text)
    assert [type(statement) for statement in script.statements] == [kind]
    assert not script.errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b\nc", ["a", "b", "c"]),
        ("if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]),
        ("case $x in a|b) c;; *) d;; esac", ["c", "d"]),
        ("echo $(ls /a; cat /b) `c`", ["echo ? ?", "ls /a", "cat /b", "c"]),
        ("diff <(a) >(b)", ["diff ? ?", "a", "b"]),
        ("A=$(a)", ["a"]),
        ("for i in $(a); do b; done", ["a", "b"]),
        ("cat <<E\na & b\n$(c)\nE\nd", ["cat", "c", "d"]),
        ("cat <<'E'\n$(c)\nE\nd", ["cat", "d"]),
        ("cat <<E > /f && b\nx\nE\nc", ["cat", "b", "c"]),
        ("cat <<E | grep x && b\nx\nE\nc", ["cat", "grep x", "b", "c"]),
        ("cat <<E; b\nx & y\nE\nc", ["cat", "b", "c"]),
        ("trap 'rm /x' EXIT", ["trap rm /x EXIT", "rm /x"]),
        ("eval 'a b' c", ["eval a b c", "a b c"]),
        ("sh -c 'a; b'", ["sh -c a; b", "a", "b"]),
        ("su me -c 'a b'", ["su me -c a b", "a b"]),
        ("f() { a $1; }; f x", ["f x", "a x"]),
        ("function f { a; }\nf", ["f", "a"]),
        ("f() { a; }", []),
        ("f() { g; }; g() { h; }; f", ["f", "g", "h"]),
        ("f() { f; a; }; f", ["f", "f", "a"]),
        ("# a & b\nc # d", ["c"]),
        ("echo a >/x b", ["echo a b"]),
        ("[ -f /x ] && [[ -e /y && ! -d /z ]]", ["[ -f /x ]", "[[ -e /y && ! -d /z ]]"]),
        ("export A=b; echo $A", ["export A=b", "echo b"]),
    ],
)
def test_commands(text: str, expected: list[str]) -> None:
    script = parse_script(text)
    assert shown(script) == expected
    assert not script.errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=b; echo $A", "echo b"),
        ("A=/x B=$A/y; echo $B", "echo /x/y"),
        ("A=b; A=c; echo $A", "echo c"),
        ("A=1; if x; then A=2; fi; echo $A", "echo ?"),
        ("A=1; if x; then A=1; fi; echo $A", "echo 1"),
        ("A=1; x && A=2; echo $A", "echo ?"),
        ("A=1; (A=2); echo $A", "echo 1"),
        ("A=1; while x; do echo $A; A=2; done", "echo ?"),
        ("for A in 1 2; do echo $A; done", "echo ?"),
        ("A=1; read A; echo $A", "echo ?"),
        ("A=1; unset A; echo $A.", "echo ."),
        ("A=$(x); echo $A", "echo ?"),
        ("A=1; A+=2; echo $A", "echo ?"),
        ("A=(1 2); echo $A", "echo ?"),
        ("A=1; f() { A=2; }; f; echo $A", "echo ?"),
        ("A='x y'; echo \"$A\"", "echo x y"),
        ("A=1 echo $A", "echo ?"),
        ("A=1 sh -c 'echo $A'", "echo 1"),
        ("env A=1 sh -c 'echo $A'", "echo 1"),
        ('set -- a b; shift; echo "$@"', "echo b"),
    ],
)
def test_variables_are_followed_where_they_are_constant(text: str, expected: str) -> None:
    assert [line for line in shown(parse_script(text)) if line.startswith("echo")][-1] == expected


@pytest.mark.parametrize(
    ("argv", "name", "wrappers"),
    [
        (["/usr/bin/srv", "-x"], "srv", ()),
        (["exec", "srv"], "srv", ("exec",)),
        (["env", "-i", "A=b", "srv"], "srv", ("env",)),
        (["env"], "env", ()),
        (["sudo", "-u", "me", "srv"], "srv", ("sudo",)),
        (["nohup", "nice", "-n", "5", "srv"], "srv", ("nohup", "nice")),
        (["timeout", "-k", "5", "10", "srv"], "srv", ("timeout",)),
        (["tini", "-s", "--", "srv"], "srv", ("tini",)),
        (["/sbin/tini", "--", "/docker-start"], "docker-start", ("tini",)),
        (["dumb-init", "--rewrite", "15:2", "--", "srv"], "srv", ("dumb-init",)),
        (["catatonit", "--", "srv"], "srv", ("catatonit",)),
        (["su-exec", "me:me", "srv"], "srv", ("su-exec",)),
        (["gosu", "me", "srv"], "srv", ("gosu",)),
        (["stdbuf", "-oL", "srv"], "srv", ("stdbuf",)),
        (["setsid", "srv"], "srv", ("setsid",)),
        (["time", "srv"], "srv", ("time",)),
        (["command", "srv"], "srv", ("command",)),
        (["command", "-v", "srv"], "command", ()),
        (["busybox", "cp", "/a", "/b"], "cp", ("busybox",)),
        (["sudo", "env", "A=b", "timeout", "5", "srv"], "srv", ("sudo", "env", "timeout")),
        ([None, "srv"], None, ()),
    ],
)
def test_wrappers_are_peeled(argv: Sequence[str | None], name: str | None, wrappers: tuple[str, ...]) -> None:
    (command,) = from_argv(argv).statements
    assert isinstance(command, Command)
    assert (command.name, command.wrappers) == (name, wrappers)


@pytest.mark.parametrize(
    "argv",
    [
        ["sh", "-c", "a; b"],
        ["/bin/bash", "-ec", "a; b"],
        ["/bin/sh", "-c", "--", "a; b"],
        ["bash", "-euo", "pipefail", "-c", "a; b"],
        ["bash", "-o", "pipefail", "-c", "a; b"],
        ["bash", "--login", "-c", "a; b"],
        ["tini", "--", "bash", "-c", "a; b"],
        ["dumb-init", "--", "sh", "-xc", "a; b", "name", "argument"],
        ["sh", "-c", "exec sh -c 'a; b'"],
        [None, "/bin/sh", "-c", "a; b"],
    ],
)
def test_exec_form_becomes_its_script(argv: Sequence[str | None]) -> None:
    script = from_argv(argv)
    assert shown(script)[-2:] == ["a", "b"]
    assert script.launcher is not None


def test_launcher_keeps_the_wrappers() -> None:
    launcher = from_argv(["tini", "--", "sh", "-c", "a"]).launcher
    assert launcher is not None
    assert launcher.wrappers == ("tini",)


@pytest.mark.parametrize("argv", [[], [""], [None], ["sh"], ["sh", "-c"], ["sh", "-c", None], ["sh", "/x.sh"], ["--"]])
def test_vectors_without_a_readable_script(argv: Sequence[str | None]) -> None:
    script = from_argv(argv)
    assert script.launcher is None
    assert len(script.statements) == bool(argv)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a &", ["a"]),
        ("a & b", ["a"]),
        ("a&b", ["a"]),
        ("a 2>&1&b", ["a"]),
        ("a & b & wait", ["a", "b"]),
        ("if x; then a & fi", ["a"]),
        ("case x in y) a & ;; esac", ["a"]),
        ("while x; do a & done", ["a"]),
        ("a <<E &\nx\nE\nb", ["a"]),
        ("sh -c 'a & b'", ["a"]),
        ("echo s/x/&/", ["echo"]),
    ],
)
def test_background(text: str, expected: list[str]) -> None:
    assert in_background(parse_script(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a 2>&1",
        "a >&2",
        "a &> /x",
        "a &>> /x",
        "a && b",
        "a |& b",
        "echo $((a&b))",
        "((a&b))",
        "curl 'http://h/?a=1&b=2'",
        'curl "http://h/?a=1&b=2"',
        "sed 's/x/&/' /f",
        "sed s/x/\\&/ /f",
        "a # b &",
        "# a & b",
        "cat <<E\na & b\nE",
        "[[ a == '&' ]]",
        "exec 3<&0",
    ],
)
def test_no_background(text: str) -> None:
    script = parse_script(text)
    assert not script.errors
    assert not any(statement.background for statement in statements(script))


def test_compound_background() -> None:
    (group, loop, chain) = parse_script("(a; b) & while x; do y; done & a && b &").statements
    assert (group.background, loop.background, chain.background) == (True, True, True)


def test_working_directory_is_followed() -> None:
    script = parse_script("a; cd /x; b; cd ../y; (cd z; c); d; cd $U; e")
    known = {command.name: command.directory for command in commands(script)}
    assert [known[name] for name in "abcde"] == [None, "/x", "/y/z", "/y", None]
    (command,) = parse_script("a", directory="/work").statements
    assert isinstance(command, Command)
    assert command.directory == "/work"


def test_errors_are_told_and_the_rest_is_read() -> None:
    script = parse_script("cp /a /b; if x; then")
    assert script.errors
    assert "cp /a /b" in shown(script)


def test_equal_scripts_are_parsed_once() -> None:
    assert parse_script("a; b", {"UNUSED": "1"}) is parse_script("a; b", {"UNUSED": "2"})
    assert parse_script("a $USED", {"USED": "1"}) is not parse_script("a $USED", {"USED": "2"})


def test_importing_the_package_does_not_import_the_parser() -> None:
    program = "import sys, podlint.shell; print('tree_sitter' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_reading_a_script_imports_the_grammar_alone() -> None:
    program = "import sys; from podlint.shell import parse_script; parse_script('a'); print('tempfile' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_grammar_that_lies_elsewhere_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tree_sitter_bash.language()  # it is imported, and its files are not found
    monkeypatch.setattr("importlib.machinery.PathFinder.find_spec", lambda *_: None)
    assert parser.__wrapped__().parse(b"a | b").root_node.children[0].type == "pipeline"


def test_unknown_name_of_the_package() -> None:
    import podlint.shell

    with pytest.raises(AttributeError, match="nothing"):
        _ = podlint.shell.nothing


@pytest.mark.parametrize(
    "text", ["a && b 2>&1 | c", "a && b > /x | c", "x | a && b 2>&1 | c", "a && b 2>&1 | c | d", "a || b 2>&1 | c && d"]
)
def test_a_redirect_does_not_put_a_list_into_a_pipeline(text: str) -> None:
    (statement,) = parse_script(text).statements
    assert isinstance(statement, AndOr)
    assert isinstance(statement.items[1], Pipeline)
    assert [getattr(element, "name", None) for element in statement.items[1].elements[:2]] == ["b", "c"]
