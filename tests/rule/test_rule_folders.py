"""Folders of rule files: all their problems are told, and no file is passed over in silence."""

import os
from pathlib import Path

import pytest
from rule_texts import RULE, with_change

from podlint.facts import KINDS
from podlint.judging import all_rules
from podlint.problem import UserError
from podlint.rule import load_rule, load_rules


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str = RULE) -> None:
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def told(*folders: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        all_rules(folders)
    return [str(problem) for problem in caught.value.problems]


def test_rules_of_a_folder_stand_beside_those_of_podlint() -> None:
    write("mine/pod/untagged.yaml")
    write("mine/volume/other.yaml")
    write("mine/.git/config.yaml", "no rule")
    own = len(all_rules())
    assert [rule.name for rule in all_rules(["mine"])[own:]] == ["pod/untagged", "volume/other"]


def test_problems_of_all_files_and_folders() -> None:
    write("mine/pod/one.yaml", with_change("{name}", "{nam}"))
    write("mine/pod/two.yaml", with_change("each: Container", "each: Pood"))
    write("theirs/pod/three.yaml", "- no rule")
    assert told("mine", "theirs") == [
        "mine/pod/one.yaml:10:22: unknown variable `nam`; did you mean `name`?",
        "mine/pod/two.yaml:7:7: unknown fact `Pood`; did you mean `Pod`?",
        "theirs/pod/three.yaml:1:1: a rule file holds one mapping",
    ]


def test_two_rules_of_one_id() -> None:
    """An id is what people select, ignore and configure, whatever the topic."""
    write("mine/pod/untagged.yaml")
    write("mine/volume/untagged.yaml")
    write("theirs/pod/untagged.yaml")
    write("theirs/pod/undeclared-volume.yaml")
    own = load_rule_path("undeclared-volume")
    assert told("mine", "theirs") == [
        "mine/volume/untagged.yaml:1:1: a rule `untagged` exists already: mine/pod/untagged.yaml",
        f"theirs/pod/undeclared-volume.yaml:1:1: a rule `undeclared-volume` exists already: {own}",
        "theirs/pod/untagged.yaml:1:1: a rule `untagged` exists already: mine/pod/untagged.yaml",
    ]


def load_rule_path(rule_id: str) -> str:
    return next(rule.node.source.name for rule in all_rules() if rule.id == rule_id)


def test_files_that_would_be_passed_over() -> None:
    write("mine/pod/good.yaml")
    write("mine/stray.yaml")
    write("mine/pod/suffix.yml")
    write("mine/pod/deeper/rule.yaml")
    write("mine/pod/README.md", "prose")
    assert told("mine") == [
        "mine/stray.yaml is not read: a rule file is DIR/TOPIC/ID.yaml",
        "mine/pod/suffix.yml is not read: a rule file is DIR/TOPIC/ID.yaml",
        "mine/pod/deeper/rule.yaml is not read: a rule file is DIR/TOPIC/ID.yaml",
    ]


def test_no_rule_files() -> None:
    Path("mine/pod").mkdir(parents=True)
    assert told("mine") == ["no rule files (TOPIC/ID.yaml) in mine"]


def test_no_folder() -> None:
    write("file.yaml")
    assert told("mine") == ["can't read the folder of rules mine: no such file or directory"]
    assert told("file.yaml") == ["can't read the folder of rules file.yaml: a part of the path is no directory"]


def test_unreadable_files() -> None:
    write("mine/pod/good.yaml")
    Path("mine/pod/dangling.yaml").symlink_to("nowhere")
    Path("mine/pod/folder.yaml").mkdir()
    os.mkfifo("mine/pod/pipe.yaml")
    assert told("mine") == [
        "can't read mine/pod/dangling.yaml: no such file or directory",
        "can't read mine/pod/folder.yaml: not a file but a directory",
        "can't read mine/pod/pipe.yaml: not a file but a named pipe; `-` reads from a pipe",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_folder() -> None:
    write("mine/pod/good.yaml")
    Path("mine/pod").chmod(0)
    try:
        assert told("mine") == ["can't read the folder of rules mine: permission denied"]
    finally:
        Path("mine/pod").chmod(0o700)


def test_topic_and_id_are_those_of_the_path(here: Path) -> None:
    write("pod/untagged.yaml")
    assert load_rule("pod/untagged.yaml", KINDS).name == "pod/untagged"
    assert load_rule(str(here / "pod" / "untagged.yaml"), KINDS).name == "pod/untagged"
    os.chdir("pod")
    assert load_rule("untagged.yaml", KINDS).name == "pod/untagged"
    assert load_rule("./untagged.yaml", KINDS).name == "pod/untagged"


def test_order_is_that_of_names() -> None:
    for name in ("b/z", "b/a", "a/y"):
        write(f"mine/{name}.yaml")
    assert [rule.name for rule in load_rules("mine", KINDS)] == ["a/y", "b/a", "b/z"]
