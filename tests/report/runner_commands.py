"""Lines of a log as the runner of GitHub Actions reads them: which are commands, and what they say.

A parser of its own after the facts in `src/Runner.Common/ActionCommand.cs` of actions/runner: commands of the second
kind start a line, those of the first kind stand anywhere in it.
"""

from typing import NamedTuple

REGISTERED = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-path", "set-env", "set-output"),
    *("save-state", "echo", "stop-commands", "add-matcher", "remove-matcher", "add-summary"),
}


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def command(line: str) -> Command | None:
    return _second_kind(line) or _first_kind(line)


def commands(log: str) -> list[Command]:
    return [found for line in log.split("\n") if (found := command(line))]


def _second_kind(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    return _parsed(line[2:end].partition(" "), line[end + 2 :], ",", {"%0D": "\r", "%0A": "\n"})


def _first_kind(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return _parsed(line[start + 3 : end].partition(" "), line[end + 1 :], ";", {"%3B": ";", "%0D": "\r", "%0A": "\n"})


def _parsed(head: tuple[str, str, str], data: str, separator: str, escapes: dict[str, str]) -> Command | None:
    name, _, words = head
    if name.lower() not in REGISTERED:
        return None
    pairs = (word.split("=", 1) for word in words.strip().split(separator) if "=" in word)
    properties = {key: _unescaped(value, escapes | {"%3A": ":", "%2C": ","}) for key, value in pairs}
    return Command(name, properties, _unescaped(data, escapes))


def _unescaped(text: str, escapes: dict[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")
