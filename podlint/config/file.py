""".podlint.yaml, read by our own reader, so that what is wrong in it has a place."""

import os

from podlint.cache import NO_CACHE, Cache
from podlint.config.layers import layered
from podlint.config.settings import SETTINGS, Config
from podlint.config.words import Given, Layer, Origin, texts
from podlint.digest import digest
from podlint.files import FileTrouble, read_bytes
from podlint.problem import Problem, UserError
from podlint.reading import Mapping, Place, Reading, read_source
from podlint.schema import duplicates_in, problems_in, schema_key


def from_file(path: str, cache: Cache = NO_CACHE) -> Layer:
    """What a file says. Raises UserError with every problem in it. The cache knows whether its form was checked."""
    name = os.path.relpath(path)
    data = read_bytes(path)
    if isinstance(data, FileTrouble):
        raise UserError([Problem(f"can't read {name}: {data.message}")])
    return {"file": Given(name), **from_text(name, data, cache)}


def from_text(name: str, data: bytes, cache: Cache = NO_CACHE) -> Layer:
    """What a text says; `name` is for messages. Raises UserError with every problem in it."""
    node = _mapping(read_source(name, data))
    if node is None:
        return {}
    _check(node, data, cache)
    return _layer(node)


def _check(node: Mapping, data: bytes, cache: Cache) -> None:
    """Raises UserError for what does not fit the schema; what fitted it before does so again."""
    entry, key = f"checked-config-{digest(node.source.name.encode(errors='replace'))[:16]}", schema_key("config", data)
    if cache.get(entry, key) is True:
        return
    problems = [*problems_in(node, "config"), *duplicates_in(node)]
    if problems:
        raise UserError(problems)
    cache.put(entry, key, True)


def sees_project(config: Config) -> bool:
    """Whether a run sees the whole project: the paths that its file names, else what is no choice of single files.

    Who only sees a part, or leaves out something of it by an option, can't tell that something is missing.
    """
    if not all(word.place for word in config.exclude):
        return False
    configured = from_file(config.file).get("paths") if config.file else None
    given = [os.path.abspath(path) for path in texts(config.paths)]
    if configured is None:
        return not any(map(os.path.isfile, given))
    roots = [f"{os.path.abspath(path)}{os.sep}" for path in texts(configured.value)]
    return all(any(root.startswith(path.rstrip(os.sep) + os.sep) for path in given) for root in roots)


def parse_config(name: str, data: bytes) -> Config:
    """The configuration in a text alone. Raises UserError with every problem in it."""
    return layered([from_text(name, data)])


def _layer(node: Mapping) -> Layer:
    layer: dict[str, Given] = {}
    problems: list[Problem] = []
    for setting in SETTINGS.values():
        if setting.key is None or setting.key not in node:
            continue
        try:
            origin = Origin(node.key_place(setting.key))
            layer[setting.name] = Given(setting.from_file(node, setting.key), origin, node[setting.key])
        except UserError as error:
            problems += error.problems
        except ValueError as error:
            problems.append(Problem(f"{setting.key} {error}", node.value_place(setting.key)))
    if problems:
        raise UserError(problems)
    return layer


def _mapping(reading: Reading) -> Mapping | None:
    """The one mapping in a YAML file of the user's; None if the file is empty. Raises UserError."""
    if reading.unreadable:
        raise UserError([Problem(trouble.message, trouble.place) for trouble in reading.unreadable])
    if not reading.documents and not reading.template:
        return None
    if len(reading.documents) != 1 or not isinstance(reading.documents[0].value, Mapping):
        raise UserError([Problem("one mapping is expected here", Place(reading.source, 0, 0))])
    return reading.documents[0].value
