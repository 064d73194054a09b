"""Text of strangers goes through every format: documents keep to their grammar, and nothing in it speaks for itself."""

import json
from collections.abc import Callable
from unicodedata import category

import pytest
from format_readers import READERS, Page
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import finding, report
from runner_commands import command

from podlint.finding import Evidence, Finding, ObjectId, Report
from podlint.reading.places import Place, Source
from podlint.report import FORMATS, RenderOptions, render
from podlint.report.characters import visible
from podlint.report.json_text import dumps
from podlint.report.xml_text import allowed

HOSTILE = {
    "percent": "100% %0A %25 %s {0}",
    "properties": "a,line=1,title=x::y=z",
    "command": "::error::x",
    "stop command": "::stop-commands::x",
    "older command": "##[add-mask]x ###[error]y",
    "command of Azure": "##vso[task.setvariable variable=PATH]x",
    "line break": "one\ntwo",
    "command on a line of its own": "one\n::error::two\r\n##[error]three",
    "carriage return": "one\rtwo",
    "separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "escape": "\x1b[31mred\x1b[0m \x1b]8;;http://example.com\x1b\\link \x9b2J",
    "bidi": "\u202eabc\u202c \u2066d\u2069 \u200f",
    "zero width": "a\u200bb\u200dc\ufeffd\u00ade",
    "CJK": "商店の設定",
    "emoji": "🐳👩‍🚀🇺🇳",
    "combining": "e\u0301\u0300\u0316",
    "surrogate": "\ud800 \udcff \udfff",
    "no character": "\ufffe\uffff\U0001fffe",
    "NUL": "a\x00b",
    "CDATA": "<![CDATA[x]]> ]]>",
    "script": "</script><script>alert(1)</script>",
    "entity": "&lt;&#60;&amp;&x;",
    "attributes": '"a" \'b\' <c d="e">',
    "table": "a|b\\|c||",
    "code": "`a` ``b`` ``` `",
    "emphasis": "*a* _b_ ~~c~~ **d",
    "link": "[a](http://example.com) ![b](c) <http://d.example> www.example.com http://e.example",
    "reference": "@everyone @org/team #12 GH-3 !4 org/repo#5 $6 ~label %m &7",
    "commit": "0123456789abcdef0123456789abcdef01234567",
    "shortcode": ":tada: :+1:",
    "heading": "# a",
    "quick action": "/close",
    "list": "- a",
    "details": "</details></table><details>",
    "brackets": "[1](2) \\[ \\] \\\\",
    "backslash": "C:\\new\\table",
    "blank": "   ",
    "empty": "",
    "long": "x" * 20_000,
    "wide": "店" * 20_000,
}
BOUNDED = settings(derandomize=True, max_examples=60, deadline=None, database=None)
TEXTS = st.text(
    st.one_of(
        st.sampled_from("\t\r\n\x00\x1b\x7f\x85\u200b\u2028\u202e\ufeff\udcff\ufffe:#[]{}|`@<>&%, ab店🐳"),
        st.characters(),
    ),
    max_size=40,
)
MOST = 900
"""Characters of a message that every format keeps."""
TAGS = {
    *("h3", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "p", "ul", "li", "strong"),
    *("pre",),
}


def hostile_finding(text: str, name: str = "", length: int = 1) -> Finding:
    """The text is everything that a manifest or its file can be: the token, the lines around it, names, notes."""
    source = Source(name or text or "empty", f"{text}\n: {text or 'x'}\n# {text}")
    start = len(text) + 3
    place = Place(source, start, start + length)
    identity = ObjectId(text, text, text, text)
    evidence = Evidence(Place(source, 0, len(text)), text, identity)
    return finding(place, text, evidence, message=text, object=identity, why=text, fix=text, suggestion=text)


def spelt(text: str) -> str:
    """As JSON shows it: lone surrogates spelt out."""
    read: str = json.loads(dumps(text))
    return read


SHOWN: dict[str, Callable[[str], str]] = {
    "json": spelt,
    "jsonl": spelt,
    "junit": allowed,
    "checkstyle": allowed,
    "sarif": lambda text: visible(text) or "(no message)",
}
"""How a format shows a message, where it isn't as visible text."""


def expected(format_name: str, text: str) -> str:
    shown = SHOWN.get(format_name, visible)(text)
    if format_name == "github":
        return shown[:MOST]
    if format_name == "markdown":
        shown = shown[:MOST]
        return shown.strip().replace("`", "") if shown.count("`") % 2 == 0 else shown.strip()
    return shown


def check(format_name: str, some: Report, text: str) -> None:
    document = render(some, format_name, RenderOptions())
    [told] = READERS[format_name](document)
    assert told.rule == "some-rule"
    message = told.message[:MOST] if format_name in {"github", "markdown"} else told.message
    assert message == expected(format_name, text)


@pytest.mark.parametrize("format_name", READERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_one_finding_in_one_finding_out(format_name: str, name: str) -> None:
    check(format_name, report(hostile_finding(HOSTILE[name], "a.yaml")), HOSTILE[name])


@pytest.mark.parametrize("format_name", READERS)
@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in {"empty", "blank"}])
def test_file_names(format_name: str, name: str) -> None:
    """A finding is found, whatever its file is called."""
    document = render(report(hostile_finding(HOSTILE[name][:200])), format_name, RenderOptions())
    if format_name != "concise":  # whose line can't be cut where a file name looks like one
        assert [told.rule for told in READERS[format_name](document)] == ["some-rule"]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_printed_but_visible_characters_and_no_command(format_name: str, name: str) -> None:
    document = render(report(hostile_finding(HOSTILE[name])), format_name, RenderOptions())
    assert {character for character in document if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} <= {"\n"}
    found = [line for line in document.split("\n") if command(line)]
    assert [line for line in found if not (format_name == "github" and line.startswith("::error file="))] == []
    assert len(found) == (format_name == "github")
    assert "##vso[" not in document


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_holds_no_markup_of_strangers(name: str) -> None:
    page = Page(render(report(hostile_finding(HOSTILE[name])), "markdown", RenderOptions()))
    assert page.tags <= TAGS
    assert page.attributes in ([], [("class", "language-yaml")])
    prose = "".join(page.prose).replace("### podlint", "")
    assert not {"@", "#", "!", "$", "~", "%", "&", "^"} & set(prose)
    assert "GH-" not in prose


@BOUNDED
@given(text=TEXTS, length=st.integers(0, 3))
@pytest.mark.parametrize("format_name", READERS)
def test_any_text(format_name: str, text: str, length: int) -> None:
    check(format_name, report(hostile_finding(text, "a.yaml", length)), text)


@pytest.mark.parametrize("format_name", [*READERS, "text"])
def test_an_empty_run_gives_an_empty_document(format_name: str) -> None:
    document = render(Report(), format_name, RenderOptions())
    if format_name == "text":
        assert document.startswith("no findings in 0 files")
    else:
        assert READERS[format_name](document) == []
