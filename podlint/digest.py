"""Digests, without OpenSSL: a short run is over before that library is loaded."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def _implementation(name: str, *modules: str) -> Callable[..., Any]:
    """Python's own, which `hashlib` passes over where it has OpenSSL's."""
    for module in (*modules, "hashlib"):
        try:
            found: Callable[..., Any] = getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
        return found
    raise ImportError(f"this Python has no {name}")


# The module of SHA-256 was renamed in 3.12.
_sha256 = _implementation("sha256", "_sha2", "_sha256")
_blake2b = _implementation("blake2b", "_blake2")


def sha256(data: bytes) -> str:
    """64 hex digits."""
    name: str = _sha256(data).hexdigest()
    return name


def digest(*parts: bytes) -> str:
    """64 hex digits for these parts in this order; no other cut of the same bytes gives the same."""
    return seal(b"", *parts)


def seal(secret: bytes, *parts: bytes) -> str:
    """A digest that only those who have the secret (64 bytes at most) can work out."""
    state = _blake2b(b"%s:" % ",".join([str(len(part)) for part in parts]).encode(), key=secret, digest_size=32)
    for part in parts:
        state.update(part)
    name: str = state.hexdigest()
    return name
