"""Paths from the root of the repository."""

from pathlib import Path

import pytest

from podlint.reading.places import Source
from podlint.report.paths import Paths


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "apps" / "shop").mkdir(parents=True)
    (tmp_path / "apps" / "shop" / "web.yaml").touch()
    (tmp_path / "link").symlink_to(tmp_path / "apps")
    monkeypatch.chdir(tmp_path / "apps")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("shop/web.yaml", "apps/shop/web.yaml"),
        ("./shop//web.yaml", "apps/shop/web.yaml"),
        ("../link/shop/web.yaml", "apps/shop/web.yaml"),
        ("not there.yaml", "apps/not there.yaml"),
        ("-", "-"),
    ],
)
def test_within_the_repository(repository: Path, name: str, path: str) -> None:
    assert Paths(str(repository)).of(Source(name, "")) == path
    assert Paths(str(repository / "link" / "..")).of(Source(name, "")) == path


def test_an_absolute_name_becomes_relative(repository: Path) -> None:
    assert Paths(str(repository)).of(Source(str(repository / "link" / "a.yaml"), "")) == "apps/a.yaml"


def test_outside_of_the_repository(repository: Path) -> None:
    paths = Paths(str(repository / "apps" / "shop"))
    assert paths.of(Source("a b.yaml", "")) == f"{repository.as_posix()}/apps/a b.yaml"
    assert paths.uri(Source("a b.yaml", "")) == f"file://{repository.as_posix()}/apps/a%20b.yaml"


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b%.yaml", "apps/a%20b%25.yaml"),
        ("店#?.yaml", "apps/%E5%BA%97%23%3F.yaml"),
        ("a:b.yaml", "apps/a%3Ab.yaml"),
        ("caf\udce9.yaml", "apps/caf%E9.yaml"),
    ],
)
def test_uri(repository: Path, name: str, uri: str) -> None:
    assert Paths(str(repository)).uri(Source(name, "")) == uri


def test_without_a_root_names_stay() -> None:
    assert Paths("").of(Source("../a/./b.yaml", "")) == "../a/b.yaml"
    assert Paths("").uri(Source("\ud800", "")) == "%3F"
