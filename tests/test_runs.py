"""The pages of tests/runs are what podlint prints, and every option of `podlint check` has one."""

import pytest
from run_pages import FOLDER, Page, pages

from podlint.config import SETTINGS

OPTIONS = sorted(setting.option for setting in SETTINGS.values() if setting.option)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_page(page: Page) -> None:
    """`make documents` writes what podlint prints now into the pages."""
    assert page.run() == page.text


@pytest.mark.parametrize("option", OPTIONS)
def test_option_has_a_page(option: str) -> None:
    path = FOLDER / f"{option.removeprefix('--')}.md"
    assert path.exists(), f"tests/runs/README.md says how to write {path.name}"
    assert any(option in command for command in Page(path).commands)
