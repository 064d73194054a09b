"""What a command does with each of its arguments: by the table of usages, or by a syntax of its own."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from podlint.namedtuple import NamedTuple
from podlint.shell.options import Argument, arguments_of
from podlint.shell.usages import USAGES, Role, Usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podlint.shell.syntax import Command, Word

FILE_TESTS = frozenset("-" + letter for letter in "bcdefghkLOGNprsSuwx")
TAR_VALUED = frozenset({"-f", "--file", "-C", "--directory", "--exclude", "-T", "-X", "-I", "--strip-components"})


class Used(NamedTuple):
    role: Role
    argument: Argument


@lru_cache(maxsize=1024)
def usage_of(name: str | None) -> Usage | None:
    """The usage of a command; `python3.11` is `python`."""
    return USAGES.get(name or "") or USAGES.get((name or "").rstrip("0123456789."))


def is_known(name: str | None) -> bool:
    return name in SPECIAL or usage_of(name) is not None


def uses_of(command: Command) -> Iterator[Used]:
    """The arguments of a command of the tables with their roles; nothing for other commands."""
    special = SPECIAL.get(command.name or "")
    if special is not None:
        yield from special(command.arguments)
        return
    usage = usage_of(command.name)
    if usage is not None and (usage.operands != ("none",) or usage.options):
        yield from uses_by_table(usage, command.arguments)


def uses_by_table(usage: Usage, words: Sequence[Word]) -> Iterator[Used]:
    arguments = list(arguments_of(words, usage.options))
    given = {argument.option for argument in arguments}
    operands = [argument for argument in arguments if not argument.option]
    roles = roles_of(usage, len(operands), given)
    yield from (Used(usage.options.get(option.option, "named"), option) for option in arguments if option.option)
    yield from (Used(role, argument) for role, argument in zip(roles, operands, strict=True))


def roles_of(usage: Usage, count: int, given: set[str]) -> list[Role]:
    """The roles of `count` operands when the options `given` are present."""
    pattern = usage.operands[1:] if usage.instead & given and len(usage.operands) > 1 else usage.operands
    roles = [*pattern[:count], *[pattern[-1]] * (count - len(pattern))]
    if usage.writing & given:
        roles = ["write" if role == "read" else role for role in roles]
    if usage.final and count > 1 and not given & {"-t", "--target-directory"}:
        roles[-1] = usage.final
    return roles


def uses_of_tar(words: Sequence[Word]) -> Iterator[Used]:
    """`tar xzf a -C /d`: the first word may lack its dash."""
    arguments = tar_arguments(words)
    given = {argument.option for argument in arguments}
    creates = bool(given & {"-c", "-r", "-u", "--create", "--append", "--update"})
    roles: dict[str, Role] = {"-f": "write" if creates else "read", "-C": "read" if creates else "write", "-T": "read"}
    roles |= {"--file": roles["-f"], "--directory": roles["-C"], "": "read" if creates else "none"}
    yield from (Used(roles.get(argument.option, "none"), argument) for argument in arguments)


def tar_arguments(words: Sequence[Word]) -> list[Argument]:
    if not words or words[0].prefix.startswith("-"):
        return list(arguments_of(words, TAR_VALUED))
    letters = [Argument("-" + letter, None, "", words[0]) for letter in words[0].prefix if letter != "f"]
    rest = words[1:]
    if "f" in words[0].prefix and rest:
        letters.append(Argument("-f", rest[0].text, rest[0].prefix, rest[0]))
        rest = rest[1:]
    return [*letters, *arguments_of(rest, TAR_VALUED)]


def uses_of_dd(words: Sequence[Word]) -> Iterator[Used]:
    roles: dict[str, Role] = {"if": "read", "of": "write"}
    for word in words:
        name, equals, prefix = word.prefix.partition("=")
        if equals and name in roles:
            yield Used(roles[name], Argument(name, prefix if word.text is not None else None, prefix, word))


def uses_of_git(words: Sequence[Word]) -> Iterator[Used]:
    """`git clone URL DIR` writes DIR."""
    usage = USAGES["git"]
    arguments = list(arguments_of(words, usage.options))
    yield from (Used(usage.options[option.option], option) for option in arguments if option.option in usage.options)
    operands = [argument for argument in arguments if not argument.option]
    if len(operands) > 2 and operands[0].value == "clone":
        yield Used("write", operands[2])


def uses_of_test(words: Sequence[Word]) -> Iterator[Used]:
    """The operands of `-f` and its like in `test` and `[`."""
    for operator, operand in pairwise(words):
        if operator.text in FILE_TESTS:
            yield Used("read", Argument("", operand.text, operand.prefix, operand))


SPECIAL: dict[str, Callable[[Sequence[Word]], Iterator[Used]]] = {
    "tar": uses_of_tar,
    "bsdtar": uses_of_tar,
    "dd": uses_of_dd,
    "git": uses_of_git,
    "test": uses_of_test,
    "[": uses_of_test,
    "[[": uses_of_test,
}
