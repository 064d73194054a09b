"""A run makes no garbage worth looking for, so Python does not look, and does again afterwards."""

import gc
from pathlib import Path

from podlint.config import Config, Named
from podlint.lint import lint

MANIFESTS = str(Path(__file__).parent / "applications")


def test_no_collection_meets_what_a_run_has_made() -> None:
    generations: list[int] = []

    def met(_: str, told: dict[str, int]) -> None:
        generations.append(told["generation"])

    gc.collect()
    gc.callbacks.append(met)
    try:
        report = lint(Config(paths=(Named(MANIFESTS),), jobs=1))
        young = len(gc.get_objects(generation=0))
    finally:
        gc.callbacks.remove(met)
    assert gc.isenabled()
    assert report.objects > 100
    assert generations == []
    assert young < 1000
