"""--add-ignore writes comments where they belong and changes nothing else; afterwards nothing is found."""

import os
import stat
from pathlib import Path

import pytest

from podlint.cli.ignoring import add_ignores
from podlint.config import Config, Named, from_command_line, layered
from podlint.data import rules_folder
from podlint.facts import KINDS
from podlint.lint import lint
from podlint.problem import UserError
from podlint.rule import Rule, load_rules
from podlint.rule.examples import Example, examples, without_marks

RULES = ("undeclared-volume", "unmounted-volume", "sidecar-missing-volume", "war-baked-into-image", "suppression/*")
HEAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: x}]\n"
FLOW = (
    "{apiVersion: v1, kind: Pod, metadata: {name: a}, "
    "spec: {containers: [{name: a, image: x, volumeMounts: [{name: x}]}], volumes: [{name: s}]}}"
)
LIST = "apiVersion: v1\nkind: List\nitems:\n"
SPARE = HEAD + "  volumes:\n    - {name: spare, emptyDir: {}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config(reason: str = "old", rules: tuple[str, ...] = RULES) -> Config:
    return Config(select=tuple(map(Named, rules)), add_ignore=reason)


def added(data: bytes, name: str = "a.yaml", reason: str = "old") -> bytes:
    """The file after --add-ignore. A second run finds nothing, and changes nothing."""
    path = Path(name)
    path.write_bytes(data)
    report = lint(config(reason))
    assert report.findings
    assert add_ignores(report, config(reason))
    written = path.read_bytes()
    again = lint(config(reason))
    assert again.findings == ()
    assert len(again.left_out) == len(report.left_out) + sum(one.topic != "suppression" for one in report.findings)
    assert add_ignores(again, config(reason))
    assert path.read_bytes() == written
    return written


def line_added(text: str, reason: str = "old") -> list[str]:
    """The lines that are other than before."""
    before = text.splitlines()
    return [line for line in added(text.encode(), reason=reason).decode().splitlines() if line not in before]


COMMENT = "# podlint: ignore[unmounted-volume] old"


@pytest.mark.parametrize(
    ("volume", "lines"),
    [
        pytest.param("- {name: spare}", [f"    - {{name: spare}}  {COMMENT}"], id="end of the line"),
        pytest.param("- {name: spare} # b", [f"    - {{name: spare}} # b  {COMMENT}"], id="behind a comment"),
        pytest.param("- {name: spare}  ", [f"    - {{name: spare}}  {COMMENT}  "], id="before trailing blanks"),
        pytest.param(
            "- {name: spare,\n     emptyDir: {}}", [f"    - {{name: spare,  {COMMENT}"], id="in a flow mapping"
        ),
        pytest.param(f"- {{name: spare, {'x' * 90}: 1}}", [f"    {COMMENT}"], id="a long line"),
        pytest.param("- name: >-\n        spare", [f"    {COMMENT}"], id="a block of text"),
        pytest.param("- name: 'spare\n\n        s'", [f"    {COMMENT}"], id="quotes over several lines"),
        pytest.param(
            "- {a: 'b\n        c', name: spare}", [f"        c', name: spare}}  {COMMENT}"], id="behind such quotes"
        ),
        pytest.param(
            f"- {{a: 'b\n        c', name: spare, {'x' * 90}: 1}}", [f"    {COMMENT}"], id="the same, a long line"
        ),
    ],
)
def test_where_it_stands(volume: str, lines: list[str]) -> None:
    assert line_added(f"{HEAD}  volumes:\n    {volume}\n") == lines


@pytest.mark.parametrize(
    ("before", "after"), [(" why", " why"), (" old", " old; why"), ("", " why"), (" why  ", " why  ")]
)
def test_more_rules_for_a_directive_that_is_there(before: str, after: str) -> None:
    text = f"{LIST}- {FLOW}  # podlint: ignore[undeclared-volume]"
    written = added(f"{text}{before}\n".encode(), reason="why").decode()
    assert written == f"{text[:-1]}, unmounted-volume]{after}\n"


def test_what_lasts_is_not_given_an_end() -> None:
    text = f"{LIST}- {FLOW}  # podlint: ignore[undeclared-volume] why\n"
    written = added(text.encode(), reason="old; until 9999-12-31").decode()
    above = "# podlint: ignore[unmounted-volume] old; until 9999-12-31\n"
    assert written == text.replace("- {api", f"{above}- {{api")


def test_two_findings_of_a_line_share_a_comment() -> None:
    text = f"{LIST}- {FLOW}"
    below = text.replace("{apiVersion", "# podlint: ignore[undeclared-volume, unmounted-volume] old\n- {apiVersion")
    assert added(f"{text}\n".encode()).decode() == f"{below}\n".replace("- # podlint", "# podlint")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), b" old\r\n", id="CRLF"),
        pytest.param(lambda text: text.rstrip("\n").encode(), b" old", id="no final line break"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), b" old\n", id="byte order mark"),
        pytest.param(lambda text: b"\xff\xfe" + text.encode("utf-16-le"), " old\n".encode("utf-16-le"), id="UTF-16"),
        pytest.param(lambda text: f"# 中文\n{text}".encode(), b" old\n", id="UTF-8"),
        pytest.param(
            lambda text: f"{text}---\n{text.replace('name: a', 'name: b')}".encode(), b" old\n", id="documents"
        ),
        pytest.param(
            lambda text: ("\n" + text.rstrip()).replace("\n", "\r\n").encode(), b" old", id="CRLF but no last"
        ),
    ],
)
def test_bytes(before, after: bytes) -> None:  # type: ignore[no-untyped-def]
    data = before(SPARE)
    written = added(data)
    assert written.endswith(after)
    assert written[:2] == data[:2]
    comment = b"  # podlint: ignore[unmounted-volume] old"
    wide = b"".join(bytes([byte, 0]) for byte in comment)
    assert written.replace(wide, b"").replace(comment, b"") == data


def test_a_line_above_has_the_line_break_of_its_neighbours() -> None:
    text = SPARE.replace("spare,", f"spare, {'x' * 90}: 1,").replace("\n", "\r\n")
    written = added(text.encode()).decode()
    assert written == text.replace("    - {", f"    {COMMENT}\r\n    - {{")


def test_mode_and_links_are_kept() -> None:
    Path("real").mkdir()
    Path("real/b.yml").write_text(SPARE, encoding="utf-8")
    Path("real/b.yml").chmod(0o640)
    Path("a.yaml").symlink_to("real/b.yml")
    only = Config(select=(Named("unmounted-volume"),), paths=(Named("a.yaml"),), add_ignore="old")
    assert add_ignores(lint(only), only)
    assert Path("a.yaml").is_symlink()
    assert (stat.S_IMODE(os.stat("real/b.yml").st_mode), lint(only).findings) == (0o640, ())
    assert sorted(os.listdir("real")) == ["b.yml"]


def test_dockerfiles() -> None:
    text = "FROM tomcat:10\nUSER root\nCOPY --chown=1 \\\n  a.war /usr/local/tomcat/webapps/\n"
    written = added(text.encode(), "Dockerfile").decode()
    assert written == text.replace("COPY", "# podlint: ignore[war-baked-into-image] old\nCOPY")


def test_what_can_not_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    """The other files are written all the same."""
    volume = '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}, "spec": '
    volume += '{"containers": [{"name": "a", "image": "x"}], "volumes": [{"name": "spare"}]}}'
    broken = {"a.yaml": SPARE, "b.json": volume, "c.yaml": "a: b: c\n"}
    for name, text in broken.items():
        Path(name).write_text(text, encoding="utf-8")
    wanted = config(rules=("unmounted-volume", "unreadable-yaml"))
    assert not add_ignores(lint(wanted), wanted)
    assert capsys.readouterr().err == (
        "note: 1 finding suppressed by comments in 1 file\n"
        "error: b.json: 1 finding can't be suppressed by a comment: JSON has no comments\n"
        "error: c.yaml: 1 finding can't be suppressed by a comment: the document can't be read\n"
    )
    assert {name for name, text in broken.items() if Path(name).read_text(encoding="utf-8") == text} == {
        "b.json",
        "c.yaml",
    }


def test_a_file_that_changed_meanwhile_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(SPARE, encoding="utf-8")
    report = lint(config())
    Path("a.yaml").write_text(f"# mine\n{SPARE}", encoding="utf-8")
    assert not add_ignores(report, config())
    assert "it has changed since it was read" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_bytes(SPARE.encode() + b"# \xff\n")
    assert not add_ignores(lint(config()), config())
    assert "it holds bytes that are no text" in capsys.readouterr().err


def test_findings_about_suppressions_are_left(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text("# podlint: ignore\na: 1\n", encoding="utf-8")
    assert add_ignores(lint(config()), config())
    assert capsys.readouterr().err == "note: 0 findings suppressed by comments in 0 files\n"


def test_standard_input_is_refused() -> None:
    with pytest.raises(UserError, match="can't write to standard input"):
        add_ignores(lint(config()), Config(paths=(Named("-"),), add_ignore="old"))


@pytest.mark.parametrize(
    "reason", ["", "a\nb", "; until soon", "a; until soon", "a # podlint: ignore[b]", "-", "\x1b[0m"]
)
def test_reasons_that_are_none(reason: str) -> None:
    with pytest.raises(UserError, match="--add-ignore takes"):
        layered([from_command_line({"add_ignore": [reason]})])


OWN = load_rules(rules_folder(), KINDS, trusted=True)
BAD = [
    pytest.param(rule, example, id=f"{rule.id}/{example.name}")
    for rule in OWN
    for example in examples(rule.node)
    if example.bad and rule.topic != "suppression" and ".podlint.yaml" not in example.files and not example.params
]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_examples_of_all_rules(rule: Rule, example: Example) -> None:
    """Of each bad example that can be read and has no JSON every finding can be suppressed."""
    for name, text in example.files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(without_marks(text), encoding="utf-8")
    wanted = config(rules=(rule.id,))
    report = lint(wanted)
    if add_ignores(report, wanted):
        assert [str(finding.place) for finding in lint(wanted).findings] == []
    else:
        assert rule.id == "unreadable-yaml" or any(name.endswith(".json") for name in example.files)
