"""The settings of a run: defaults, .podlint.yaml, the environment and the command line, one over the other."""

from podlint.config.layers import from_command_line, from_environment, layered, strange_variables
from podlint.config.nearest import FILE_NAME, find_config
from podlint.config.settings import SETTINGS, Config
from podlint.config.words import Named, Origin, RuleSetting, texts

__all__ = [
    "FILE_NAME",
    "SETTINGS",
    "Config",
    "Named",
    "Origin",
    "RuleSetting",
    "find_config",
    "from_command_line",
    "from_environment",
    "layered",
    "strange_variables",
    "texts",
]
