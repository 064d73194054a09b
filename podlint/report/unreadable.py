"""Which rules tell of files that can't be read: formats set such findings apart from the others."""

from podlint.report.options import RenderOptions


def unreadable_rules(options: RenderOptions) -> frozenset[str]:
    """The ids of the rules that look at what reading could not read."""
    return frozenset(rule.id for rule in options.rules() if rule.kind == "Unreadable")
