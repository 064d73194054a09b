"""The command line: one module per command, imported when it is called."""

import gc
import os
import sys
from typing import NoReturn


def run() -> NoReturn:
    """The program in a process of its own, which ends at once: to tidy up would take a twentieth of a short run."""
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # nobody is left to read it, or it is closed
            continue
    os._exit(code if isinstance(code, int) else 1)


def main() -> NoReturn:
    """The program; ends in SystemExit. Who interrupts it while it is being loaded has interrupted it all the same."""
    gc.disable()  # neither what is loaded nor what a command makes is garbage worth looking for
    try:
        from podlint.cli.program import main as program
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    program()
