"""podlint's dataclasses behave as the standard library's: each case runs with both."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from podlint import dataclass as lazily


class Shapes:
    """The same classes, made by one of the two."""

    def __init__(self, maker: Any) -> None:
        @maker.dataclass(frozen=True, slots=True)
        class Value:
            name: str
            size: int = 3
            parts: list[str] = maker.field(default_factory=list)

            @property
            def double(self) -> int:
                return 2 * self.size

        @maker.dataclass(frozen=True, slots=True)
        class Single:
            name: str

        @maker.dataclass(frozen=True, slots=True, eq=False)
        class Entity:
            name: str

            def __repr__(self) -> str:
                return f"<{self.name}>"

        @maker.dataclass(slots=True)
        class Changing:
            count: int = 0
            inner: Any = None

        self.value: Any = Value
        self.single: Any = Single
        self.entity: Any = Entity
        self.changing: Any = Changing
        self.replace = maker.replace


@pytest.fixture(params=[dataclasses, lazily], ids=["standard", "podlint"])
def shapes(request: pytest.FixtureRequest) -> Shapes:
    return Shapes(request.param)


def test_fields_are_given_by_position_name_and_default(shapes: Shapes) -> None:
    value = shapes.value("a", parts=["b"])
    assert (value.name, value.size, value.parts, value.double) == ("a", 3, ["b"], 6)


def test_a_factory_makes_a_default_for_each_instance(shapes: Shapes) -> None:
    assert shapes.value("a").parts == []
    assert shapes.value("a").parts is not shapes.value("a").parts


@pytest.mark.parametrize(
    ("positions", "names"), [((), {}), (("a", 1, [], 4), {}), (("a",), {"name": "b"}), (("a",), {"colour": "red"})]
)
def test_what_does_not_fit_is_refused(shapes: Shapes, positions: tuple[Any, ...], names: dict[str, Any]) -> None:
    for _ in range(2):  # the first instance is made in another way than those that follow
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            shapes.value(*positions, **names)


def test_values_are_compared_by_their_fields(shapes: Shapes) -> None:
    assert shapes.value("a") == shapes.value("a") != shapes.value("b")
    assert shapes.single("a") == shapes.single("a") != shapes.single("b")
    assert shapes.single("a") != shapes.value("a")
    assert len({shapes.single("a"), shapes.single("a"), shapes.single("b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(shapes.value("a"))  # its list can't be hashed
    with pytest.raises(TypeError, match="unhashable"):
        hash(shapes.changing())


def test_entities_are_compared_by_identity(shapes: Shapes) -> None:
    one, other = shapes.entity("a"), shapes.entity("a")
    assert one != other
    assert len({one, other, one}) == 2


def test_what_is_frozen_stays(shapes: Shapes) -> None:
    value = shapes.value("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert value.name == "a"


def test_what_is_not_frozen_changes(shapes: Shapes) -> None:
    changing = shapes.changing()
    changing.count += 1
    assert changing.count == 1


def test_there_are_no_attributes_besides_the_fields(shapes: Shapes) -> None:
    with pytest.raises(AttributeError):
        shapes.changing().other = 1
    assert not hasattr(shapes.value("a"), "__dict__")


def test_a_copy_with_changes_leaves_the_original(shapes: Shapes) -> None:
    value = shapes.value("a", 4)
    assert shapes.replace(value, name="b") == shapes.value("b", 4)
    assert value.name == "a"
    with pytest.raises(TypeError):
        shapes.replace(value, colour="red")


def test_the_text_names_class_and_fields(shapes: Shapes) -> None:
    assert repr(shapes.value("a")).endswith("Shapes.__init__.<locals>.Value(name='a', size=3, parts=[])")
    assert repr(shapes.entity("a")) == "<a>"


def test_the_text_of_what_holds_itself_ends(shapes: Shapes) -> None:
    changing = shapes.changing()
    changing.inner = changing
    assert repr(changing).endswith("Changing(count=0, inner=...)")


def test_copies_are_equal(shapes: Shapes) -> None:
    value = shapes.value("a", 4, ["b"])
    assert copy.copy(value) == copy.deepcopy(value) == value
    assert copy.deepcopy(value).parts is not value.parts


def test_patterns_match_by_position(shapes: Shapes) -> None:
    match shapes.value("a", 4):
        case shapes.value(name, size, _):
            assert (name, size) == ("a", 4)
        case _:
            pytest.fail("it is a value")


def test_the_standard_library_knows_them(shapes: Shapes) -> None:
    value = shapes.value("a", 4, ["b"])
    assert hasattr(shapes.value, "__dataclass_fields__")  # what `dataclasses.is_dataclass` looks for
    assert [field.name for field in dataclasses.fields(value)] == ["name", "size", "parts"]
    assert dataclasses.asdict(value) == {"name": "a", "size": 4, "parts": ["b"]}
    assert dataclasses.replace(value, size=5) == shapes.value("a", 5, ["b"])
    assert shapes.value("c").parts == []


@lazily.dataclass(frozen=True, slots=True)
class Sent:
    """What goes from one process to another."""

    name: str
    size: int


def test_values_go_through_pickle() -> None:
    assert pickle.loads(pickle.dumps(Sent("a", 1))) == Sent("a", 1)
