"""The command line: one module per command, imported when it is called."""

from podlint.cli.program import main

__all__ = ["main"]
