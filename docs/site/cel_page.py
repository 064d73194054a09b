"""The functions of CEL that rules can use, from their declarations."""

from collections.abc import Iterator

from documents import Pages

from podlint.cel.functions import LIBRARIES, functions_of
from podlint.cel.macros import MACROS


def pages() -> Pages:
    return {"cel.md": "\n".join(_page())}


def _page() -> Iterator[str]:
    yield from (
        "# CEL functions",
        "",
        "Expressions in rules are CEL with the libraries that Kubernetes adds to it, and",
    )
    macros = ", ".join(sorted({f"`{name}`" for name, _ in MACROS}))
    yield from (f"the macros `has`, {macros}.", "")
    for library in LIBRARIES:
        yield from (f"## {library}", "", "| function | |", "|---|---|")
        for function in functions_of(library):
            yield f"| `{function.signature}` | {function.documentation} |"
        yield ""
