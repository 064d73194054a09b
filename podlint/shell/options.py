"""Options and operands of a command, read as getopt reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from podlint.shell.syntax import Word


class Argument(NamedTuple):
    """An option with its value, an option without one (`value` is None), or an operand (`option` is "").

    `value` and `prefix` are the known value and its known beginning; `word` is the word that holds them.
    """

    option: str
    value: str | None
    prefix: str
    word: Word


def arguments_of(words: Sequence[Word], valued: Container[str] = ()) -> Iterator[Argument]:
    """The arguments of a command; the options in `valued` take the next word when no value is attached."""
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if word.text == "--":
            yield from (operand(rest) for rest in words[index:])
            return
        if not word.prefix.startswith("-") or word.text == "-":
            yield operand(word)
            continue
        pending = ""
        for argument in options_in(word, valued):
            pending = argument.option if argument.option in valued and not is_attached(argument) else ""
            if not pending or index >= len(words):
                yield argument
        if pending and index < len(words):
            yield Argument(pending, words[index].text, words[index].prefix, words[index])
            index += 1


def operand(word: Word) -> Argument:
    return Argument("", word.text, word.prefix, word)


def is_attached(argument: Argument) -> bool:
    return argument.value is not None or bool(argument.prefix) or argument.word.text is None


def options_in(word: Word, valued: Container[str]) -> Iterator[Argument]:
    """The options of one word: `--name=value`, `-name`, or the letters of `-xzf`."""
    name, equals, prefix = word.prefix.partition("=")
    if equals and (name.startswith("--") or name in valued):
        yield Argument(name, prefix if word.text is not None else None, prefix, word)
        return
    if name.startswith("--") or word.prefix in valued or len(word.prefix) < 2:
        yield Argument(word.prefix, None, "", word)
        return
    for position in range(1, len(word.prefix)):
        letter, rest = "-" + word.prefix[position], word.prefix[position + 1 :]
        if letter in valued:
            known = rest if word.text is not None and rest else None
            yield Argument(letter, known, rest, word)
            return
        yield Argument(letter, None, "", word)
