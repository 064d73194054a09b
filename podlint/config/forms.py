"""The forms that a setting may have: how each is written on the command line, in the environment and in the file."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from podlint.config.words import Named, RuleSetting, named_rules, words_of
from podlint.problem import near_name

if TYPE_CHECKING:
    from podlint.reading import Mapping

INPUT, RULES, OUTPUT, FIX = GROUPS = ("Input", "Rules", "Output", "Fix")
"""The headings that the options stand under."""

T = TypeVar("T")
Words = tuple[Named, ...]


class Setting(Generic[T]):
    """One setting: a row of the table that is the class Config, and the value of an instance of it.

    It is called after the attribute: `fail_on` is --fail-on, PODLINT_FAIL_ON and the key `fail-on`. `option` and `key`
    name one of them otherwise; without an option (or a key) it is None. One that `adds` is the sum of what all sources
    say, of others the strongest source decides.
    """

    metavar = ""
    choices: Sequence[str] = ()
    repeatable = False

    def __init__(
        self,
        group: str,
        help: str,  # noqa: A002
        default: T,
        *,
        option: str | None = "",
        key: str | None = "",
        short: str = "",
        adds: bool = False,
    ) -> None:
        self.group, self.help, self.default, self.short, self.adds = group, help, default, short, adds
        self.option, self.key = option, key

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        word = name.replace("_", "-")
        self.option = f"--{word}" if self.option == "" else self.option
        self.key = word if self.key == "" else self.key

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        given = instance.given.get(self.name)
        return self.default if given is None else given.value

    @property
    def variable(self) -> str | None:
        """The twin in the environment."""
        return self.option and "PODLINT_" + self.option.removeprefix("--").replace("-", "_").upper()

    def from_texts(self, texts: Sequence[str], option: str) -> T:  # noqa: ARG002
        """The value of an option, or of a variable, of that name. Raises ValueError, its text the end of a sentence."""
        return self.from_text(texts[-1])

    def from_text(self, text: str) -> T:
        raise NotImplementedError

    def from_file(self, node: "Mapping", key: str) -> T:
        """The value of a key, in a file that fits its schema. Raises ValueError, its text the end of a sentence."""
        value: T = node[key]
        return value


class Flag(Setting[bool]):
    """Yes or no. What a file can turn on, the opposite option turns off: --no-statistics, or --gitignore."""

    def __init__(self, group: str, help: str, **ways: Any) -> None:  # noqa: A002
        super().__init__(group, help, False, **ways)

    @property
    def spellings(self) -> str:
        """The option and its opposite, as click takes them."""
        if self.key is None:
            return self.option or ""
        name = self.option.removeprefix("--") if self.option else ""
        return f"--{name}/--{name.removeprefix('no-') if name.startswith('no-') else f'no-{name}'}"

    def from_text(self, text: str) -> bool:
        word = text.strip().lower()
        if word in ("1", "true", "yes", "on"):
            return True
        if word in ("0", "false", "no", "off"):
            return False
        raise ValueError(f"takes 1 or 0, not `{text}`")


class Choice(Setting[str]):
    """One of a few words."""

    def __init__(self, group: str, help: str, choices: Sequence[str], default: str, **ways: Any) -> None:  # noqa: A002
        super().__init__(group, help, default, **ways)
        self.choices = tuple(choices)
        self.metavar = f"[{'|'.join(choices)}]"

    def from_text(self, text: str) -> str:
        if text in self.choices:
            return text
        words = f"{', '.join(self.choices[:-1])} or {self.choices[-1]}"
        raise ValueError(f"takes {words}, not `{text}`{near_name(text, self.choices)}")


class Number(Setting[int]):
    """A whole number that is at least `least`."""

    metavar = "N"

    def __init__(self, group: str, help: str, default: int, least: int = 0, **ways: Any) -> None:  # noqa: A002
        super().__init__(group, help, default, **ways)
        self.least = least

    def from_text(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= self.least:
            return int(text)
        raise ValueError(f"takes a whole number from {self.least} on, not `{text}`")


class Text(Setting[str]):
    """A text, which `check` refuses with a ValueError where it does not fit."""

    def __init__(
        self,
        group: str,
        help: str,  # noqa: A002
        metavar: str,
        default: str = "",
        check: Callable[[str], object] = str,
        **ways: Any,
    ) -> None:
        super().__init__(group, help, default, **ways)
        self.metavar, self.check = metavar, check

    def from_text(self, text: str) -> str:
        self.check(text)
        return text

    def from_file(self, node: "Mapping", key: str) -> str:
        """Where the schema allows a list, it says what its items with commas between them would."""
        value = node[key]
        return self.from_text(",".join(value) if isinstance(value, list) else value)


class PathText(Text):
    """One path, which in a file starts at the folder of that file."""

    def from_file(self, node: "Mapping", key: str) -> str:
        return os.path.normpath(os.path.join(os.path.dirname(node.source.name), node[key]))


class Several(Setting[Words]):
    """Several words. The option is repeatable; with `commas` a value holds as many as commas divide."""

    repeatable = True

    def __init__(
        self,
        group: str,
        help: str,  # noqa: A002
        metavar: str,
        default: Words = (),
        *,
        commas: bool = False,
        **ways: Any,
    ) -> None:
        super().__init__(group, help, default, **ways)
        self.metavar, self.commas = metavar, commas

    def from_texts(self, texts: Sequence[str], option: str) -> Words:
        words = [word.strip() for text in texts for word in text.split(",")] if self.commas else texts
        return tuple(Named(word, option=option) for word in words if word)

    def from_file(self, node: "Mapping", key: str) -> Words:
        return words_of(node[key])


class Paths(Several):
    """Paths, which in a file start at the folder of that file."""

    def from_file(self, node: "Mapping", key: str) -> Words:
        folder = os.path.dirname(node.source.name)
        words = super().from_file(node, key)
        return tuple(Named(_from_here(folder, word.text), word.place) for word in words)


def _from_here(folder: str, path: str) -> str:
    """A path of a file in `folder` as one would write it in the working directory."""
    return os.path.normpath(path) if os.path.isabs(path) else os.path.relpath(os.path.join(folder, path))


class Assignments(Setting[tuple[RuleSetting, ...]]):
    """Settings of single rules: RULE.PARAM=VALUE, in a file a mapping by the ids of rules."""

    metavar = "RULE.PARAM=VALUE"
    repeatable = True

    def from_texts(self, texts: Sequence[str], option: str) -> tuple[RuleSetting, ...]:
        return tuple(_assignment(text, option) for text in texts)

    def from_file(self, node: "Mapping", key: str) -> tuple[RuleSetting, ...]:
        return named_rules(node[key])


def _assignment(text: str, option: str) -> RuleSetting:
    """The value is as in YAML."""
    from podlint.reading import read_source

    name, equals, value = text.partition("=")
    rule, dot, param = name.partition(".")
    reading = read_source(option, value.encode(errors="replace"))
    if not (equals and dot and rule and param) or reading.unreadable or len(reading.documents) != 1:
        raise ValueError(f"takes RULE.PARAM=VALUE, not `{text}`")
    return RuleSetting(Named(rule, option=option), None, {param: reading.documents[0].value})


class Structure(Setting[T]):
    """What only a file can say. `read` makes the value of the node, and raises UserError with what is wrong in it."""

    def __init__(self, group: str, help: str, default: T, read: Callable[[Any], T]) -> None:  # noqa: A002
        super().__init__(group, help, default, option=None)
        self.read = read

    def from_file(self, node: "Mapping", key: str) -> T:
        return self.read(node[key])
