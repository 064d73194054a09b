"""What people read on the terminal, line by line."""

from report_samples import DEPLOYMENT, SERVICE, UNMATCHED_PORT, WEB_DEPLOYMENT, WEB_SERVICE, at, finding, report

from podlint.finding import Evidence, Finding, Report
from podlint.reading.places import Place, Source
from podlint.report import RenderOptions, render
from podlint.report.text import in_full


def shown(one: Finding, *, context: int = 0, width: int = 100) -> str:
    """The finding as text, with a line break at both ends and without the closing `= docs` line."""
    lines = in_full(one, RenderOptions(context=context, width=width)).split("\n")
    assert lines[-1].strip() == f"= docs: podlint explain {one.rule}"
    return "\n".join(["", *lines[:-1], ""])


def test_one_place() -> None:
    text = render(report(finding(at(SERVICE, "v1"), "too old", object=WEB_SERVICE)), "text", RenderOptions())
    assert text == (
        """\
error[some-rule]: Something is wrong
 --> manifests/service.yaml:1:13  Service shop/web
  |
1 | apiVersion: v1
  |             ^^ too old
  |
  = docs: podlint explain some-rule

1 error in 1 of 14 files (31 objects, 48 rules, 0.12 s)
exit 1: 1 error at or above --fail-on=warning
"""
    )


def test_several_files() -> None:
    text = render(report(UNMATCHED_PORT), "text", RenderOptions())
    assert text == (
        """\
error[service-port-unmatched]: Service sends port 80 to "http", but its pods have no port of that name
  --> manifests/service.yaml:11:19  Service shop/web
   |
 8 |     app: web
   |     -------- (1) selects the 3 pods of Deployment shop/web
...
11 |       targetPort: http
   |                   ^^^^ (2) looks for a container port named "http"
   |
  ::: manifests/deployment.yaml:19:21  Deployment shop/web
   |
19 |               name: web-http
   |                     -------- (3) the only named port they have
   |
   = effect: connections to shop/web:80 are refused; the API server logs nothing
   = help: did you mean `web-http`?
   = docs: podlint explain service-port-unmatched

1 error in 1 of 14 files (31 objects, 48 rules, 0.12 s)
exit 1: 1 error at or above --fail-on=warning
"""
    )


def test_context_lines_end_where_the_file_ends() -> None:
    evidence = Evidence(at(SERVICE, "apiVersion"), "first line")
    assert shown(finding(at(SERVICE, "http", after="targetPort: "), "last line", evidence), context=1) == (
        """
error[some-rule]: Something is wrong
  --> manifests/service.yaml:11:19
   |
 1 | apiVersion: v1
   | ---------- (1) first line
 2 | kind: Service
...
10 |     - port: 80
11 |       targetPort: http
   |                   ^^^^ (2) last line
   |
"""
    )


def test_several_labels_on_one_line_and_on_the_next() -> None:
    source = Source("a.yaml", "first: {user: 0, group: 1}\nsecond: 2\n")
    one = finding(
        at(source, "0"),
        "root",
        Evidence(at(source, "first"), "here"),
        Evidence(at(source, "group: 1"), "and here"),
        Evidence(at(source, "2"), "next line"),
        severity="warning",
    )
    assert shown(one) == (
        """
warning[some-rule]: Something is wrong
 --> a.yaml:1:15
  |
1 | first: {user: 0, group: 1}
  | ----- (1) here
  |               ^ (2) root
  |                  -------- (3) and here
2 | second: 2
  |         - (4) next line
  |
"""
    )


def test_labels_may_overlap_and_lack_a_note() -> None:
    source = Source("a.yaml", "key: value\n")
    one = finding(at(source, "key: value"), "", Evidence(at(source, "value"), "inner"), Evidence(at(source, "key"), ""))
    assert shown(one) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:1:1
  |
1 | key: value
  | ^^^^^^^^^^ (1)
  | --- (2)
  |      ----- (3) inner
  |
"""
    )


def test_a_span_over_several_lines_marks_its_part_of_the_first() -> None:
    assert shown(finding(at(SERVICE, "name: web\n  namespace: shop"), "the object")) == (
        """
error[some-rule]: Something is wrong
 --> manifests/service.yaml:4:3
  |
4 |   name: web
  |   ^^^^^^^^^ the object
  |
"""
    )


def test_wide_and_combining_characters() -> None:
    source = Source("a.yaml", "名前: 商店 # 🐳\nname: cafe\u0301 x\n")
    one = finding(at(source, "商店"), "店", Evidence(at(source, "🐳"), "whale"), Evidence(at(source, "x"), "after é"))
    assert shown(one) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:1:5
  |
1 | 名前: 商店 # 🐳
  |       ^^^^ (1) 店
  |              -- (2) whale
2 | name: cafe\u0301 x
  |            - (3) after é
  |
"""
    )


def test_tabs_are_four_blanks() -> None:
    source = Source("a.yaml", "a:\tb\tc\n")
    assert shown(finding(at(source, "c"), "after\ttabs")) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:1:6
  |
1 | a:    b    c
  |            ^ after␉tabs
  |
"""
    )


def test_control_characters_are_visible_everywhere() -> None:
    source = Source("a\n\udcff.yaml", "k: \x1b[31m\u202ex\x85\u200b y\u2028z\n")
    one = finding(
        at(source, "y"),
        "bell \x07",
        message="\x1b]8;;evil\x1b\\",
        why="a\nb\x7f",
        fix="c\u2066",
        suggestion="d: \x00\n\te: \U000e0041",
    )
    assert shown(one) == (
        r"""
error[some-rule]: ␛]8;;evil␛\
 --> a␊\xff.yaml:1:14
  |
1 | k: ␛[31m\u{202e}x\u{85}\u{200b} y\u{2028}z
  |                                 ^ bell ␇
  |
  = effect: a b␡
  = help: c\u{2066}
            d: ␀
                e: \u{e0041}
"""
    )


def test_no_line_starts_as_a_command_of_a_ci_runner() -> None:
    source = Source("::error::a.yaml", "##[error]x\n")
    one = finding(
        at(source, "x"),
        "::error::note",
        message="::error::message",
        why="the first line ends ::error::why and the next ##[error]why",
        suggestion="##[error]a: 1",
    )
    assert shown(one, width=42) == (
        r"""
error[some-rule]: ::error::message
 --> ::error::a.yaml:1:10
  |
1 | \u{23}#[error]x
  |               ^ ::error::note
  |
  = effect: the first line ends
            \u{3a}:error::why and the next
            \u{23}#[error]why
            \u{23}#[error]a: 1
"""
    )


def test_crlf_file() -> None:
    source = Source("a.yaml", "a: 1\r\nb: two\r\nc: 3\r\n")
    assert shown(finding(at(source, "two\r\nc"), "until the line ends"), context=1) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:2:4
  |
1 | a: 1
2 | b: two
  |    ^^^ until the line ends
3 | c: 3
  |
"""
    )


def test_empty_span_at_the_end_of_the_file() -> None:
    source = Source("a.yaml", "a: 1\n")
    assert shown(finding(Place(source, 5, 5), "something is missing"), context=1) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:2:1
  |
1 | a: 1
2 |
  | ^ something is missing
  |
"""
    )


def test_a_long_line_is_cut_around_its_labels() -> None:
    source = Source("min.json", "".join(f'"k{number}":{number},' for number in range(1000)))
    one = finding(
        at(source, "500", after='"k500":'),
        "here",
        Evidence(at(source, "501", after='"k501":'), "near"),
        Evidence(at(source, "k0"), "far"),
    )
    assert shown(one, width=50) == (
        """
error[some-rule]: Something is wrong
 --> min.json:1:5288
  |
1 | "k0":0,"k1":1,"k2":2,"k3":3,"k4":4,"k5":5,"k…
  |  -- (1) far
1 | …99":499,"k500":500,"k501":501,"k502":502,"k5…
  |                 ^^^ (2) here
  |                            --- (3) near
  |
"""
    )


def test_a_token_longer_than_the_screen_is_cut_as_well() -> None:
    source = Source("a.yaml", f"key: {'x' * 100}y")
    assert shown(finding(at(source, "x" * 100), "long"), width=26) == (
        """
error[some-rule]: Something is wrong
 --> a.yaml:1:6
  |
1 | …xxxxxxxxxxxxxxxxxxxx…
  |  ^^^^^^^^^^^^^^^^^^^^ long
  |
"""
    )


def test_at_most_eight_evidence_places() -> None:
    source = Source("a.yaml", "".join(f"key{number:02}: 1\n" for number in range(13)))
    evidence = [Evidence(at(source, f"key{number:02}"), "") for number in range(1, 13)]
    lines = shown(finding(at(source, "key00"), "", *evidence)).splitlines()
    assert lines[-6:] == [
        "8 | key07: 1",
        "  | ----- (8)",
        "9 | key08: 1",
        "  | ----- (9)",
        "  |",
        "  = evidence: (+4 more)",
    ]


def test_a_rule_that_repeats_in_a_file_is_shown_in_full_once() -> None:
    source = Source("a.yaml", "".join(f"key{number}: 1\n" for number in range(6)))
    many = [finding(at(source, f"key{number}")) for number in range(6)]
    other = finding(at(source, "key3: 1"), rule="other-rule", severity="info")
    text = render(report(*reversed(many), other), "text", RenderOptions())
    assert text == (
        """\
error[some-rule]: Something is wrong
 --> a.yaml:1:1
  |
1 | key0: 1
  | ^^^^
  |
  = docs: podlint explain some-rule

a.yaml:2:1: error some-rule Something is wrong
a.yaml:3:1: error some-rule Something is wrong

info[other-rule]: Something is wrong
 --> a.yaml:4:1
  |
4 | key3: 1
  | ^^^^^^^
  |
  = docs: podlint explain other-rule

a.yaml:4:1: error some-rule Something is wrong
a.yaml:5:1: error some-rule Something is wrong
a.yaml:6:1: error some-rule Something is wrong

6 errors, 1 info in 1 of 14 files (31 objects, 48 rules, 0.12 s)
exit 1: 6 errors at or above --fail-on=warning
"""
    )


def test_five_of_a_rule_are_all_shown_in_full() -> None:
    source = Source("a.yaml", "".join(f"key{number}: 1\n" for number in range(5)))
    text = render(report(*(finding(at(source, f"key{number}")) for number in range(5))), "text", RenderOptions())
    assert text.count("= docs:") == 5


def test_remarks_wrap_and_the_suggestion_stands_below_the_help() -> None:
    one = finding(
        at(DEPLOYMENT, "web-http"),
        object=WEB_DEPLOYMENT,
        severity="info",
        confidence="medium",
        why="connections are refused,\nand the API server logs nothing 服务器 at all",
        fix="name the port",
        suggestion="ports:\n  - name: http\n\n    containerPort: 8080\n",
    )
    assert shown(one, width=45) == (
        """
info[some-rule]: Something is wrong
  --> manifests/deployment.yaml:19:21  Deployment shop/web
   |
19 |               name: web-http
   |                     ^^^^^^^^
   |
   = effect: connections are refused, and the
             API server logs nothing 服务器
             at all
   = help: name the port
             ports:
               - name: http

                 containerPort: 8080
   = confidence: medium
"""
    )


def test_colour() -> None:
    source = Source("a.yaml", "a: 1\n")
    one = finding(at(source, "1"), "one", Evidence(at(source, "a"), "key"), fix="none")
    colored = in_full(one, RenderOptions(color=True))
    assert colored.replace("\x1b[0m", "⟩").replace("\x1b[", "⟨") == (
        """\
⟨1;31merror[some-rule]⟩: ⟨1mSomething is wrong⟩
⟨34m -->⟩ ⟨1ma.yaml:1:4⟩
⟨34m  |⟩
⟨34m1 |⟩ a: 1
⟨34m  |⟩ ⟨36m- (1) key⟩
⟨34m  |⟩    ⟨1;31m^ (2) one⟩
⟨34m  |⟩
⟨34m  = ⟩help: none
⟨34m  = ⟩docs: podlint explain some-rule"""
    )


def test_no_findings() -> None:
    assert render(report(), "text", RenderOptions()) == "no findings in 14 files (31 objects, 48 rules, 0.12 s)\n"


def test_the_order_is_path_line_column_rule() -> None:
    first, second = Source("a.yaml", "a: 1\nb: 2\n"), Source("b.yaml", "a: 1\n")
    findings = (
        finding(at(second, "a")),
        finding(at(first, "2")),
        finding(at(first, "b"), rule="z-rule"),
        finding(at(first, "b"), rule="a-rule"),
    )
    text = render(Report(findings, files=2), "concise", RenderOptions())
    assert [line.rsplit(" Something")[0] for line in text.splitlines()] == [
        "a.yaml:2:1: error a-rule",
        "a.yaml:2:1: error z-rule",
        "a.yaml:2:4: error some-rule",
        "b.yaml:1:1: error some-rule",
    ]
