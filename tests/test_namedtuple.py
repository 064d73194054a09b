"""podlint's named tuples behave as the standard library's: each case runs with both."""

import copy
import pickle
import typing
from typing import Any

import pytest

from podlint import namedtuple as lazily


class Shapes:
    """The same classes, made from one of the two."""

    def __init__(self, source: Any) -> None:
        class Point(source.NamedTuple):  # type: ignore[misc]
            """Where something is."""

            name: str
            x: int = 0
            y: int = 0

            @property
            def sum(self) -> int:
                return self.x + self.y

            def moved(self, by: int) -> Any:
                return self._replace(x=self.x + by)

        class Loud(source.NamedTuple):  # type: ignore[misc]
            name: str

            def __repr__(self) -> str:
                return f"<{self.name}>"

        class Named(Point):
            """With a dictionary of its own."""

        class Empty(source.NamedTuple):  # type: ignore[misc]
            pass

        self.point: Any = Point
        self.loud: Any = Loud
        self.named: Any = Named
        self.empty: Any = Empty


@pytest.fixture(params=[typing, lazily], ids=["standard", "podlint"])
def shapes(request: pytest.FixtureRequest) -> Shapes:
    return Shapes(request.param)


def test_fields_are_given_by_position_name_and_default(shapes: Shapes) -> None:
    for _ in range(2):  # the first instance is made in another way than those that follow
        point = shapes.point("a", y=2)
        assert (point.name, point.x, point.y, point.sum) == ("a", 0, 2, 2)


@pytest.mark.parametrize(
    ("positions", "names"), [((), {}), (("a", 1, 2, 3), {}), (("a",), {"name": "b"}), (("a",), {"z": 1})]
)
def test_what_does_not_fit_is_refused(shapes: Shapes, positions: tuple[Any, ...], names: dict[str, Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"__new__\(\)"):
            shapes.point(*positions, **names)


def test_they_are_tuples(shapes: Shapes) -> None:
    point = shapes.point("a", 1)
    assert point == ("a", 1, 0)
    assert hash(point) == hash(("a", 1, 0))
    assert point < shapes.point("a", 2)
    name, *rest = point
    assert (name, rest, point[1], len(point)) == ("a", [1, 0], 1, 3)
    assert shapes.empty() == ()


def test_they_do_not_change(shapes: Shapes) -> None:
    with pytest.raises(AttributeError):
        shapes.point("a").name = "b"
    assert not hasattr(shapes.point("a"), "__dict__")


def test_a_copy_with_changes_leaves_the_original(shapes: Shapes) -> None:
    point = shapes.point("a", 1)
    assert (point.moved(2), point) == (("a", 3, 0), ("a", 1, 0))
    with pytest.raises((TypeError, ValueError), match="z"):
        point._replace(z=1)


def test_what_they_are_made_of(shapes: Shapes) -> None:
    assert shapes.point._fields == ("name", "x", "y")
    assert shapes.point._field_defaults == {"x": 0, "y": 0}
    assert shapes.point._make(["a", 1, 2]) == shapes.point("a", 1, 2)
    assert shapes.point("a")._asdict() == {"name": "a", "x": 0, "y": 0}
    assert shapes.point.__doc__ == "Where something is."
    with pytest.raises(TypeError, match="Expected 3 arguments, got 1"):
        shapes.point._make(["a"])


def test_the_text_names_class_and_fields(shapes: Shapes) -> None:
    assert repr(shapes.point("a")) == "Point(name='a', x=0, y=0)"
    assert repr(shapes.loud("a")) == "<a>"


def test_classes_may_be_derived_from_them(shapes: Shapes) -> None:
    named = shapes.named("a")
    assert type(named) is type(named._replace(x=1)) is type(named.moved(1)) is shapes.named
    named.note = "b"
    assert (named.note, repr(named)) == ("b", "Named(name='a', x=0, y=0)")


def test_patterns_match_by_position(shapes: Shapes) -> None:
    match shapes.point("a", 4):
        case shapes.point(name, x, _):
            assert (name, x) == ("a", 4)
        case _:
            pytest.fail("it is a point")


class Sent(lazily.NamedTuple):
    """What goes from one process to another."""

    name: str
    size: int


def test_values_are_copied_and_go_through_pickle() -> None:
    assert pickle.loads(pickle.dumps(Sent("a", 1))) == copy.copy(Sent("a", 1)) == copy.deepcopy(Sent("a", 1))
    assert type(pickle.loads(pickle.dumps(Sent("a", 1)))) is Sent
