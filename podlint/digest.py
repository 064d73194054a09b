"""SHA-256 as hex digits, without OpenSSL: a short run is over before that library is loaded."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def _implementation() -> Callable[[bytes], Any]:
    """Python's own, which `hashlib` passes over where it has OpenSSL's; its module was renamed in 3.12."""
    for module in ("_sha2", "_sha256", "hashlib"):
        try:
            found: Callable[[bytes], Any] = import_module(module).sha256
        except ImportError:
            continue
        return found
    raise ImportError("this Python has no SHA-256")


_new = _implementation()


def sha256(data: bytes) -> str:
    """64 hex digits."""
    name: str = _new(data).hexdigest()
    return name


def digest(*parts: bytes) -> str:
    """64 hex digits for these parts in this order; no other cut of the same bytes gives the same."""
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts))
