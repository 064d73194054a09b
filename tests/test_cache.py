"""The cache: what is put comes back for its key, and whatever else lies there is as good as nothing."""

import os
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from podlint.cache import MOST_ENTRIES, NO_CACHE, Cache, open_cache
from podlint.digest import digest, sha256


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "deep" / "cache"))


def file_of(cache: Cache, name: str) -> Path:
    return Path(cache.folder or "") / f"{name}.json"


@pytest.mark.parametrize("value", [True, 0, "", "é\n", [1, [2.5, None]], {"a": {"b": []}}])
def test_a_value_comes_back_for_its_key(cache: Cache, value: Any) -> None:
    cache.put("one", "key", value)
    assert cache.get("one", "key") == value
    assert cache.get("one", "other") is None
    assert cache.get("two", "key") is None


def test_a_name_holds_one_key(cache: Cache) -> None:
    cache.put("one", "old", 1)
    cache.put("one", "new", 2)
    assert (cache.get("one", "old"), cache.get("one", "new")) == (None, 2)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:-1],
        lambda data: data.replace(b"1", b"2"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\xff\xfe" + data,
        lambda data: b"[" * 100_000 + data,
        lambda data: data + b" ",
    ],
    ids=["empty", "cut", "changed", "headless", "binary", "deep", "longer"],
)
def test_a_damaged_file_is_as_good_as_none(cache: Cache, damage: Any) -> None:
    cache.put("one", "key", [1, 1])
    path = file_of(cache, "one")
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("one", "key") is None
    cache.put("one", "key", [3])
    assert cache.get("one", "key") == [3]


def test_git_leaves_the_folder_alone(cache: Cache) -> None:
    cache.put("one", "key", 1)
    assert (Path(cache.folder or "") / ".gitignore").read_text().splitlines()[-1] == "*"


def test_nothing_is_left_beside_the_entries(cache: Cache) -> None:
    for value in range(3):
        cache.put("one", "key", value)
    assert sorted(os.listdir(cache.folder)) == [".gitignore", "one.json", "secret"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = Cache(str(tmp_path / "file"))
    cache.put("one", "key", 1)
    assert cache.get("one", "key") is None


def test_a_folder_in_the_place_of_an_entry(cache: Cache) -> None:
    file_of(cache, "one").mkdir(parents=True)
    cache.put("one", "key", 1)
    assert cache.get("one", "key") is None
    assert sorted(os.listdir(cache.folder)) == ["one.json", "secret"]


def test_without_a_folder_it_is_empty() -> None:
    NO_CACHE.put("one", "key", 1)
    assert NO_CACHE.get("one", "key") is None


def test_readers_never_see_half_an_entry(cache: Cache) -> None:
    values = [[number] * 10_000 for number in range(20)]
    cache.put("one", "key", values[0])

    def write() -> None:
        for value in values:
            cache.put("one", "key", value)

    writer = Thread(target=write)
    writer.start()
    seen = [cache.get("one", "key")]
    while writer.is_alive():
        seen.append(cache.get("one", "key"))
    writer.join()
    assert all(value in values for value in seen)


def test_what_somebody_else_wrote_is_as_good_as_none(tmp_path: Path) -> None:
    """An entry that came with a pull request was not sealed with the secret of whoever runs podlint."""
    theirs, mine = str(tmp_path / "theirs"), str(tmp_path / "mine")
    folder = str(tmp_path / "cache")
    Cache(folder, theirs).put("one", "key", "nothing to find")
    assert Cache(folder, theirs).get("one", "key") == "nothing to find"
    assert Cache(folder, mine).get("one", "key") is None
    Cache(folder, mine).put("one", "key", "found")
    assert Cache(folder, mine).get("one", "key") == "found"
    assert Cache(folder, theirs).get("one", "key") is None


def test_the_secret_is_readable_for_nobody_else(tmp_path: Path) -> None:
    secret = tmp_path / "home" / "podlint" / "secret"
    Cache(str(tmp_path / "cache"), str(secret)).put("one", "key", 1)
    assert secret.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "cache" / "secret").exists()


@pytest.mark.parametrize("content", [b"", b"short"])
def test_without_a_whole_secret_nothing_is_kept(tmp_path: Path, content: bytes) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(content)
    cache = Cache(str(tmp_path / "cache"), str(secret))
    cache.put("one", "key", 1)
    assert cache.get("one", "key") is None


def test_the_oldest_entries_go(cache: Cache) -> None:
    for number in range(MOST_ENTRIES + 3):
        cache.put(f"{number:03}", "key", number)
        os.utime(file_of(cache, f"{number:03}"), (number, number))
    names = [entry.name for entry in cache.entries()]
    assert names == [f"{number:03}" for number in range(3, MOST_ENTRIES + 3)]


def test_the_folder_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PODLINT_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/caches")
    assert (open_cache().folder, open_cache().secret_file) == (".podlint_cache", "/home/caches/podlint/secret")
    monkeypatch.setenv("PODLINT_CACHE_DIR", "/elsewhere")
    assert (open_cache().folder, open_cache().secret_file) == ("/elsewhere", "/elsewhere/secret")


def test_a_link_in_the_project_leads_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PODLINT_CACHE_DIR", raising=False)
    (tmp_path / "precious").mkdir()
    (tmp_path / ".podlint_cache").symlink_to("precious")
    open_cache().put("rules", "key", 1)
    assert os.listdir("precious") == []


def test_digests() -> None:
    """SHA-256 of FIPS 180-2, appendix B.1."""
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest(b"a", b"bc") != digest(b"ab", b"c") != digest(b"abc")
