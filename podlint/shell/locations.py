"""From the text of a word to the absolute path it names, if it names one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.environment import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

GLOB = frozenset("*?[")
STREAMS = ("/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/fd/", "/dev/tcp/", "/dev/udp/")
LOCAL_SCHEMES = ("file://", "unix://", "unix:")


class Location(NamedTuple):
    """A normalised absolute path; with `glob` something below it that is not known by name."""

    path: str
    glob: bool = False


@lru_cache(maxsize=2048)
def location(text: str | None, prefix: str, directory: str | None) -> Location | None:
    """The path that a word names whose text, or else whose prefix, is known."""
    known = prefix.rpartition("/")[0] + "/" if text is None and "/" in prefix else text
    if known is None or not known or known == "-" or is_remote(known):
        return None
    named = without_scheme(known)
    stem = without_glob(named)
    path = resolve(stem, directory)
    is_glob = text is None or stem != named
    if path is None or is_stream(path) or (is_glob and path == "/"):
        return None
    return Location(path, is_glob)


def is_remote(text: str) -> bool:
    """Whether the text is a URL, `host:/path` or `user@host:/path`."""
    if text.startswith(LOCAL_SCHEMES):
        return False
    return "://" in text or text.startswith("//") or (not text.startswith("/") and ":" in text.partition("/")[0])


def is_stream(path: str) -> bool:
    return path.startswith(STREAMS) or (path.startswith("/proc/") and "/fd/" in path)


def without_scheme(text: str) -> str:
    if not text.startswith(LOCAL_SCHEMES):
        return text
    scheme = next(scheme for scheme in LOCAL_SCHEMES if text.startswith(scheme))
    return text[len(scheme) :]


def without_glob(text: str) -> str:
    """The part of a pattern before the first component that is one."""
    if GLOB.isdisjoint(text):
        return text
    index = next(index for index, character in enumerate(text) if character in GLOB)
    return text[:index].rpartition("/")[0] or ("/" if text.startswith("/") else "")


def named_paths(text: str) -> Iterator[str]:
    """The absolute paths in an argument of an arbitrary program: `/a`, `--flag=/a`, `-Dkey=/a`, `/a.jar:/b.jar`."""
    value = value_part(text)
    if value.startswith(LOCAL_SCHEMES):
        yield value
    elif value.startswith("/") and not any(character.isspace() for character in value):
        yield from (part for part in value.replace(",", ":").split(":") if part.startswith("/") and part[:2] != "//")


def value_part(text: str) -> str:
    """What an argument says after its option name, a URL left alone."""
    if text.startswith("/") or text.startswith(LOCAL_SCHEMES):
        return text
    for separator in ("=unix:", "=file://", "=/", ":/"):
        name, found, rest = text.partition(separator)
        if found and "://" not in text[: len(name) + 3] and (separator != ":/" or text.startswith("-")):
            return separator[1:] + rest
    return ""
