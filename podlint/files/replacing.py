"""Files written anew: whole or not at all."""

import os
import stat
from contextlib import suppress


def replace_bytes(path: str, data: bytes) -> None:
    """Writes a file in one step, so that nobody ever sees half of it; one that exists keeps its mode. Raises OSError.

    Of a symbolic link the file that it leads to is written.
    """
    path = os.path.realpath(path)
    mode = stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else None
    temporary = f"{path}.{os.getpid()}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
