"""Script files whose text is known: run by a shell, run themselves, or read in."""

import pytest

from podlint.shell import Script, commands, ends, from_argv, processes

FILES = {
    "/s/run.sh": "#!/bin/sh\nset -e\ncp /a /b\nexec tail -f /dev/null\n",
    "/s/end.sh": "cp $1 $2\n",
    "/s/lib.sh": 'stay() { sleep infinity; }\nNAME=set\necho "é" $2\n',
    "/s/app.py": "#!/usr/bin/env python3\nprint('x')\n",
    "/s/env.sh": "#!/usr/bin/env bash\nsleep infinity\n",
    "/s/self.sh": "/s/self.sh; . /s/self.sh; cp /a /b\n",
    "/s/here.sh": "/s/there.sh\n",
    "/s/there.sh": "/s/here.sh\n",
}


def script(*argv: str) -> Script:
    return from_argv(argv, files=FILES)


def names(found: Script) -> list[str | None]:
    return [command.name for command in commands(found)]


@pytest.mark.parametrize(
    "argv",
    [
        ["/s/run.sh"],
        ["sh", "/s/run.sh"],
        ["/bin/bash", "-eux", "/s/run.sh", "argument"],
        ["bash", "-o", "pipefail", "/s/run.sh"],
        ["tini", "--", "/s/run.sh"],
        ["sh", "-c", "/s/run.sh"],
        ["sh", "-c", "exec /s/run.sh"],
        ["sh", "-c", "cd /s && ./run.sh"],
        ["sh", "-c", ". /s/run.sh"],
        ["bash", "-c", "source /s/run.sh"],
        ["sh", "/s/env.sh"],
        ["/s/env.sh"],
        ["sh", "-c", ". /s/lib.sh; stay"],
    ],
)
def test_a_known_file_is_followed(argv: list[str]) -> None:
    assert ends(script(*argv)) is False


@pytest.mark.parametrize(
    "argv",
    [
        ["/s/app.py"],
        ["/s/other.sh"],
        ["sh", "/s/other.sh"],
        ["sh", "run.sh"],
        ["sh", "-c", ". /s/other.sh"],
        ["sh", "-c", ". $FILE"],
        ["python", "/s/run.sh"],
        ["sh", "-c", "sh /s/lib.sh; stay"],
        ["sh", "-c", 'eval "$WORDS"'],
    ],
)
def test_what_is_not_known_stays_unknown(argv: list[str]) -> None:
    assert ends(script(*argv)) is None


def test_arguments_are_positional_parameters() -> None:
    (copy,) = commands(script("sh", "/s/end.sh", "/from", "/to"))
    assert [word.text for word in copy.arguments] == ["/from", "/to"]
    _, copy = commands(script("sh", "-c", "/s/end.sh $0", "/zero"))
    assert [word.text for word in copy.arguments] == [None, None]


def test_what_is_read_in_changes_the_shell() -> None:
    found = script("sh", "-c", ". /s/lib.sh x y; echo $NAME")
    assert [[word.text for word in command.arguments] for command in commands(found)][-1] == ["set"]
    found = script("sh", "-c", "sh /s/lib.sh; echo $NAME")
    assert [[word.text for word in command.arguments] for command in commands(found)][-1] == [None]


def test_a_function_of_another_text_keeps_its_words() -> None:
    assert [process.name for process in processes(script("sh", "-c", "# éé\n. /s/lib.sh; stay"))] == ["echo", "sleep"]
    (sleep,) = [process for process in processes(script("sh", "-c", ". /s/lib.sh; stay")) if process.name == "sleep"]
    assert (sleep.place.file, sleep.place.raw) == ("/s/lib.sh", "sleep")
    assert FILES["/s/lib.sh"][sleep.place.offset :].startswith("sleep infinity")
    evaluated = from_argv(["sh", "-c", "x=1; eval 'stay() { sleep infinity; }'; stay"])
    assert [process.name for process in processes(evaluated)] == ["sleep"]


def test_words_know_their_file_and_the_item_that_names_it() -> None:
    found = script("sh", "-e", "/s/run.sh")
    (copy,) = [command for command in commands(found) if command.name == "cp"]
    word = copy.words[0]
    assert (word.file, word.item) == ("/s/run.sh", 2)
    assert FILES[word.file][word.offset : word.offset + word.length] == "cp"
    nested = from_argv(["/s/n.sh"], files={"/s/n.sh": "x\nsh -c 'tail -f /f'"})
    (tail,) = [command for command in commands(nested) if command.name == "tail"]
    assert (tail.words[0].file, tail.words[0].offset) == ("/s/n.sh", 9)


def test_files_that_call_each_other_come_to_an_end() -> None:
    assert names(script("/s/self.sh")) == ["self.sh", ".", "cp"]
    assert names(script("/s/here.sh")) == ["there.sh", "here.sh"]


def test_without_files_nothing_changes() -> None:
    assert ends(from_argv(["sh", "/s/run.sh"])) is None
    assert ends(from_argv(["/s/run.sh"], files={})) is None


def test_in_whatever_order_files_and_variables_are_given() -> None:
    known = {"A": "1", "B": "2"}
    one = from_argv(["sh", "-c", "/s/end.sh $A $B"], known, files=FILES)
    other = from_argv(
        ["sh", "-c", "/s/end.sh $A $B"], dict(reversed(known.items())), files=dict(reversed(FILES.items()))
    )
    assert one is other
