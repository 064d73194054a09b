"""What containers run, with the places of the words."""

import pytest
from conftest import facts_of, spot, workload

from podlint.facts.commands import Command
from podlint.shell.paths import path_uses


def command_of(fields: str) -> Command:
    (row,) = facts_of(workload("web", f"{{containers: [{{name: web, image: a, {fields}}}]}}", "Pod")).all(Command)
    return row


def words(row: Command) -> list[str | None]:
    return [item.value for item in row.items]


@pytest.mark.parametrize(
    ("fields", "from_image", "expected"),
    [
        ("command: [sleep, '1']", False, ["sleep", "1"]),
        ("command: [sleep], args: ['1']", False, ["sleep", "1"]),
        ("args: [--port, '80']", True, ["--port", "80"]),
        ("args: [tail, -F, /a]", False, ["tail", "-F", "/a"]),
        ("command: [echo, $(A), $(B)], env: [{name: A, value: x}]", False, ["echo", "x", "$(B)"]),
        ("command: [echo, 5, null, [a]]", False, ["echo", None, None, None]),
        ("command: [echo, '{{ .Values.a }}', '${A}', <a>]", False, ["echo", None, None, None]),
        ("args: ['--upstream=http://localhost:{{ .Values.port }}']", True, [None]),
        ("command: [sh, -c, 'echo ${A} {{ x }}']", False, ["sh", "-c", "echo ${A} {{ x }}"]),
    ],
)
def test_items(fields: str, from_image: bool, expected: list[str | None]) -> None:
    row = command_of(fields)
    assert (words(row), row.from_image) == (expected, from_image)


@pytest.mark.parametrize("fields", ["command: null", "command: []", "args: text", "command: {a: b}", "workingDir: /x"])
def test_without_words_only_the_image_knows(fields: str) -> None:
    text = workload("web", f"{{containers: [{{name: web, image: a, {fields}}}]}}", "Pod")
    assert facts_of(text).all(Command) == ()


def test_the_place_is_the_first_word() -> None:
    row = command_of("command: [sleep, '1']")
    assert spot(row.place).endswith(" sleep")


def test_a_word_within_a_script_has_its_own_place() -> None:
    (row,) = facts_of(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              image: busybox
              command:
                - sh
                - -c
                - |
                  date
                  tail -f /var/log/app.log
        """
    ).all(Command)
    (use,) = path_uses(row.script)
    assert spot(row.word_place(use.word)) == "14:19 /var/log/app.log"


def test_an_expanded_word_is_shown_by_its_item() -> None:
    row = command_of("command: [tail, -f, '$(FILE)'], env: [{name: FILE, value: /var/log/a}]")
    (use,) = path_uses(row.script)
    assert (use.path, row.word_place(use.word).text) == ("/var/log/a", "'$(FILE)'")
