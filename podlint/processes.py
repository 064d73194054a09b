"""Whether a run may have several processes, how many pay, and the memory of one."""

import os
import sys

WORTH_WORKERS = 1_000_000
"""Characters of manifests from which on a second process saves more than it costs."""


def can_fork() -> bool:
    """Where there is a fork at all, and no thread that it would leave without its locks."""
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def give_back() -> None:
    """Returns to the system what was freed between what is still used, as far as the C library knows how (glibc)."""
    try:
        from ctypes import CDLL  # imported late: for large runs alone

        CDLL(None).malloc_trim(0)
    except (ImportError, OSError, TypeError, AttributeError):
        return
