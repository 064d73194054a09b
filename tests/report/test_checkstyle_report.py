"""Checkstyle's XML."""

from report_samples import SERVICE, UNMATCHED_PORT, at, finding, report

from podlint.report import RenderOptions, render


def test_files_and_errors() -> None:
    some = report(UNMATCHED_PORT, finding(at(SERVICE, "v1"), severity="info"))
    assert render(some, "checkstyle", RenderOptions()) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<checkstyle version="4.3">\n'
        '  <file name="manifests/service.yaml">\n'
        '    <error line="1" column="13" severity="info" message="Something is wrong" source="podlint.some-rule" />\n'
        '    <error line="11" column="19" severity="error" '
        'message="Service sends port 80 to &quot;http&quot;, but its pods have no port of that name '
        '(see manifests/service.yaml:8:5, manifests/deployment.yaml:19:21)" '
        'source="podlint.service-port-unmatched" />\n'
        "  </file>\n"
        "</checkstyle>\n"
    )


def test_no_findings() -> None:
    assert render(report(), "checkstyle", RenderOptions()) == (
        '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3" />\n'
    )
