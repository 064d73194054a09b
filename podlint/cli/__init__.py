"""The command line: one module per command, imported when it is called."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """The program. Who interrupts it while it is still being loaded has interrupted it all the same."""
    gc.disable()  # neither what is loaded nor what a command makes is garbage worth looking for
    try:
        from podlint.cli.program import main as run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    run()
