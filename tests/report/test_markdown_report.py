"""Markdown for comments and summaries."""

from dataclasses import replace

from format_readers import Page, read_markdown
from report_samples import SERVICE, UNMATCHED_PORT, at, finding, report

from podlint.finding import Failure, Report
from podlint.report import RenderOptions, render
from podlint.report.markdown import MOST_BYTES, document


def test_a_finding_with_evidence_and_a_suggestion() -> None:
    one = replace(UNMATCHED_PORT, suggestion="targetPort: web-http\n")
    assert render(report(one), "markdown", RenderOptions()) == (
        """\
### podlint: 1 error in 1 of 14 files

| severity | rule | place | finding |
|---|---|---|---|
| error | <code>service-port-unmatched</code> | <code>manifests/service.yaml:11:19</code> \
| Service sends port 80 to "http", but its pods have no port of that name |

<details><summary><code>service-port-unmatched</code> <code>manifests/service.yaml:11:19</code></summary>

**error** in <code>Service shop/web</code>: Service sends port 80 to "http", but its pods have no port of that name

- <code>(1)</code> <code>manifests/service.yaml:8:5</code> selects the 3 pods of Deployment shop/web
- <code>(2)</code> <code>manifests/service.yaml:11:19</code> looks for a container port named "http"
- <code>(3)</code> <code>manifests/deployment.yaml:19:21</code> the only named port they have

**Effect:** connections to shop/web:80 are refused; the API server logs nothing

**Help:** did you mean <code>web-http</code>?

```yaml
targetPort: web-http
```

</details>
"""
    )


def test_the_gravest_come_first() -> None:
    found = [finding(at(SERVICE, "v1"), severity=severity, rule=severity) for severity in ("info", "warning", "error")]
    assert [told.rule for told in read_markdown(render(report(*found), "markdown", RenderOptions()))] == [
        "error",
        "warning",
        "info",
    ]


def test_a_clean_run() -> None:
    assert render(Report(files=3), "markdown", RenderOptions()) == "### podlint: no findings in 3 files\n"


def test_a_run_that_broke_is_not_clean() -> None:
    failure = Failure("some-rule", "a.yaml", "division by *zero*")
    text = render(Report(failures=(failure,), errors=("no such file: <b>",)), "markdown", RenderOptions())
    assert text == (
        "### podlint: no findings in 0 files\n"
        "\n**error:** no such file: &#60;b&#62;\n"
        "\n**error:** rule <code>some-rule</code> failed: division by &#42;zero&#42;\n"
    )


def test_what_has_no_room_is_counted() -> None:
    some = report(*[finding(at(SERVICE, "v1"), message=f"{number} {'x' * 500}") for number in range(200)])
    text = document(some, RenderOptions(), 20_000)
    rows = Page(text).rows[1:]
    assert 20 < len(rows) < 40
    assert text.endswith(f"\nAnd {200 - len(rows)} more, for which there is no room here.\n")
    assert len(text.encode()) <= 20_000


def test_a_comment_is_never_too_long() -> None:
    wide = "店|<" * 1000
    some = report(*[finding(at(SERVICE, "v1"), wide, message=wide, why=wide, fix=wide) for _ in range(100)])
    assert len(render(some, "markdown", RenderOptions()).encode()) <= MOST_BYTES
