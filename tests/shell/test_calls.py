"""A function that is called again in the same state is not read again, and nobody can tell."""

import pytest

from podlint.shell import argv
from podlint.shell.environment import Environment, Function
from podlint.shell.progress import Progress
from podlint.shell.syntax import Script, Statement

SCRIPTS = {
    "same state": "f() { echo $A; cd /tmp; }\nf\nf\nf",
    "state changes": "f() { echo $A $1; A=2; }\nA=1\nf x\nf x\nf y\nf x",
    "unknown state": "f() { A=$(date); echo $A; }\nf\nf\necho $A",
    "directory": "f() { cd sub; cat file; }\ncd /srv\nf\nf",
    "positional parameters": 'f() { shift; echo "$@"; }\nf a b\nf a b\nf a b c',
    "functions that define": "f() { g() { echo $1; }; }\nf\ng 1\nf\ng 1",
    "functions that call": "g() { echo $A; }\nf() { g; A=3; g; }\nf\nf\nA=4\nf",
    "recursion": "f() { echo $1; f $1; }\nf 1\nf 1",
    "nested scripts": "f() { sh -c 'f() { echo inner; }; f; f'; }\nf\nf",
    "syntax errors": "f() { echo $A; }\nf\nif\nf",
    "branches": "f() { if test $A; then B=1; else B=2; fi; echo $B; }\nB=1\nf\nf",
    "many calls": "f() { echo $1; echo $1; }\n" + "f a\nf b\n" * 1500,
    "doubling": "f0() { echo $A; }\n" + "".join(f"f{n + 1}() {{ f{n}; f{n}; }}\n" for n in range(14)) + "f14",
    "long bodies": f"f() {{ echo {'x' * 5000}; }}\n" + "f\n" * 100,
}


def read(text: str) -> Script:
    return argv.script_of.__wrapped__(text, (("A", "0"),), "/")


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def every_time(function: Function, environment: Environment, _: Progress) -> tuple[Statement, ...]:
        return function.body(environment)

    remembering = read(SCRIPTS[name])
    monkeypatch.setattr("podlint.shell.simple.follow", every_time)
    assert read(SCRIPTS[name]) == remembering


def test_a_known_call_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read_bodies = []
    body = Function.body

    def counted(function: Function, environment: Environment) -> tuple[Statement, ...]:
        read_bodies.append(function.node.id)
        return body(function, environment)

    monkeypatch.setattr(Function, "body", counted)
    read("f() { echo $1; }\nf 1\nf 1\nf 2\nf 1")
    assert len(read_bodies) == 2
