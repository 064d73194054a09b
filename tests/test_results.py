"""What a cache keeps of a report is all of it."""

import json
from pathlib import Path

import pytest

from podlint.config import Config, Named
from podlint.dataclass import replace
from podlint.finding import Report
from podlint.lint import lint
from podlint.reading.places import Source
from podlint.report import RenderOptions, render
from podlint.results import packed, unpacked

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("applications/*/expected.yaml"))
ALIASED = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: &name data, image: a}
    - {name: two, image: a, volumeMounts: [{name: *name, mountPath: /data}]}
"""


def kept(report: Report) -> Report:
    """The report as it comes back from a cache."""
    texts = {name: Path(name).read_text(encoding="utf-8") for name in report.sources}
    back = unpacked(json.loads(json.dumps(packed(report))), report.sources, lambda name: Source(name, texts[name]))
    return replace(back, seconds=report.seconds)


def documents(report: Report) -> list[str]:
    options = RenderOptions(show_suppressed=True)
    return [render(report, form, options) for form in ("json", "text", "sarif")]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_report_comes_back_as_it_was(folder: Path) -> None:
    report = lint(Config(paths=(Named(str(folder)),), select=(Named("all"),)))
    assert documents(kept(report)) == documents(report)


def test_places_behind_aliases_keep_their_anchors(tmp_path: Path) -> None:
    path = tmp_path / "pod.yaml"
    path.write_text(ALIASED, encoding="utf-8")
    report = lint(Config(paths=(Named(str(path)),), select=(Named("undeclared-volume"),)))
    origins = [finding.place.origin for finding in report.findings]
    assert any(origins)
    back = kept(report)
    assert [finding.place.origin and finding.place.origin.text for finding in back.findings] == [
        origin and origin.text for origin in origins
    ]
    assert documents(back) == documents(report)
