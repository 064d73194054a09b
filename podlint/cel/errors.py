"""What can go wrong with an expression: at compile time, and when it meets values."""

from podlint.namedtuple import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with an expression; `offset` and `length` are code points of its source."""

    message: str
    offset: int
    length: int


class CelError(Exception):
    """An expression that cannot be compiled: `problems`, ordered by place, are all that was found.

    `message`, `offset` and `length` are those of the first problem.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.offset))
        self.message, self.offset, self.length = self.problems[0]
        super().__init__("; ".join(problem.message for problem in self.problems))


class CelSyntaxError(CelError):
    """The source is not CEL."""


class CelCheckError(CelError):
    """The source is CEL, but names or types in it do not fit the environment."""


class EvaluationError(Exception):
    """An expression that has no value for these bindings.

    `offset` is the place in the source of the operation that failed; the innermost operation sets it.
    """

    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset

    def place(self, offset: int) -> None:
        """Set the place, unless it is known already."""
        if self.offset is None:
            self.offset = offset
