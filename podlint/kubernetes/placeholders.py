"""Placeholders: values that a template engine or a person still has to fill in, so that nothing is known of them."""

from functools import lru_cache

from podlint.pattern import pattern

# `$(NAME)` is missing on purpose: Kubernetes itself expands it in commands, arguments and environment variables.
_MARKS = pattern(
    r"\{\{|\{%|\$\{|\[\[[ .-]*[A-Za-z_]"  # Helm, Jinja, envsubst, Go templates with other delimiters
    r"|#\{[^}]*\}|@@?[A-Za-z][\w.-]*@@?(?![\w.])|__[A-Z][A-Z0-9_]*?__"  # tokens that a pipeline replaces
)
_WHOLE = pattern(
    r"\$[A-Za-z_][A-Za-z0-9_]*|%[A-Z][A-Z0-9_]{2,}%"
    r"|(?:CHANGE|REPLACE|FILL|FIX)[_-]?(?:ME|THIS|IN)|TODO|TBD|X{3,}"
    r"|(?:YOUR|REPLACE|INSERT)(?:[_-][A-Z0-9]+)+"
)
_ANGLES = pattern(r"<[A-Za-z_][\w .:/-]*>")


def is_placeholder(value: object) -> bool:
    """Whether the value is a text that is not what will be applied: `{{ .x }}`, `${X}`, `<node>`, `CHANGE_ME`.

    Meant for names, labels, images, addresses and numbers. In a shell script `${X}` is an ordinary variable and
    `<x>` may be two redirections: don't ask it of scripts.
    """
    return isinstance(value, str) and bool(value) and _is_placeholder_text(value)


@lru_cache(maxsize=8192)
def _is_placeholder_text(text: str) -> bool:
    if _MARKS.search(text) or _WHOLE.fullmatch(text):
        return True
    return "<" in text and "\n" not in text and _ANGLES.search(text) is not None
