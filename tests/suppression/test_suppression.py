"""Which findings a comment or an annotation keeps from counting, and what is said of those that do nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from podlint.config import Config, Named
from podlint.finding import Finding, Report
from podlint.lint import lint

RULES = ("service-selects-nothing", "service-port-unmatched", "undeclared-volume", "suppression/*")
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
  annotations: {note: x}
spec:
  containers:
    - name: web
      image: example.com/web:1
      volumeMounts:
        - name: data
          mountPath: /data
        - name: cache
          mountPath: /cache
    - name: log
      image: example.com/log:1
      volumeMounts: [{name: logs, mountPath: /logs}]
      ports: [{name: htpp, containerPort: 80}]
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
"""
ALL = {"data", "cache", "logs", "http"}
"""The tokens of all findings."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(
    pod: str = POD, service: str = SERVICE, rules: tuple[str, ...] = RULES, paths: tuple[str, ...] = (".",)
) -> Report:
    Path("pod.yaml").write_text(pod, encoding="utf-8")
    Path("service.yaml").write_text(service, encoding="utf-8")
    report = lint(config(rules, paths))
    assert report.failures == ()
    return report


def config(rules: Iterable[str] = RULES, paths: Iterable[str] = (".",), **more: Any) -> Config:
    return Config(select=tuple(map(Named, rules)), paths=tuple(map(Named, paths)), **more)


def changed(text: str, token: str, comment: str) -> str:
    """The text with a comment behind the line of the token."""
    lines = text.splitlines()
    number = next(number for number, line in enumerate(lines) if token in line)
    lines[number] += f"  # podlint: {comment}"
    return "\n".join(lines) + "\n"


def above(text: str, token: str, comment: str) -> str:
    """The text with a comment above the line of the token."""
    lines = text.splitlines()
    number = next(number for number, line in enumerate(lines) if token in line)
    indent = len(lines[number]) - len(lines[number].lstrip())
    lines.insert(number, f"{' ' * indent}# podlint: {comment}")
    return "\n".join(lines) + "\n"


def annotated(entries: str) -> str:
    return POD.replace("note: x", f"podlint.dev/ignore: {entries!r}")


def tokens(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.place.text for finding in findings if finding.topic != "suppression"}


def about_suppressions(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place.text) for finding in report.findings if finding.topic == "suppression"]


def test_without_a_directive_all_count() -> None:
    assert (tokens(run().findings), run().left_out) == (ALL, ())


@pytest.mark.parametrize(
    ("pod", "silenced"),
    [
        pytest.param(changed(POD, "name: data", "ignore[undeclared-volume] a"), {"data"}, id="behind the line"),
        pytest.param(above(POD, "name: data", "ignore[undeclared-volume] a"), {"data"}, id="above the line"),
        pytest.param(changed(POD, "name: data", "ignore[volume/undeclared-volume] a"), {"data"}, id="topic and id"),
        pytest.param(changed(POD, "name: data", "ignore[volume/*] a"), {"data"}, id="a topic"),
        pytest.param(changed(POD, "name: data", "ignore[undeclared-volume]"), {"data"}, id="without a reason"),
        pytest.param(changed(POD, "name: data", "ignore[undeclared-volume] a; until 9999-12-31"), {"data"}, id="until"),
        pytest.param(changed(POD, "name: data", "ignore[undeclared-volume] a; until 2020-12-31"), set(), id="over"),
        pytest.param(changed(POD, "mountPath: /data", "ignore[undeclared-volume] a"), set(), id="another line"),
        pytest.param(changed(POD, "name: data", "ignore[unmounted-volume] a"), set(), id="another rule"),
        pytest.param(changed(POD, "name: data", "ignore a"), set(), id="no rule"),
        pytest.param(changed(POD, "name: data", "ignore[all] a"), set(), id="every rule"),
        pytest.param(
            changed(POD, "spec:", "ignore-object[undeclared-volume] a"), ALL - {"http"}, id="within the object"
        ),
        pytest.param(
            above(POD, "apiVersion", "ignore-object[undeclared-volume] a"), ALL - {"http"}, id="above the object"
        ),
        pytest.param(above(POD, "apiVersion", "ignore-file[undeclared-volume] a"), ALL - {"http"}, id="the file"),
        pytest.param(annotated("undeclared-volume: a"), ALL - {"http"}, id="annotation"),
        pytest.param(annotated("undeclared-volume@log: a"), {"logs"}, id="annotation for a container"),
        pytest.param(
            annotated("undeclared-volume@log: a; service-port-unmatched: b"), {"logs", "http"}, id="two entries"
        ),
        pytest.param(changed(POD, "htpp", "ignore[service-port-unmatched] a"), {"http"}, id="evidence in another file"),
        pytest.param(annotated("service-port-unmatched@log: a"), {"http"}, id="evidence in a container"),
        pytest.param(
            POD.replace("name: data", "name: data  # a # podlint: ignore[volume/*] b"), {"data"}, id="behind a comment"
        ),
        pytest.param(
            POD.replace("\n", "\r\n").replace("name: data", "name: data  # podlint: ignore[volume/*] b"),
            {"data"},
            id="CRLF",
        ),
        pytest.param(
            POD.replace("- name: data", "- name:  # podlint: ignore[volume/*] b\n            data"),
            set(),
            id="the line before",
        ),
    ],
)
def test_what_is_suppressed(pod: str, silenced: set[str]) -> None:
    report = run(pod)
    assert (tokens(report.left_out), tokens(report.findings)) == (silenced, ALL - silenced)


def test_a_suppressed_finding_says_why() -> None:
    report = run(changed(POD, "name: data", "ignore[undeclared-volume] a webhook adds it (#8); until 9999-12-31"))
    assert [(one.status, one.excuse) for one in report.left_out] == [("suppressed", "a webhook adds it (#8)")]


SCRIPT = """\
apiVersion: v1
kind: Pod
metadata: {name: site}
spec:
  containers:
    - name: nginx
      image: nginx:1.27
      volumeMounts: [{name: html, mountPath: /usr/share/nginx/html}]
    - name: renderer
      image: busybox:1
      args:
        - -c
        # above
        - | # behind
          # podlint: ignore[sidecar-missing-volume] this is a comment of the script
          while true; do
            date > /usr/share/nginx/html/index.html
            sleep 60
          done
      command: [sh]
  volumes: [{name: html, emptyDir: {}}]
"""


@pytest.mark.parametrize(("word", "left_out"), [("none", 0), ("above", 1), ("behind", 1)])
def test_a_block_of_text_belongs_to_the_line_it_begins_on(word: str, left_out: int) -> None:
    """There is no room for a comment in it."""
    text = SCRIPT.replace(f"# {word}", "# podlint: ignore[sidecar-missing-volume] generated")
    report = run(text, rules=("sidecar-missing-volume", "suppression/*"))
    assert [finding.place.text for finding in (*report.findings, *report.left_out)] == [
        "/usr/share/nginx/html/index.html"
    ]
    assert len(report.left_out) == left_out


@pytest.mark.parametrize(
    ("pod", "expected"),
    [
        (changed(POD, "name: web", "ignore[undeclared-volume] a"), [("unused-suppression", "undeclared-volume")]),
        (changed(POD, "name: data", "ignore[undeclared-volume] a"), []),
        (
            changed(POD, "name: web", "ignore[undeclared-volume] a; until 2020-01-01"),
            [("expired-suppression", "2020-01-01")],
        ),
        (annotated("undeclared-volume@wbe: a"), [("unknown-name-in-suppression", "undeclared-volume@wbe")]),
        (
            changed(POD, "name: web", "ignore[unused-suppression] a"),
            [("unknown-name-in-suppression", "unused-suppression")],
        ),
        (changed(POD, "name: web", "ignore"), [("blanket-suppression", "ignore")]),
        (changed(POD, "name: web", "unignore"), [("malformed-suppression", "unignore")]),
        (changed(POD, "name: data", "ignore[undeclared-volume]"), [("suppression-without-reason", "ignore")]),
    ],
)
def test_what_is_said_about_suppressions(pod: str, expected: list[tuple[str, str]]) -> None:
    assert about_suppressions(run(pod)) == expected


def test_of_several_the_narrowest_counts() -> None:
    pod = annotated("undeclared-volume: object; undeclared-volume@web: container")
    pod = changed(pod, "name: data", "ignore[undeclared-volume] line")
    report = run(above(pod, "apiVersion", "ignore-file[undeclared-volume] file"))
    assert {(one.place.text, one.excuse) for one in report.left_out} == {
        ("data", "line"),
        ("cache", "container"),
        ("logs", "object"),
    }
    assert [place.line for place in (one.place for one in report.findings if one.rule == "unused-suppression")] == [1]


@pytest.mark.parametrize(
    ("rules", "paths", "judged"),
    [
        pytest.param(RULES, (".",), True, id="the folder"),
        pytest.param((*RULES, "volume/*"), (".",), True, id="with more"),
        pytest.param(RULES, ("pod.yaml", "service.yaml"), False, id="single files"),
        pytest.param(("service-selects-nothing", "suppression/*"), (".",), False, id="without the rule"),
    ],
)
def test_what_a_run_can_not_know_is_not_judged(rules: tuple[str, ...], paths: tuple[str, ...], judged: bool) -> None:
    report = run(changed(POD, "name: web", "ignore[undeclared-volume] a"), rules=rules, paths=paths)
    assert [one.rule for one in report.findings if one.topic == "suppression"] == ["unused-suppression"] * judged


@pytest.mark.parametrize(("rules", "judged"), [(RULES, False), ((*RULES, "volume/*"), True)])
def test_a_topic_is_judged_if_all_its_rules_ran(rules: tuple[str, ...], judged: bool) -> None:
    report = run(changed(POD, "name: web", "ignore[volume/*] a"), rules=rules)
    assert [one.rule for one in report.findings if one.topic == "suppression"] == ["unused-suppression"] * judged


def test_configured_paths_are_the_project() -> None:
    """Whoever checks one of several folders sees a part."""
    Path("other").mkdir()
    Path(".podlint.yaml").write_text("paths: [pod.yaml, other]\n", encoding="utf-8")
    run(changed(POD, "name: web", "ignore[undeclared-volume] a"))
    for paths, judged in ((("pod.yaml", "other"), True), (("pod.yaml",), False), ((".",), True)):
        report = lint(config(paths=paths, file=".podlint.yaml"))
        assert [one.rule for one in report.findings if one.topic == "suppression"] == ["unused-suppression"] * judged


def test_rules_about_suppressions_can_be_switched_off() -> None:
    report = run(changed(POD, "name: data", "ignore[undeclared-volume]"), rules=RULES[:3])
    assert (len(report.findings), len(report.left_out)) == (3, 1)


def test_unreadable_documents() -> None:
    """A comment with its line to itself is told from text even there."""
    report = run(
        "# podlint: ignore-file[unreadable-yaml] a test of the parser\na: b: c\n",
        rules=("unreadable-yaml", "suppression/*"),
    )
    assert (report.findings, [one.rule for one in report.left_out]) == ((), ["unreadable-yaml"])


def test_dockerfiles() -> None:
    copy = "COPY \\\n  a.war /usr/local/tomcat/webapps/\n"
    for text in (
        f"# podlint: ignore-file[war-baked-into-image] one release, one image\nFROM tomcat:10\n{copy}",
        f"FROM tomcat:10\n# podlint: ignore[war-baked-into-image] one release, one image\n{copy}",
    ):
        Path("Dockerfile").write_text(text, encoding="utf-8")
        report = lint(config(("war-baked-into-image", "suppression/*")))
        assert ([one.rule for one in report.left_out], report.findings) == (["war-baked-into-image"], ())
