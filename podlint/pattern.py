"""Regular expressions that are compiled when they are first used: a short run uses one in ten of podlint's."""

import re
from typing import TYPE_CHECKING, Any

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")


class _Pattern:
    """A `re.Pattern` to be; from its first use on, its methods are those of the compiled one."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str | bytes, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called for a slot that is still empty."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:
    pattern = re.compile
else:
    pattern = _Pattern

__all__ = ["pattern"]
