"""Which rules run, and with which settings."""

from pathlib import Path

import pytest

from podlint.choosing import choose, find_rule, why_off
from podlint.config import Config, Named, RuleSetting, from_command_line, layered
from podlint.config.file import from_text, parse_config
from podlint.engine import Selected
from podlint.facts import KINDS
from podlint.problem import UserError
from podlint.rule import Rule, load_rules

RULE = """\
summary: A container without a tag
severity: warning
why: It breaks at run time, somewhere.
fix: Put a tag there.
false-positives: When it is meant.
references: ["https://example.com/"]
each: Container
when: image != null
message: no tag
params:
  least: {type: integer, default: 1, description: A whole number.}
  ratio: {type: number, default: 0.5, description: Any number.}
  names: {type: array, default: [], description: Some names.}
  strict: {type: boolean, default: false, description: Yes or no.}
bad: ["a: b # finding"]
good: ["a: b"]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> list[Rule]:
    folder = tmp_path_factory.mktemp("rules")
    for name in ("pod/untagged", "pod/unlimited", "volume/unused"):
        path = Path(folder, f"{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE + ("enabled: false\n" if name == "pod/unlimited" else ""), encoding="utf-8")
    return load_rules(str(folder), KINDS)


def config(text: str) -> Config:
    return parse_config(".podlint.yaml", text.encode())


def chosen(rules: list[Rule], text: str) -> list[str]:
    return [selected.rule.id for selected in choose(rules, config(text))]


def told(rules: list[Rule], text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        choose(rules, config(text))
    return [str(problem).removeprefix(".podlint.yaml:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["untagged", "unused"]),
        ("select: [default]", ["untagged", "unused"]),
        ("select: [all]", ["unlimited", "untagged", "unused"]),
        ("select: [untagged]", ["untagged"]),
        ("select: [pod/untagged]", ["untagged"]),
        ("select: [pod/*]", ["unlimited", "untagged"]),
        ("select: [unlimited, default]", ["unlimited", "untagged", "unused"]),
        ("ignore: [untagged]", ["unused"]),
        ("ignore: [pod/untagged]", ["unused"]),
        ("ignore: [volume/*]", ["untagged"]),
        ("select: [all]\nignore: [default]", ["unlimited"]),
        ("select: [pod/*]\nignore: [unlimited]", ["untagged"]),
    ],
)
def test_selection(rules: list[Rule], text: str, ids: list[str]) -> None:
    assert sorted(chosen(rules, text)) == ids


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select: [untaged]", "1:10: unknown rule `untaged`; did you mean `untagged`?"),
        ("ignore:\n  - pod/untaged", "2:5: unknown rule `pod/untaged`; did you mean `pod/untagged`?"),
        ("select: [pods/*]", "1:10: unknown rule `pods/*`; did you mean `pod/*`?"),
        ("select: [volume/untagged]", "1:10: unknown rule `volume/untagged`; did you mean `volume/unused`?"),
        ("select: [defualt]", "1:10: unknown rule `defualt`; did you mean `default`?"),
        ("select: [pod]", "1:10: unknown rule `pod`; did you mean `pod/*`?"),
        ("select: ['*']", "1:10: unknown rule `*`"),
        ("rules: {untaged: {}}", "1:9: unknown rule `untaged`; did you mean `untagged`?"),
        ("rules: {pod/untagged: {}}", "1:9: unknown rule `pod/untagged`; did you mean `untagged`?"),
        ("rules: {all: {severity: info}}", "1:9: unknown rule `all`"),
        (
            "rules: {untagged: {params: {leest: 1}}}",
            "1:29: rule `untagged` has no parameter `leest`; did you mean `least`?",
        ),
        ("rules: {untagged: {params: {least: 1.5}}}", "1:36: `least` is to be of type integer"),
        ("rules: {untagged: {params: {least: yes}}}", "1:36: `least` is to be of type integer"),
        ("rules: {untagged: {params: {ratio: '1'}}}", "1:36: `ratio` is to be of type number"),
        ("rules: {untagged: {params: {names: {}}}}", "1:36: `names` is to be of type array"),
        ("rules: {untagged: {params: {strict: 1}}}", "1:37: `strict` is to be of type boolean"),
    ],
)
def test_mistake(rules: list[Rule], text: str, message: str) -> None:
    assert told(rules, text) == [message]


def test_tags_select(tmp_path: Path) -> None:
    for name, tags in {"pod/untagged": "[images, ci]", "volume/unused": "[ci]", "pod/other": "[images]"}.items():
        path = Path(tmp_path, f"{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{RULE}tags: {tags}\n", encoding="utf-8")
    tagged = load_rules(str(tmp_path), KINDS)
    assert sorted(chosen(tagged, "select: [images]")) == ["other", "untagged"]
    assert sorted(chosen(tagged, "select: [all]\nignore: [ci]")) == ["other"]
    assert told(tagged, "select: [image]") == ["1:10: unknown rule `image`; did you mean `images`?"]


@pytest.mark.parametrize(
    ("override", "ids"),
    [
        ("{files: [a], select: [unlimited]}", ["unlimited", "untagged", "unused"]),
        ("{files: [a], extend-select: [all]}", ["unlimited", "untagged", "unused"]),
        ("{files: [a], ignore: [pod/*]}", ["untagged", "unused"]),
    ],
)
def test_rules_that_run_somewhere(rules: list[Rule], override: str, ids: list[str]) -> None:
    assert sorted(chosen(rules, f"overrides: [{override}]")) == ids


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("{files: [a], ignore: [untaged]}", "1:35: unknown rule `untaged`; did you mean `untagged`?"),
        ("{files: [a], select: [pods/*]}", "1:35: unknown rule `pods/*`; did you mean `pod/*`?"),
        (
            "{files: [a], rules: {untaged: {severity: info}}}",
            "1:34: unknown rule `untaged`; did you mean `untagged`?",
        ),
    ],
)
def test_mistake_in_an_override(rules: list[Rule], override: str, message: str) -> None:
    assert told(rules, f"overrides: [{override}]") == [message]


def test_all_mistakes_at_once(rules: list[Rule]) -> None:
    text = "select: [a]\nignore: [b]\nrules: {c: {}, untagged: {params: {d: 1, least: x}}}"
    assert [line.partition(": ")[0] for line in told(rules, text)] == ["1:10", "2:10", "3:9", "3:36", "3:49"]


def test_option_is_named(rules: list[Rule]) -> None:
    with pytest.raises(UserError, match=r"^unknown rule `untaged` in --select; did you mean `untagged`\?$"):
        choose(rules, Config(select=(Named("untaged", option="--select"),)))


def test_a_run_without_rules_is_no_clean_run(rules: list[Rule]) -> None:
    assert told(rules, "ignore: [all]") == [
        "no rule is left to run: everything that is selected is ignored, or off by default"
    ]


def settings_of(rules: list[Rule], text: str) -> Selected:
    (found,) = choose(rules, config("select: [untagged]\n" + text))
    return found


def test_settings(rules: list[Rule]) -> None:
    found = settings_of(rules, "rules: {untagged: {severity: info, params: {least: 7, ratio: 2, names: [a]}}}")
    assert found.severity == "info"
    assert found.params == {"least": 7, "ratio": 2, "names": ["a"], "strict": False}


def test_later_settings_go_before_earlier_ones(rules: list[Rule]) -> None:
    text = b"select: [untagged]\nrules: {untagged: {severity: info, params: {least: 7, ratio: 2}}}"
    later = from_command_line({"rules": ["untagged.least=9"]})
    (found,) = choose(rules, layered([from_text(".podlint.yaml", text), later]))
    assert (found.severity, found.params["least"], found.params["ratio"]) == ("info", 9, 2)


def test_settings_of_the_command_line_are_checked(rules: list[Rule]) -> None:
    wrong = (
        RuleSetting(Named("untaged", option="--set"), None, {}),
        RuleSetting(Named("untagged", option="--set"), None, {"least": "x", "leest": 1}),
    )
    with pytest.raises(UserError) as caught:
        choose(rules, Config(rules=wrong))
    assert [str(problem) for problem in caught.value.problems] == [
        "unknown rule `untaged` in --set; did you mean `untagged`?",
        "`least` is to be of type integer",
        "rule `untagged` has no parameter `leest`; did you mean `least`?",
    ]


@pytest.mark.parametrize(
    ("text", "rule_id", "why"),
    [
        ("", "untagged", ""),
        ("", "unlimited", "off by default"),
        ("select: [all]", "unlimited", ""),
        ("select: [volume/*]", "untagged", "not selected"),
        ("ignore:\n  - a\n  - pod/*", "untagged", "ignored in .podlint.yaml:3:5"),
    ],
)
def test_why_a_rule_does_not_run(rules: list[Rule], text: str, rule_id: str, why: str) -> None:
    assert why_off(find_rule(rules, rule_id), config(text)) == why


def test_without_settings_a_rule_has_its_own(rules: list[Rule]) -> None:
    found = settings_of(rules, "rules: {unused: {severity: info}}")
    assert found.severity is None
    assert found.params == {"least": 1, "ratio": 0.5, "names": [], "strict": False}


def test_rule_by_name(rules: list[Rule]) -> None:
    assert find_rule(rules, "untagged").id == "untagged"
    assert find_rule(rules, "pod/untagged").id == "untagged"
    with pytest.raises(UserError, match=r"^unknown rule `untaged`; did you mean `untagged`\?$"):
        find_rule(rules, "untaged")
