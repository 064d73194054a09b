"""What people write to keep podlint quiet: the words of a directive, and what it covers."""

from typing import NamedTuple

import pytest
from conftest import facts_of

from podlint.facts.directives import Directive
from podlint.facts.suppressions import Suppression


class Told(NamedTuple):
    verb: str
    rules: tuple[str, ...]
    reason: str
    until: str
    fault: str


def told(text: str, name: str = "manifest.yaml") -> list[Told]:
    rows = facts_of({name: text}).all(Directive)
    return [Told(row.verb, row.rules, row.reason, row.until, row.fault) for row in rows]


@pytest.mark.parametrize(
    ("words", "rules", "reason", "until"),
    [
        ("ignore[a] because", ("a",), "because", ""),
        (" ignore [ a , b/* , ] because of (#812)", ("a", "b/*"), "because of (#812)", ""),
        ("ignore[a]: because", ("a",), "because", ""),
        ("ignore[a] -- because", ("a",), "because", ""),
        ("ignore[a]", ("a",), "", ""),
        ("ignore[]", (), "", ""),
        ("ignore because", (), "because", ""),
        ("ignore[a] because; until 2026-12-31", ("a",), "because", "2026-12-31"),
        ("ignore[a] one; two ;until 2026-12-31  ", ("a",), "one; two", "2026-12-31"),
        ("ignore[a] until 2026-12-31", ("a",), "", "2026-12-31"),
        ("ignore[a] until it is fixed", ("a",), "until it is fixed", ""),
        ("ignore[a] untilled; untilled fields", ("a",), "untilled; untilled fields", ""),
    ],
)
def test_words_of_a_comment(words: str, rules: tuple[str, ...], reason: str, until: str) -> None:
    assert told(f"a: 1  # podlint: {words}\n") == [Told("ignore", rules, reason, until, "")]


@pytest.mark.parametrize(
    ("words", "fault", "near"),
    [
        ("ingore[a] because", "asks for `ingore`, which podlint does not know", "ignore"),
        ("ignore-files[a] because", "asks for `ignore-files`, which podlint does not know", "ignore-file"),
        ("off", "asks for `off`, which podlint does not know", ""),
        ("", "says nothing", ""),
        ("ignore[a because", "has a `[` that is never closed", ""),
        ("ignore[a] b; until tomorrow", "ends with `until tomorrow`, which is no date such as 2026-12-31", ""),
        ("ignore[a] b; until 2026-02-30", "ends with `until 2026-02-30`, which is no date such as 2026-12-31", ""),
        ("ignore[a] b; until", "ends with `until `, which is no date such as 2026-12-31", ""),
        ("ignore-object[a] b", "has no object below it", ""),
        ("ignore-file[a] b", "is not at the top of the file", ""),
    ],
)
def test_faults_of_a_comment(words: str, fault: str, near: str) -> None:
    (row,) = facts_of(f"a: 1\n# podlint: {words}\nb: 1\n").all(Directive)
    assert (row.fault, row.near) == (fault, near)


def test_a_comment_with_nothing_below() -> None:
    (row,) = facts_of("a: 1\n# podlint: ignore[a] b\n\n").all(Directive)
    assert row.fault == "has nothing below it that it could be about"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a: because (#812)"', [(("a",), "because (#812)", "")]),
        ('"a: because; b: for"', [(("a",), "because", ""), (("b",), "for", "")]),
        ('"a, b/*: because; until 2026-12-31"', [(("a", "b/*"), "because", "2026-12-31")]),
        ('"a: one; two; until 2026-12-31; b@web: for"', [(("a",), "one; two", "2026-12-31"), (("b@web",), "for", "")]),
        (
            "|\n        a: because\n\n        b: see http://x; y\n",
            [(("a",), "because", ""), (("b",), "see http://x; y", "")],
        ),
        ("a", [(("a",), "", "")]),
        ("'a:because'", [(("a",), "because", "")]),
        ("''", []),
    ],
)
def test_words_of_an_annotation(text: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    manifest = f"apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    podlint.dev/ignore: {text}\n"
    assert [(one.rules, one.reason, one.until) for one in told(manifest)] == expected
    assert [one.fault for one in told(manifest) if one.fault] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("needs it", "does not read `RULE: REASON`: `needs it`"),
        ("true", "is no text: write `RULE: REASON` in quotes"),
        ("'a: b; until soon'", "ends with `until soon`, which is no date such as 2026-12-31"),
    ],
)
def test_faults_of_an_annotation(text: str, fault: str) -> None:
    assert [one.fault for one in told(f"metadata: {{annotations: {{podlint.dev/ignore: {text}}}}}")] == [fault]


MANIFEST = """\
# podlint: ignore-file[file] a
---
# podlint: ignore-object[first] a
# podlint: ignore-object[first-too] a
apiVersion: v1
kind: Pod
metadata: {name: one}  # podlint: ignore-object[inside] a
spec:
  containers:
    # podlint: ignore[above] a

    # more
    - name: web
      image: web  # podlint: ignore[behind] a
      # podlint: ignore[script] a
      command: |
        # podlint: ignore[text] a
        run
---
apiVersion: v1
kind: List
items:
  # podlint: ignore-object[item] a
  - apiVersion: v1
    kind: Pod
    metadata:
      name: two
      annotations: {podlint.dev/ignore: "object: a; container@web: b; nowhere@wbe: b"}
    spec: {containers: [{name: web}, {name: init}]}
  - {apiVersion: v1, kind: Pod, metadata: {name: three, annotations: {podlint.dev/ignore: "flow: a"}}}
"""


def covered() -> dict[str, tuple[int, int]]:
    """The first and the last line that each rule is suppressed on, if there is one."""
    found = {}
    for row in facts_of(MANIFEST).all(Suppression):
        for place in row.covers:
            found[row.rule] = (place.line, place.source.position(place.end - 1)[0])
    return found


def test_what_is_covered() -> None:
    assert covered() == {
        "file": (1, 30),
        "first": (5, 18),
        "first-too": (5, 18),
        "inside": (5, 18),
        "above": (13, 13),
        "behind": (14, 14),
        "script": (16, 18),
        "item": (24, 29),
        "object": (24, 29),
        "container": (29, 29),
        "flow": (30, 30),
    }


def test_a_container_that_is_not_there() -> None:
    rows = {row.rule: row for row in facts_of(MANIFEST).all(Suppression)}
    assert (rows["nowhere"].covers, rows["nowhere"].near) == ((), "web")
    assert rows["container"].covers[0].text == "{name: web}"


def test_an_annotation_of_a_pod_template_covers_the_template() -> None:
    text = """\
apiVersion: batch/v1
kind: CronJob
metadata: {name: a}
spec:
  jobTemplate:
    spec:
      template:
        metadata: {annotations: {podlint.dev/ignore: "a: b"}}
        spec: {}
"""
    ((place,),) = [row.covers for row in facts_of(text).all(Suppression)]
    assert place.text == text[text.index("metadata: {annotations") :].rstrip("\n")


def test_places_of_names() -> None:
    text = 'metadata: {annotations: {podlint.dev/ignore: "a: b; c, d: e; until 2026-12-31"}} # podlint: ignore[x] y\n'
    facts = facts_of(text)
    assert [row.place.text for row in facts.all(Suppression)] == ["x", "a", "c", "d"]
    assert [row.place.text for row in facts.all(Directive)] == ["ignore", "a", "c, d"]
    assert [row.until_place.text for row in facts.all(Directive) if row.until_place] == ["2026-12-31"]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("Dockerfile", "# podlint: ignore[a] b\nFROM x \\\n  AS y\nRUN z\n", (2, 3)),
        ("Dockerfile", "# syntax=docker/dockerfile:1\n# podlint: ignore-file[a] b\nFROM x\nRUN z\n", (1, 4)),
        ("a.json", '{"metadata": {"annotations": {"podlint.dev/ignore": "a: b"}},\n"spec": {}}', (1, 2)),
        ("a.yaml", "a: 1\r\n# podlint: ignore[a] b\r\nb: [1,\r\n 2]\r\n", (3, 3)),
    ],
)
def test_other_files(name: str, text: str, lines: tuple[int, int]) -> None:
    ((place,),) = [row.covers for row in facts_of({name: text}).all(Suppression)]
    assert (place.line, place.source.position(place.end - 1)[0]) == lines


def test_templates_have_none() -> None:
    assert told("{{ if x }}\n# podlint: ignore[a] b\n{{ end }}\n") == []
