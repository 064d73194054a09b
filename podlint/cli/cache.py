"""podlint cache: what is kept from run to run."""

import click

from podlint.cache import Cache, Entry, open_cache
from podlint.cli.output import write
from podlint.files.contents import describe
from podlint.problem import Problem, UserError
from podlint.report.characters import visible


@click.group("cache")
def command() -> None:
    """What is kept from run to run, in .podlint_cache or where PODLINT_CACHE_DIR says.

    Nothing is lost with it but the time to find it again.
    """


@command.command("show")
def show() -> int:
    """List what is kept: a name and a size in bytes a line."""
    cache = open_cache()
    entries = _entries(cache)
    write("".join(f"{visible(entry.name)}  {entry.size}\n" for entry in entries))
    write(f"{_where(cache)}: {len(entries)} entries, {sum(entry.size for entry in entries)} bytes\n")
    return 0


@command.command("clear")
def clear() -> int:
    """Forget everything that is kept."""
    cache = open_cache()
    entries = _entries(cache)
    try:
        for entry in entries:
            cache.forget(entry.name)
    except OSError as error:
        raise UserError([Problem(f"can't clear {_where(cache)}: {describe(error)}")]) from error
    write(f"{_where(cache)}: {len(entries)} entries removed\n")
    return 0


def _entries(cache: Cache) -> list[Entry]:
    """Raises UserError where the folder can't be read."""
    try:
        return list(cache.entries())
    except OSError as error:
        raise UserError([Problem(f"can't read {_where(cache)}: {describe(error)}")]) from error


def _where(cache: Cache) -> str:
    return visible(cache.folder or "no cache: .podlint_cache is a link")
