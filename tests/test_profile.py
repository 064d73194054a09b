"""The profile: what ran within what is taken out of it, and nothing is timed that nobody asked for."""

from collections.abc import Iterator

import pytest

from podlint import profile
from podlint.profile import OFF, Profile


@pytest.fixture(autouse=True)
def ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on by a second whenever somebody looks at it."""

    def seconds() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += 1

    clock = seconds()
    monkeypatch.setattr(profile, "perf_counter", lambda: next(clock))


def test_what_runs_within_is_taken_out() -> None:
    timed = Profile()

    def outer(number: int) -> int:
        return timed.run("facts", "Mount", abs, -number) + timed.run("facts", "Pod", abs, -number)

    assert timed.run("rules", "some-rule", outer, 2) == 4
    assert timed.seconds == {"rules": {"some-rule": 3.0}, "facts": {"Mount": 1.0, "Pod": 1.0}}


def test_what_fails_is_timed_too() -> None:
    timed = Profile()
    with pytest.raises(ZeroDivisionError):
        timed.run("facts", "Mount", divmod, 1, 0)
    assert timed.run("facts", "Mount", abs, -1) == 1
    assert timed.seconds == {"facts": {"Mount": 2.0}}


def test_stages_are_told_with_what_took_longest() -> None:
    timed = Profile()
    for stage, name in (("walk", ""), ("parse", "a.yaml"), ("parse", "b.yaml"), ("parse", "b.yaml")):
        timed.run(stage, name, abs, 1)
    whole = ["1000.0 ms  walk", "3000.0 ms  parse", "2000.0 ms    b.yaml", "1000.0 ms    a.yaml"]
    assert [line.strip() for line in timed.lines()] == whole
    assert [line.strip() for line in timed.lines(["parse"])] == whole[1:]
    assert [line.strip() for line in timed.lines(["rules"])] == ["0.0 ms  rules"]


def test_without_a_profile_nothing_is_told() -> None:
    assert OFF.run("walk", "", abs, -1) == 1
    assert list(OFF.lines()) == list(OFF.lines(["walk"])) == []
