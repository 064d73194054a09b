"""What a shell completes: the words that options take, the names of rules, files and folders."""

from click.shell_completion import CompletionItem

from podlint.config.forms import Paths, Setting, Several

_FOLDERS = ("DIR",)
_FILES = ("FILE", "PATH", "FORMAT=PATH")


def of_setting(setting: Setting[object], incomplete: str) -> list[CompletionItem]:
    """The values of an option that begin so."""
    if setting.choices and not setting.repeatable:
        return [CompletionItem(choice) for choice in setting.choices if choice.startswith(incomplete)]
    if isinstance(setting, Several) and setting.commas:
        return of_rules(incomplete, words=("default", "all"))
    if setting.metavar in _FOLDERS:
        return [CompletionItem(incomplete, type="dir")]
    return [CompletionItem(incomplete, type="file")] if isinstance(setting, Paths) or setting.metavar in _FILES else []


def of_rules(incomplete: str, *, words: tuple[str, ...] = ()) -> list[CompletionItem]:
    """Ids of rules, and with `words` whatever else selects rules; what stands before the last comma stays."""
    from podlint.judging import all_rules  # imported late: most completions need no rules

    head, comma, begun = incomplete.rpartition(",") if words else ("", "", incomplete)
    rules = all_rules()
    summaries = {rule.id: rule.summary for rule in rules}
    names = {*summaries, *words, *(name for rule in rules for name in rule.names if words or "*" not in name)}
    found = sorted(
        name for name in names if name.startswith(begun) and ("/" in begun or "/" not in name or "*" in name)
    )
    return [CompletionItem(f"{head}{comma}{name}", help=summaries.get(name)) for name in found]
