"""The configuration: where it is looked for, what it may say, and how its mistakes are told."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from podlint.cache import Cache
from podlint.config import (
    Config,
    find_config,
    from_command_line,
    from_environment,
    layered,
    texts,
)
from podlint.config.file import from_file, from_text, parse_config
from podlint.problem import Problem, UserError
from podlint.report.problems import render_problems


def config(text: str) -> Config:
    return parse_config(".podlint.yaml", text.encode())


def told(text: str) -> list[str]:
    """What is wrong with a configuration, as `line:column: message`."""
    with pytest.raises(UserError) as caught:
        config(text)
    return [str(problem).removeprefix(".podlint.yaml:") for problem in caught.value.problems]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository within a folder that has a configuration as well."""
    (tmp_path / ".podlint.yaml").touch()
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "apps" / "web").mkdir(parents=True)
    return tmp_path / "repository"


def test_nearest_configuration_wins(repository: Path) -> None:
    (repository / ".podlint.yaml").touch()
    (repository / "apps" / ".podlint.yaml").touch()
    assert find_config(str(repository / "apps" / "web")) == str(repository / "apps" / ".podlint.yaml")
    assert find_config(str(repository)) == str(repository / ".podlint.yaml")


def test_root_of_the_repository_is_the_limit(repository: Path) -> None:
    assert find_config(str(repository / "apps")) is None


def test_work_tree_is_a_repository_too(repository: Path) -> None:
    """In a work tree or submodule `.git` is a file."""
    (repository / "apps" / ".git").write_text("gitdir: elsewhere")
    (repository / ".podlint.yaml").touch()
    assert find_config(str(repository / "apps" / "web")) is None


def test_folder_of_that_name_is_no_configuration(repository: Path) -> None:
    (repository / ".podlint.yaml").mkdir()
    assert find_config(str(repository)) is None


def test_without_a_repository_it_is_looked_for_up_to_the_root(tmp_path: Path) -> None:
    (tmp_path / ".podlint.yaml").touch()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert find_config(str(tmp_path / "deep" / "er")) == str(tmp_path / ".podlint.yaml")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "{}"])
def test_empty(text: str) -> None:
    assert config(text) == Config()


def test_all_of_it() -> None:
    found = config(
        """\
paths: [manifests]
exclude: ["dev/**"]
kubernetes-version: "1.33"
select: [default, pod/*]
ignore: [war-from-host-path]
fail-on: error
nodes: [{name: node-a, cpu: 500m, memory: 1.25Gi}, {name: node-b, cpu: 2}]
pod-templates: [{apiVersion: example.com/v1, kind: Site, path: spec.web.template}]
rules: {client-ip-lost: {severity: error, params: {threshold: 2}}}
"""
    )
    assert (texts(found.paths), texts(found.exclude), found.kubernetes_version) == (["manifests"], ["dev/**"], "1.33")
    assert [word.text for word in found.select] == ["default", "pod/*"]
    assert [str(word.place) for word in found.ignore] == [".podlint.yaml:5:10"]
    assert found.fail_on == "error"
    assert [(item.node.name, item.node.capacity) for item in found.settings.nodes] == [
        ("node-a", {"cpu": Fraction(1, 2), "memory": 5 * 2**28}),
        ("node-b", {"cpu": 2}),
    ]
    assert found.settings.pod_templates == {("example.com/v1", "Site"): ("spec", "web", "template")}
    assert [(one.name.text, one.severity, one.params) for one in found.rules] == [
        ("client-ip-lost", "error", {"threshold": 2})
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exlude: [a]", "1:1: unknown key `exlude`; did you mean `exclude`?"),
        ("paths: a", "1:8: `paths` is to be a list, not a text"),
        ("paths: [1]", "1:9: `paths[0]` is to be a text, not a number; put it in quotes"),
        ("paths: ['']", "1:9: `paths[0]` is to have 1 characters or more"),
        ("kubernetes-version: {}", "1:1: `kubernetes-version` is to be a text or a list, not a mapping"),
        ("kubernetes-version: [1.3]", "1:22: `kubernetes-version[0]` is to be a text, not a number; put it in quotes"),
        ("fail-on: warn", "1:10: `warn` is not one of error, warning, info, never; did you mean `warning`?"),
        ("fail-on: [error]", "1:1: `fail-on` is to be one of error, warning, info, never"),
        ("nodes: [{cpu: 1}]", "1:9: `name` is missing"),
        ("nodes: [{name: a, memry: 1Gi}]", "1:19: unknown key `memry`; did you mean `memory`?"),
        ("nodes: [{name: a, cpu: [1]}]", "1:19: `cpu` is to be a text or a number, not a list"),
        ("overrides: [{ignore: [a]}]", "1:13: `files` or `kinds` or `namespaces` or `labels` is missing"),
        ("overrides: [{kinds: [Deploymnt]}]", "1:22: unknown kind `Deploymnt`; did you mean `Deployment`?"),
        ("rules: {x: {severty: error}}", "1:13: unknown key `severty`; did you mean `severity`?"),
        ("rules: {x: {severity: fatal}}", "1:23: `fatal` is not one of error, warning, info"),
        ("rules: {x: off}", "1:12: `x` is to be a mapping, not a boolean"),
        ("pod-templates: [{kind: A, apiVersion: v1, path: .}]", "1:49: `.` does not have the form ^[^.]+([.][^.]+)*$"),
        ("pod-templates: [{apiVersion: v1, kind: A}]", "1:17: `path` is missing"),
        ("paths: [a]\nignore: []\npaths: [b]", "3:1: key `paths` stands here again"),
        ("rules: {x: {severity: info, severity: error}}", "1:29: key `severity` stands here again"),
        ("- a list", "1:1: one mapping is expected here"),
        ("just a text", "1:1: one mapping is expected here"),
        ("paths: []\n---\npaths: []", "1:1: one mapping is expected here"),
        ("paths: {{ paths }}", "1:1: one mapping is expected here"),
        ("paths: [a", "1:8: this list has no closing `]`, or a `,` is missing in it"),
    ],
)  # fmt: skip
def test_mistake(text: str, message: str) -> None:
    assert told(text) == [message]


@pytest.mark.parametrize(
    ("text", "minors"),
    [
        ("fail-on: error", (37,)),
        ("kubernetes-version: '1.33'", (33,)),
        ("kubernetes-version: '1.35,1.37'", (35, 36, 37)),
        ("kubernetes-version: ['1.30', '1.31']", (30, 31)),
    ],
)
def test_releases(text: str, minors: tuple[int, ...]) -> None:
    assert config(text).settings.kubernetes_minors == minors


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("v1.33", "not 'v1.33'; did you mean `1.33`?; known are 1.30, "),
        ("1.30,1.73", "not '1.73'; did you mean `1.37`?; known are 1.30, "),
        ("['1.37', '1.30']", "goes backwards in '1.37,1.30'; the first release comes first: 1.30,1.37"),
        ("1.30,1.30", "names 1.30 twice"),
        ("[]", "not ''; known are 1.30, "),
    ],
)
def test_mistake_in_releases(version: str, message: str) -> None:
    (line,) = told(f"fail-on: error\nkubernetes-version: {version}")
    assert line.startswith("2:21: kubernetes-version ")
    assert message in line


def test_all_mistakes_at_once() -> None:
    text = "fail-on: warn\nexlude: [a]\nnodes: [{name: a, cpu: true}]\n"
    assert [line.partition(":")[0] for line in told(text)] == ["1", "2", "3"]


def test_quantities() -> None:
    text = 'nodes:\n  - {name: a, cpu: 1x, memory: 1Gi}\n  - {name: b, memory: "", ephemeral-storage: 1gb}\n'
    assert [line.partition(" is ")[0] for line in told(text)] == [
        '2:20: cpu: "1x"',
        "3:23: memory: an empty text",
        '3:46: ephemeral-storage: "1gb"',
    ]


def test_mistakes_are_shown_with_their_line() -> None:
    with pytest.raises(UserError) as caught:
        config("ignore:\n  - a\nexlude:\n  - b\n")
    assert render_problems(caught.value.problems, color=False) == (
        "error: unknown key `exlude`; did you mean `exclude`?\n --> .podlint.yaml:3:1\n3 | exlude:\n  | ^^^^^^\n"
    )


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    for name, message in (
        ("nowhere.yaml", "can't read nowhere.yaml: no such file or directory"),
        (".", "can't read .: not a file but a directory"),
        ("pipe", "can't read pipe: not a file but a named pipe; `-` reads from a pipe"),
    ):
        with pytest.raises(UserError) as caught:
            from_file(name)
        assert str(caught.value) == message


HOSTILE = {
    "deep": "paths: " + "[" * 5000 + "]" * 5000,
    "fairly deep": "paths: " + "[" * 95 + "]" * 95,
    "open": "{" * 5000,
    "aliases": "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9 if n else '1'}]" for n in range(9)),
    "zeros": "\x00" * 100,
    "long": "select: " + "a" * 1_000_000,
    "many": "\n".join(f"key{n}: 1" for n in range(2000)),
    "number": "nodes: [{name: a, cpu: 1e999999999}]",
    "digits": f"nodes: [{{name: a, cpu: {'9' * 5000}}}]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    problems = _problems(HOSTILE[name])
    assert bool(problems) == (name != "number")
    assert max((len(problem.message) for problem in problems), default=0) < 500


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        config(text)
    except UserError as error:
        return error.problems
    return ()


def test_paths_of_a_file_are_relative_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".podlint.yaml").write_text("paths: [manifests, /etc/k8s]\nrule-folders: [mine]\n")
    monkeypatch.chdir(tmp_path / "deep" / "er")
    found = layered([from_file(str(tmp_path / ".podlint.yaml"))])
    assert (found.file, found.folder) == ("../../.podlint.yaml", "../..")
    assert texts(found.paths) == ["../../manifests", "/etc/k8s"]
    assert texts(found.rule_folders) == ["../../mine"]


def test_defaults() -> None:
    found = Config()
    assert (texts(found.paths), texts(found.select), found.fail_on, found.context) == (["."], ["default"], "warning", 0)
    assert str(found.origin("fail_on")) == "default"


def test_command_line_over_environment_over_file() -> None:
    file = from_text(".podlint.yaml", b"fail-on: error\ncontext: 1\ncolor: never\nno-gitignore: true\n")
    variables = from_environment({"PODLINT_CONTEXT": "2", "PODLINT_COLOR": "always", "PODLINT_EXCLUDE": ""})
    found = layered([file, variables, from_command_line({"color": ["auto"], "no_gitignore": ["False"]})])
    assert (found.fail_on, found.context, found.color, found.no_gitignore) == ("error", 2, "auto", False)
    assert [str(found.origin(name)) for name in ("fail_on", "context", "color", "no_gitignore", "exclude")] == [
        ".podlint.yaml:1:1",
        "PODLINT_CONTEXT",
        "command line --color",
        "command line --no-gitignore",
        "default",
    ]


def test_what_adds_is_the_sum_and_each_word_knows_its_origin() -> None:
    file = from_text(".podlint.yaml", b"select: [a]\nignore:\n  - b\n")
    variables = from_environment({"PODLINT_IGNORE": "c,d e", "PODLINT_SELECT": "f"})
    found = layered([file, variables, from_command_line({"ignore": ["g, h", "i"]})])
    assert texts(found.select) == ["f"]
    assert [(word.text, str(word.origin)) for word in found.ignore] == [
        ("b", ".podlint.yaml:3:5"),
        ("c", "PODLINT_IGNORE"),
        ("d", "PODLINT_IGNORE"),
        ("e", "PODLINT_IGNORE"),
        ("g", "command line --ignore"),
        ("h", "command line --ignore"),
        ("i", "command line --ignore"),
    ]


def test_variable_holds_values_as_a_command_line_would() -> None:
    """Only the names of rules hold no commas of their own."""
    found = layered([from_environment({"PODLINT_EXCLUDE": "dev/** 'old, and new/' a,b"})])
    assert texts(found.exclude) == ["dev/**", "old, and new/", "a,b"]
    found = layered([from_environment({"PODLINT_SET": "a.b=[1,2] 'c.d=x y'"})])
    assert [(one.name.text, one.params) for one in found.rules] == [("a", {"b": [1, 2]}), ("c", {"d": "x y"})]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"PODLINT_COLOR": "alwys"}, "PODLINT_COLOR takes auto, always or never, not `alwys`; did you mean `always`?"),
        ({"PODLINT_CONTEXT": "-1"}, "PODLINT_CONTEXT takes a whole number from 0 on, not `-1`"),
        ({"PODLINT_CONTEXT": "1_0"}, "PODLINT_CONTEXT takes a whole number from 0 on, not `1_0`"),
        ({"PODLINT_CONTEXT": "9" * 5000}, f"PODLINT_CONTEXT takes a whole number from 0 on, not `{'9' * 5000}`"),
        ({"PODLINT_NO_GITIGNORE": "maybe"}, "PODLINT_NO_GITIGNORE takes 1 or 0, not `maybe`"),
        ({"PODLINT_EXCLUDE": "'dev"}, "PODLINT_EXCLUDE has a quote without its end: `'dev`"),
        ({"PODLINT_SET": "a.b"}, "PODLINT_SET takes RULE.PARAM=VALUE, not `a.b`"),
    ],
)  # fmt: skip
def test_mistake_in_the_environment(variables: dict[str, str], message: str) -> None:
    with pytest.raises(UserError) as caught:
        from_environment(variables)
    assert str(caught.value) == message


def test_configuration_does_not_change() -> None:
    with pytest.raises(AttributeError):
        Config().fail_on = "error"


def test_a_form_that_was_checked_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache("cache")
    path = tmp_path / ".podlint.yaml"
    path.write_text("ignore: [a-rule]\n")
    first = from_file(".podlint.yaml", cache)
    with monkeypatch.context() as patch:
        patch.setattr("podlint.config.file.problems_in", lambda *_: pytest.fail("it was checked before"))
        assert from_file(".podlint.yaml", cache).keys() == first.keys()
    path.write_text("ignored: [a-rule]\n")
    for _ in range(2):
        with pytest.raises(UserError, match="unknown key `ignored`"):
            from_file(".podlint.yaml", cache)
