"""Words for what was read where something else belongs, and for names that were nearly right."""

from collections.abc import Collection
from typing import Any

from podlint.kubernetes.api.types import Shape

_WANTED = {"struct": "a mapping", "list": "a list", "map": "a mapping"}


def described(shape: Shape, raw: Any, written: str, wanted: str) -> str:
    """What is wrong with the type of a value: `written` is its text, `wanted` what its reader asked for."""
    wanted = wanted or f"{_WANTED[shape.word]} is expected"
    if isinstance(raw, dict | list):
        return f"{wanted}, not a {'mapping' if isinstance(raw, dict) else 'list'}"
    if isinstance(raw, bool):
        what = "a boolean" if written in ("true", "false") else f"a boolean, {_shown(raw)}, in Kubernetes' YAML"
    elif isinstance(raw, str):
        if shape.name in ("quantity", "bytes"):
            return wanted
        return f"{wanted}, and {_quoted(written)} is text"
    elif isinstance(raw, float) and shape.name.startswith("int"):
        # A JSON file may say 80.0 or 8e1, which Go takes for no integer.
        what = "written as a fraction" if raw.is_integer() else "a fraction"
    else:
        what = "a number" if written == repr(raw) else f"the number {raw!r} in Kubernetes' YAML"
    hint = f'; write "{written}" in quotes' if shape.name == "string" else ""
    return f"{wanted}, and `{written}` is {what}{hint}"


def _quoted(written: str) -> str:
    line = written.partition("\n")[0]
    return f"`{line}`" if len(line) <= 40 else f"`{line[:40]}...`"


def _shown(value: bool) -> str:
    return "true" if value else "false"


def near_field(name: str, fields: Collection[str]) -> str:
    """The field that was probably meant, or an empty string."""
    from difflib import get_close_matches  # imported late: a clean run needs no near names

    lowered = {field.lower().replace("-", ""): field for field in fields}
    plain = name.lower().replace("-", "").replace("_", "")
    if plain in lowered:
        return lowered[plain]
    found = get_close_matches(plain, list(lowered), n=1, cutoff=0.7)
    return lowered[found[0]] if found else ""
