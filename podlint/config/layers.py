"""One source over the other: the file over the defaults, the environment over the file, the command line over all."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from typing import Any

from podlint import cache, profile
from podlint.config.forms import Setting
from podlint.config.settings import SETTINGS, Config
from podlint.config.words import Given, Layer, Origin
from podlint.problem import Problem, UserError, nearest

PREFIX = "PODLINT_"

_OTHERS = frozenset({cache.VARIABLE, profile.VARIABLE, "PODLINT_TRACEBACK"})
"""Variables that are no settings."""


def layered(layers: Iterable[Layer]) -> Config:
    """The configuration that sources add up to, the weakest first."""
    total: dict[str, Given] = {}
    for layer in layers:
        for name, given in layer.items():
            below = total.get(name)
            is_sum = below is not None and SETTINGS[name].adds
            total[name] = Given(below.value + given.value, given.origin) if below and is_sum else given
    return Config.of(total)


def from_environment(variables: Map[str, str]) -> Layer:
    """What PODLINT_... variables say; an empty one says nothing. Raises UserError.

    Of a setting that takes several values a variable holds them as a shell's command line would: divided by
    spaces, and in quotes where a value has spaces of its own.
    """
    given = ((setting, variables.get(setting.variable or "")) for setting in SETTINGS.values())
    return _layer((setting, _words(setting, text), setting.variable or "") for setting, text in given if text)


def strange_variables(variables: Map[str, str]) -> Iterator[str]:
    """Remarks on PODLINT_... variables that say nothing, and are called nearly as one that does."""
    known = {(setting.variable or "").removeprefix(PREFIX) for setting in SETTINGS.values() if setting.variable}
    for variable in sorted(variable for variable in variables if variable.startswith(PREFIX)):
        name = variable.removeprefix(PREFIX)
        near = nearest(name, sorted(known), 0.8) if name not in known and variable not in _OTHERS else ""
        if near:
            yield f"{variable} is no setting; did you mean `{PREFIX}{near}`?"


def from_command_line(options: Map[str, Iterable[str]]) -> Layer:
    """What options say, by the names of their settings, each with the values it was given. Raises UserError."""
    given = ((SETTINGS[name], values) for name, values in options.items())
    return _layer((setting, values, setting.option or setting.metavar) for setting, values in given)


def _layer(given: Iterable[tuple[Setting[Any], Iterable[str], str]]) -> Layer:
    layer: dict[str, Given] = {}
    problems = []
    for setting, texts, option in given:
        try:
            layer[setting.name] = Given(setting.from_texts(list(texts), option), Origin(option=option))
        except ValueError as error:
            problems.append(Problem(f"{option} {error}"))
    if problems:
        raise UserError(problems)
    return layer


def _words(setting: Setting[Any], text: str) -> Iterator[str]:
    if not setting.repeatable:
        yield text
        return
    from shlex import split  # imported late: few variables hold several values

    try:
        yield from split(text)
    except ValueError as error:
        raise ValueError(f"has a quote without its end: `{text}`") from error
