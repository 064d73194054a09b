"""The arguments of `podlint check`, where they are plain, read by the table of settings alone.

click takes as long to load as a short run does all else. What is unusual is left to it: help, mistakes, `--`, several
short options in one word, values that begin with a hyphen, shells that ask for completions.
"""

import os
from collections.abc import Sequence
from typing import Any

from podlint.config import SETTINGS
from podlint.config.forms import Flag

_COMPLETION = "_PODLINT_COMPLETE"
"""The variable by which a shell asks click what a word could become."""


def plain_options(arguments: Sequence[str]) -> dict[str, Any] | None:
    """What click would make of the arguments, without the options that are not there; None if it is to read them."""
    if _COMPLETION in os.environ or os.name == "nt":  # on Windows click expands wildcards
        return None
    flags, names = _flags(), {setting.option: setting for setting in SETTINGS.values() if not isinstance(setting, Flag)}
    options: dict[str, Any] = {}
    words = iter(arguments)
    for word in words:
        option, equals, value = word.partition("=")
        if not word.startswith("-") or word == "-":
            options["paths"] = (*options.get("paths", ()), word)
        elif word in flags:
            options |= flags[word]
        elif option in names and (equals or not (value := next(words, "-")).startswith("-")):
            setting = names[option]
            options[setting.name] = (*options.get(setting.name, ()), value) if setting.repeatable else value
        else:
            return None
    return options


def _flags() -> dict[str, dict[str, bool]]:
    """What each spelling of a flag says."""
    said: dict[str, dict[str, bool]] = {}
    for setting in SETTINGS.values():
        if isinstance(setting, Flag):
            yes, _, no = setting.spellings.partition("/")
            said |= {yes: {setting.name: True}, no: {setting.name: False}, setting.short: {setting.name: True}}
    return said
