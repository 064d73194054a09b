"""What the user must mend, with the line it stands in and a caret under it."""

from collections.abc import Iterable, Iterator

from podlint.problem import Problem
from podlint.report.characters import visible
from podlint.report.snippet import Gutter, Label, snippet
from podlint.report.style import style_for


def render_problems(problems: Iterable[Problem], color: bool, width: int = 100) -> str:
    """The problems for standard error, each in a paragraph of its own where it has a place."""
    return "".join(f"{line}\n" for problem in problems for line in _lines(problem, color, width))


def _lines(problem: Problem, color: bool, width: int) -> Iterator[str]:
    style = style_for(color)
    place = problem.place
    yield f"{style.paint('error', 'error' if place else 'podlint')}: {visible(problem.message)}"
    if place is not None:
        digits = len(str(place.line))
        yield f"{' ' * digits}--> {visible(str(place))}"
        yield from snippet([Label(place, "", 0, "error")], Gutter(digits, style), width, 0)
