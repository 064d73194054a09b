"""What shells complete, asked as they ask: by click's protocol for bash, zsh and fish."""

from pathlib import Path

import pytest
from podlint_runs import process


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def completed(*words: str) -> list[str]:
    """What bash is told after `podlint WORDS`, the last of them unfinished: `type,value` a line."""
    asked = {"_PODLINT_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["podlint", *words])}
    run = process(env={**asked, "COMP_CWORD": str(len(words))})
    assert (run.stderr, run.returncode) == ("", 0)
    return [line for line in run.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["ch"], ["plain,check"]),
        (["config", "sh"], ["plain,show"]),
        (["check", "--fail"], ["plain,--fail-on"]),
        (["check", "--fail-on", ""], ["plain,error", "plain,warning", "plain,info", "plain,never"]),
        (["check", "--output-format", "js"], ["plain,json", "plain,jsonl"]),
        (["check", "--select", "client-ip"], ["plain,client-ip-lost"]),
        (["check", "--ignore", "volume/*"], ["plain,volume/*"]),
        (["check", "--select", "undeclared-volume,client-ip"], ["plain,undeclared-volume,client-ip-lost"]),
        (["check", "--select", "default"], ["plain,default", "plain,default-port-clash"]),
        (["check", "--select", "service/client"], ["plain,service/client-ip-lost"]),
        (["explain", "client-ip"], ["plain,client-ip-lost"]),
        (["explain", "all"], []),
        (["check", "--rules", "x"], ["dir,x"]),
        (["check", "--config", "x"], ["file,x"]),
        (["check", "x"], ["file,x"]),
        (["check", "--context", ""], []),
    ],
)
def test_completion(words: list[str], values: list[str]) -> None:
    assert completed(*words) == values


def test_topics_are_completed() -> None:
    assert "plain,volume/*" in completed("check", "--select", "vol")
    assert "plain,volume/*" not in completed("explain", "vol")


def test_zsh_and_fish_are_told_what_a_rule_is_about() -> None:
    asked = {"COMP_WORDS": "podlint explain client-ip"}
    zsh = process(env={**asked, "_PODLINT_COMPLETE": "zsh_complete", "COMP_CWORD": "2"}).stdout.splitlines()
    assert zsh[:2] == ["plain", "client-ip-lost"]
    assert zsh[2].startswith("A Service hides its clients")
    fish = process(env={**asked, "_PODLINT_COMPLETE": "fish_complete", "COMP_CWORD": "client-ip"}).stdout
    assert "client-ip-lost" in fish


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_script_for_the_shell(shell: str) -> None:
    run = process(env={"_PODLINT_COMPLETE": f"{shell}_source"})
    assert run.returncode == 0
    assert "_PODLINT_COMPLETE" in run.stdout
