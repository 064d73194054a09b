"""What a shell script consists of, as far as a reader of commands needs it: words, commands and what holds them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from podlint.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    T = TypeVar("T")


class Word(NamedTuple):
    """One word of a script or of an argument vector.

    `text` is the value after quote removal and expansion, None when it is not statically known; `prefix` is the
    known part up to the first unknown. `offset` and `length` count code points in item `item` of the argument
    vector (0 for a script), and cover `raw` unless the word comes from a script inside a quoted or expanded word.
    With `file` they count in the text of the script file of that path, which `item` names.
    """

    text: str | None
    offset: int
    length: int
    raw: str
    prefix: str = ""
    item: int = 0
    file: str = ""


class Redirect(NamedTuple):
    """`fd operator target`; of a here-document the target is its delimiter."""

    operator: str
    fd: int | None
    target: Word


class Assignment(NamedTuple):
    name: str
    value: Word


class Command(NamedTuple):
    """A simple command, its wrappers (`exec`, `env`, `tini --` ...) peeled off.

    `name` is the basename of `program`. `inner` is what the command runs here: the script of `sh -c`, the words of
    `eval`, the body of a function of the script, a script file whose text is known. `handler` is the action of a
    `trap`. `directory` is the working directory where it is known.
    """

    words: tuple[Word, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    background: bool = False
    wrappers: tuple[str, ...] = ()
    name: str | None = None
    program: Word | None = None
    arguments: tuple[Word, ...] = ()
    directory: str | None = None
    inner: Group | None = None
    handler: Group | None = None
    substitutions: tuple[Group, ...] = ()

    @property
    def exec(self) -> bool:
        """Whether the command takes the place of the shell."""
        return "exec" in self.wrappers


class Pipeline(NamedTuple):
    elements: tuple[Statement, ...]
    background: bool = False


class AndOr(NamedTuple):
    """`items` joined by `operators` (`&&`, `||`), which bind equally and to the left."""

    items: tuple[Statement, ...]
    operators: tuple[str, ...]
    background: bool = False


class Negation(NamedTuple):
    statement: Statement
    background: bool = False


class Group(NamedTuple):
    """`{ ...; }`, `( ... )`, or a body that another script, function or substitution brings in."""

    body: tuple[Statement, ...]
    subshell: bool
    redirects: tuple[Redirect, ...] = ()
    background: bool = False


class Branch(NamedTuple):
    """One arm of `if` (`condition`) or of `case` (`patterns`); the arm of `else` has neither."""

    body: tuple[Statement, ...]
    condition: tuple[Statement, ...] = ()
    patterns: tuple[Word, ...] = ()


class If(NamedTuple):
    """`exhaustive`: there is an `else`."""

    branches: tuple[Branch, ...]
    exhaustive: bool
    redirects: tuple[Redirect, ...] = ()
    background: bool = False


class Case(NamedTuple):
    """`exhaustive`: there is a `*)`."""

    subject: Word | None
    branches: tuple[Branch, ...]
    exhaustive: bool
    redirects: tuple[Redirect, ...] = ()
    background: bool = False
    substitutions: tuple[Group, ...] = ()


class Loop(NamedTuple):
    """`while`, `until`, `for` or `select`, as its `keyword` says; `endless` is `for ((;;))`."""

    keyword: Word
    body: tuple[Statement, ...]
    condition: tuple[Statement, ...] = ()
    values: tuple[Word, ...] = ()
    endless: bool = False
    redirects: tuple[Redirect, ...] = ()
    background: bool = False
    substitutions: tuple[Group, ...] = ()


Statement = Command | Pipeline | AndOr | Negation | Group | If | Case | Loop


class _Script(NamedTuple):
    statements: tuple[Statement, ...]
    errors: bool = False
    launcher: Command | None = None


class Script(_Script):
    """`launcher` is the command `sh -c` of an argument vector that gave the script.

    `errors`: a part could not be parsed, or was too large or too deep to be followed.
    """

    def derived(self, build: Callable[[Script], T]) -> T:
        """What `build` makes of the script, worked out once, for containers share scripts and facts ask often."""
        known = self._derived
        if build not in known:
            known[build] = build(self)
        found: T = known[build]
        return found

    @cached_property
    def _derived(self) -> dict[Callable[[Script], Any], Any]:
        return {}
