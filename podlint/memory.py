"""What an earlier run found in the same contents, under the same settings and rules."""

import os
import time
from collections.abc import Iterator, Mapping

from podlint import __version__
from podlint.cache import Cache
from podlint.config import SETTINGS, Config
from podlint.data import build_path, own_folders
from podlint.digest import digest
from podlint.files import read_bytes
from podlint.finding import Report
from podlint.inputs import Inputs
from podlint.reading.budget import MAX_BYTES
from podlint.reading.decoding import decode
from podlint.reading.places import Source
from podlint.results import packed, unpacked

_OF_A_CHANGE = ("focus", "focused", "since", "staged")
"""Settings that choose among the findings, as those of groups other than these do."""

_GROUPS = ("Input", "Rules")
_DATED = b"podlint"
"""What stands in every file whose findings may depend on the day: suppressions can expire."""


class Memory:
    """Finds and keeps the report on some inputs. It is made, and asked, before they are used up.

    A report is kept with the day of which it holds, empty if it holds on any.
    """

    def __init__(self, cache: Cache, inputs: Inputs, config: Config) -> None:
        self._cache = cache
        self._inputs = inputs
        self._is_sound = not inputs.errors
        settings = repr([(name, getattr(config, name)) for name in _judged_by()])
        names = "\0".join(content.name for content in inputs.contents)
        run = digest(settings.encode(errors="replace"), names.encode(errors="surrogateescape"))
        self._name = f"findings-{run[:16]}"
        texts = (content.data for content in inputs.contents)
        self._key = digest(__version__.encode(), run.encode(), *_own_files(), *_given_files(config), *texts)
        self._day = ""

    def recall(self) -> Report | None:
        """The report, if there is one of these inputs, and if it matters of this day."""
        if not self._is_sound:
            return None
        day, kept = self._cache.get(self._name, self._key) or ("", None)
        if kept is None or (day and day != _today()):
            self._day = _today() if _is_dated(self._inputs) else ""
            return None
        contents = dict(self._inputs.contents)
        names = (content.name for content in self._inputs.contents)
        return unpacked(kept, names, lambda name: _source(name, contents))

    def keep(self, report: Report) -> None:
        """Keeps a report that is to be trusted."""
        if self._is_sound and not (report.failures or report.errors or report.nothing):
            self._cache.put(self._name, self._key, [self._day, packed(report)])


def _source(name: str, contents: Mapping[str, bytes]) -> Source:
    """The source of a finding: an input, or else a file of the user's such as the configuration."""
    data = contents[name] if name in contents else read_bytes(name)
    return Source(name, decode(data) if isinstance(data, bytes) and len(data) <= MAX_BYTES else "")


def _judged_by() -> Iterator[str]:
    """The settings that the findings depend on."""
    return (name for name, setting in SETTINGS.items() if setting.group in _GROUPS and name not in _OF_A_CHANGE)


def _given_files(config: Config) -> Iterator[bytes]:
    """The user's own files besides the manifests: configuration, rules, definitions of custom resources."""
    if config.file:
        yield _bytes(config.file)
    for word in config.rule_folders:
        from podlint.rule.files import rule_paths  # imported late, as below: few runs have any

        for path in rule_paths(word.text):
            yield from (path.encode(errors="surrogateescape"), _bytes(path))
    if config.crds:
        from podlint.definitions import definition_paths

        for path in definition_paths(config):
            yield from (path.encode(errors="surrogateescape"), _bytes(path))


def _bytes(path: str) -> bytes:
    data = read_bytes(path)
    return data if isinstance(data, bytes) else str(data).encode()


def _is_dated(inputs: Inputs) -> bool:
    return any(_DATED in content.data for content in inputs.contents)


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def _own_files() -> Iterator[bytes]:
    """What tells this podlint from others of its version: what a wheel says of itself, elsewhere its files' stamps."""
    build = read_bytes(build_path())
    return iter((build,)) if isinstance(build, bytes) else _stamps()


def _stamps() -> Iterator[bytes]:
    """Code, rules and schemas by their names, sizes and times."""
    waiting = list(own_folders())
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as found:
            entries = [entry for entry in found if entry.name[0] not in "._" or entry.name.endswith(".py")]
        waiting += (entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
        files = ((entry.name, entry.stat()) for entry in entries if entry.is_file())
        told = sorted(f"{name}:{status.st_size}:{status.st_mtime_ns}" for name, status in files)
        yield "\0".join((folder, *told)).encode(errors="surrogateescape")
