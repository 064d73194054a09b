"""Shell scripts read as programs: commands with their words and places, what they write, start and wait for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podlint.shell.argv import from_argv, parse_script
    from podlint.shell.certainty import Certain, certain
    from podlint.shell.copying import Copy, copies
    from podlint.shell.dialling import DialWord, dials
    from podlint.shell.endings import ends
    from podlint.shell.listeners import ListenWord, listens
    from podlint.shell.paths import PathWord, paths_named, paths_read, paths_written
    from podlint.shell.starting import Process, processes
    from podlint.shell.syntax import Assignment, Command, Redirect, Script, Statement, Word
    from podlint.shell.walk import commands, statements

__all__ = [
    "Assignment",
    "Certain",
    "Command",
    "Copy",
    "DialWord",
    "ListenWord",
    "PathWord",
    "Process",
    "Redirect",
    "Script",
    "Statement",
    "Word",
    "certain",
    "commands",
    "copies",
    "dials",
    "ends",
    "from_argv",
    "listens",
    "parse_script",
    "paths_named",
    "paths_read",
    "paths_written",
    "processes",
    "statements",
]

MODULES = {
    "argv": ("from_argv", "parse_script"),
    "certainty": ("Certain", "certain"),
    "copying": ("Copy", "copies"),
    "dialling": ("DialWord", "dials"),
    "endings": ("ends",),
    "listeners": ("ListenWord", "listens"),
    "paths": ("PathWord", "paths_named", "paths_read", "paths_written"),
    "starting": ("Process", "processes"),
    "syntax": ("Assignment", "Command", "Redirect", "Script", "Statement", "Word"),
    "walk": ("commands", "statements"),
}
MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import on first use: most manifests hold no script."""
    if name not in MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULE_OF[name]}"), name)
