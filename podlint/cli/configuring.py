"""The configuration that the options of a command add up to, with the environment and the file under them."""

import os
from collections.abc import Iterator
from collections.abc import Mapping as Map
from typing import Any

from podlint.cache import open_cache
from podlint.config import Config, find_config, from_command_line, from_environment, layered
from podlint.config.words import Layer


def configured(options: Map[str, Any]) -> Config:
    """The configuration that the options and arguments of a command make, with the environment and the file under them.

    Raises UserError for what is wrong in any of them.
    """
    given = {name: list(_texts(value)) for name, value in options.items() if value not in (None, ())}
    if options.get("focus") and "paths" in given:
        given["focused"] = given.pop("paths")
    line = from_command_line(given)
    variables = from_environment(os.environ)
    chosen = layered([variables, line])
    path = None if chosen.no_config else chosen.file or find_config(os.getcwd())
    return layered([_from_file(path) if path else {}, variables, line])


def _from_file(path: str) -> Layer:
    from podlint.config.file import from_file  # imported late: not every project has one

    return from_file(path, open_cache())


def _texts(value: Any) -> Iterator[str]:
    """The value as the setting reads it: flags are given as booleans."""
    if isinstance(value, tuple):
        yield from value
    else:
        yield str(value)
