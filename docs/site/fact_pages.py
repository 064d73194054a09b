"""The kinds of facts that rules can look at, from their docstrings and fields."""

import inspect
from collections.abc import Iterator
from typing import Any

from documents import Pages

from podlint.facts import KINDS
from podlint.rule.records import field_types


def pages() -> Pages:
    return {"facts.md": "\n".join(_page())}


def _page() -> Iterator[str]:
    yield from (
        "# Facts",
        "",
        "What a rule can look at with `each`. `podlint facts PATH` prints those of your manifests.",
        "",
    )
    for name, kind in sorted(KINDS.items()):
        yield from (f"## {name}", "", _words(kind), "", "| field | type |", "|---|---|")
        for field, of in field_types(kind).items():
            yield f"| `{field}` | {_linked(str(of))} |"
        yield ""


def _words(kind: type[Any]) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


def _linked(kind: str) -> str:
    """The type's name; a kind of fact leads to its own section."""
    inner = kind.removeprefix("list(").removesuffix(")")
    if inner not in KINDS:
        return f"`{kind}`"
    link = f"[{inner}](#{inner.lower()})"
    return link if inner == kind else f"list of {link}"
