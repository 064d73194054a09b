"""podlint check as its users meet it: what is printed where, and the exit code."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from podlint_runs import BAD, GOOD, ROOT, WARNING, Run, podlint, process, without_seconds, write

SCHEMA = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
RULE = """\
summary: A name that is too short
severity: {severity}
why: It says nothing to whoever reads it.
fix: Say more in it.
false-positives: There are none.
references: ["https://example.com/"]
each: Object
require: size(name) > 5
message: "{{name}} is a short name"
at: node.metadata.name
note: too short
see: [{{at: node.kind, note: "of a {{kind}}"}}]
bad:
  - |
    apiVersion: v1
    kind: ConfigMap  # see
    metadata: {{name: a}}  # finding
good:
  - |
    apiVersion: v1
    kind: ConfigMap
    metadata: {{name: settings}}
"""
BASIC = "volume/undeclared-volume,service/service-selects-nothing"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, so that no configuration above it counts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write("bad/pod.yaml", BAD)
    write("good/pod.yaml", GOOD)
    write("warning/web.yaml", WARNING)
    return tmp_path


def check(*arguments: str) -> Run:
    """A run of two rules."""
    return podlint("check", "--select", BASIC, *arguments)


def own_rule(severity: str = "error") -> tuple[str, ...]:
    """A run with one rule of the user's alone, so that its words are known."""
    write("mine/style/short-name.yaml", RULE.format(severity=severity))
    return ("check", "--rules", "mine", "--select", "style/*")


def test_text() -> None:
    run = process(*own_rule(), "bad")
    assert (
        without_seconds(run.stdout)
        == """\
error[short-name]: web is a short name
 --> bad/pod.yaml:3:18  Pod web
  |
2 | kind: Pod
  |       --- (1) of a Pod
3 | metadata: {name: web}
  |                  ^^^ (2) too short
  |
  = effect: It says nothing to whoever reads it.
  = help: Say more in it.
  = docs: podlint explain short-name

1 error in 1 of 1 file (1 object, 1 rule, 0.00 s)
exit 1: 1 error at or above --fail-on=warning
"""
    )
    assert run.stderr == ""
    assert run.returncode == 1


def test_text_of_a_clean_run() -> None:
    run = podlint("check", "--select", BASIC, "good")
    assert without_seconds(run.stdout) == "no findings in 1 file (1 object, 2 rules, 0.00 s)\n"
    assert (run.stderr, run.returncode) == ("", 0)


def test_concise_has_its_summary_on_standard_error() -> None:
    run = podlint(*own_rule("warning"), "--output-format", "concise", "bad", "warning")
    assert run.stdout == (
        "bad/pod.yaml:3:18: warning short-name web is a short name (see bad/pod.yaml:2:7)\n"
        "warning/web.yaml:3:18: warning short-name web is a short name (see warning/web.yaml:2:7)\n"
        "warning/web.yaml:10:18: warning short-name web is a short name (see warning/web.yaml:9:7)\n"
    )
    assert without_seconds(run.stderr) == (
        "3 warnings in 2 of 2 files (3 objects, 1 rule, 0.00 s)\nexit 1: 3 warnings at or above --fail-on=warning\n"
    )


def test_json_fits_its_schema() -> None:
    run = podlint("check", "--output-format", "json", "bad", "good", "warning")
    document = json.loads(run.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    assert {"undeclared-volume", "service-selects-nothing"} <= {finding["rule"] for finding in document["findings"]}
    assert document["summary"]["files"] == 3
    assert document["summary"]["exit"] == run.returncode == 1


def test_json_of_a_run_that_failed_fits_its_schema() -> None:
    run = podlint("check", "--output-format", "json", "good", "nowhere")
    document = json.loads(run.stdout)
    Draft202012Validator(SCHEMA).validate(document)
    assert document["errors"] == ["nowhere: no such file or directory"]
    assert document["summary"]["exit"] == run.returncode == 2


@pytest.mark.parametrize(
    ("fail_on", "codes"),
    [
        ("error", {"bad": 1, "warning": 0, "info": 0, "good": 0}),
        ("warning", {"bad": 1, "warning": 1, "info": 0, "good": 0}),
        ("info", {"bad": 1, "warning": 1, "info": 1, "good": 0}),
        ("never", {"bad": 0, "warning": 0, "info": 0, "good": 0}),
    ],
)
def test_fail_on(fail_on: str, codes: dict[str, int]) -> None:
    write("info/web.yaml", WARNING)
    write("info/.podlint.yaml", "rules: {service-selects-nothing: {severity: info}}")
    config = ["--config", "info/.podlint.yaml"]
    found = {name: check(name, "--fail-on", fail_on, *(config if name == "info" else [])) for name in codes}
    assert {name: run.returncode for name, run in found.items()} == codes


def test_fail_on_of_the_configuration() -> None:
    write(".podlint.yaml", "fail-on: error")
    assert check("warning").returncode == 0
    assert check("warning", "--fail-on", "warning").returncode == 1
    assert check("warning", "--no-config").returncode == 1


@pytest.mark.parametrize(
    ("option", "shown", "hidden"),
    [
        ("--min-severity=error", ["error"], 1),
        ("--min-severity=warning", ["error", "warning"], 0),
        ("--min-confidence=high", ["error", "warning"], 0),
        ("--max-findings=1", ["error"], 1),
        ("--max-findings=0", ["error", "warning"], 0),
    ],
)
def test_what_is_not_shown_counts(option: str, shown: list[str], hidden: int) -> None:
    run = check("--output-format", "concise", "bad", "warning", option)
    assert [line.split()[1] for line in run.stdout.splitlines()] == shown
    figures, reason = run.stderr.splitlines()
    assert figures.endswith(f"; {hidden} not shown ({option})" if hidden else " s)")
    hint = f", {hidden} of them not shown" if hidden else ""
    assert reason == f"exit 1: 1 error and 1 warning at or above --fail-on=warning{hint}"


def test_a_run_whose_findings_are_all_hidden_says_why_it_fails() -> None:
    run = check("--min-severity", "error", "warning")
    assert run.returncode == 1
    assert without_seconds(run.stdout) == (
        "nothing to show in 1 file (2 objects, 2 rules, 0.00 s); 1 not shown (--min-severity=error)\n"
        "exit 1: 1 warning at or above --fail-on=warning, 1 of them not shown\n"
    )


def test_nothing_to_lint() -> None:
    write("empty/notes.txt", "prose")
    write("empty/values.yaml", "replicas: 1")
    write("empty/list.yaml", "- 1")
    run = podlint("check", "empty")
    assert run.returncode == 2
    assert (
        run.stderr
        == "podlint: nothing to lint: no Kubernetes object in empty (3 files: 2 without a manifest, 1 not YAML)\n"
    )


def test_nothing_to_lint_in_an_empty_folder() -> None:
    Path("empty").mkdir()
    run = podlint("check", "empty")
    assert (run.returncode, run.stderr) == (2, "podlint: nothing to lint: no Kubernetes object in empty (no files)\n")


def test_unrendered_templates_are_no_clean_run() -> None:
    write("chart/templates/web.yaml", "kind: {{ .Values.kind }}\n{{- if .x }}\n")
    run = podlint("check", "chart")
    assert run.returncode == 2
    assert run.stderr.splitlines()[0].startswith("note: unrendered templates are skipped: chart/templates/web.yaml;")


def test_missing_path() -> None:
    run = podlint("check", "bad/pad.yaml")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "podlint: bad/pad.yaml: no such file or directory; did you mean `bad/pod.yaml`?\n"


def test_missing_path_beside_another() -> None:
    run = podlint("check", "--select", BASIC, "--output-format", "concise", "bad", "nowhere")
    assert run.returncode == 2
    assert run.stdout.startswith("bad/pod.yaml:9:17: error undeclared-volume ")
    assert run.stderr.startswith("podlint: nowhere: no such file or directory\n")


def test_document_that_is_not_yaml_is_a_finding_and_the_rest_is_linted() -> None:
    write("mixed/broken.yaml", "a: b: c\n")
    write("mixed/pod.yaml", BAD)
    run = podlint("check", "--output-format", "concise", "mixed")
    assert [line.split()[2] for line in run.stdout.splitlines()][:2] == ["unreadable-yaml", "undeclared-volume"]
    assert run.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "duplicate-kex"), "unknown rule `duplicate-kex` in --select; did you mean `duplicate-key`?"),
        (("--ignore", "volumes/*"), "unknown rule `volumes/*` in --ignore; did you mean `volume/*`?"),
        (("--rules", "nowhere"), "can't read the folder of rules nowhere: no such file or directory"),
        (("--rules", "bad"), "bad/pod.yaml is not read: a rule file is DIR/TOPIC/ID.yaml"),
        (("--config", "nowhere.yaml"), "can't read nowhere.yaml: no such file or directory"),
        (("--ignore", "all"), "no rule is left to run: everything that is selected is ignored, or off by default"),
    ],
)  # fmt: skip
def test_mistake_on_the_command_line(arguments: tuple[str, ...], message: str) -> None:
    run = podlint("check", "good", *arguments)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"podlint: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--fail-on", "warn"], "--fail-on takes error, warning, info or never, not `warn`; did you mean"),
        (["check", "--output-format", "xml"], "rdjsonl or markdown, not `xml`"),
        (
            ["check", "--output-formt", "json"],
            "did you mean `--output-format`? (podlint check --help)",
        ),
        (["check", "--context", "-1"], "--context takes a whole number from 0 on, not `-1`"),
        (["check", "--kubernetes-version", "2.1"], "as in 1.30,1.37, not '2.1'"),
        (["check", "--kubernetes-version", "v1.30"], "as in 1.30,1.37, not 'v1.30'"),
        (["check", "--kubernetes-version", "1."], "as in 1.30,1.37, not '1.'"),
        (["check", "--config", "bad"], "can't read bad: not a file but a directory"),
        (["check", "--slect", "all"], "podlint: no such option: --slect; did you mean `--select`?"),
        (["check", "--fail-on"], "podlint: option '--fail-on' requires an argument"),
        (["chek", "bad"], "no such command: chek; did you mean `check`?"),
        (["--verison"], "podlint: no such option: --verison; did you mean `--version`?"),
    ],
)
def test_usage(arguments: list[str], words: str) -> None:
    run = podlint(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert words in run.stderr
    assert "Traceback" not in run.stderr


def test_kubernetes_version() -> None:
    assert check("good", "--kubernetes-version", "1.33").returncode == 0
    assert check("good", "--kubernetes-version", "1.30,1.37").returncode == 0


def test_unknown_kubernetes_version() -> None:
    run = check("good", "--kubernetes-version", "1.73")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("podlint: --kubernetes-version takes a release such as 1.37")
    assert "not '1.73'; did you mean `1.37`?; known are 1.30, 1.31, " in run.stderr


def test_several_selections() -> None:
    run = podlint("check", "--select", "volume/*", "--select", "service-selects-nothing, all", "--ignore", "all", "bad")
    assert run.returncode == 2
    assert check("bad", "--ignore", "undeclared-volume").returncode == 0
    assert check("warning", "--ignore", "volume/*,service/service-selects-nothing").returncode == 2


def test_ignore_adds_to_the_configuration_and_select_replaces_it() -> None:
    write(".podlint.yaml", "select: [volume/undeclared-volume]\nignore: [service-selects-nothing]")
    assert podlint("check", "--output-format", "concise", "warning").returncode == 0
    run = podlint("check", "--output-format", "concise", "--select", "service/*", "warning")
    assert run.stdout == ""
    run = podlint(
        "check", "--no-config", "--output-format", "concise", "--select", "service-selects-nothing", "warning"
    )
    assert run.stdout.startswith("warning/web.yaml:5:19: warning service-selects-nothing ")


def test_paths_of_the_configuration() -> None:
    write(".podlint.yaml", "paths: [bad]\nselect: [undeclared-volume]\n")
    run = podlint("check", "--output-format", "concise", cwd="good")
    assert run.stdout.startswith("../bad/pod.yaml:9:17: error undeclared-volume ")


def test_mistake_in_the_configuration() -> None:
    write(".podlint.yaml", "select: [default]\nexlude: [dev]\n")
    run = podlint("check", "good")
    assert (run.returncode, run.stdout) == (2, "")
    assert (
        run.stderr
        == """\
error: unknown key `exlude`; did you mean `exclude`?
 --> .podlint.yaml:2:1
2 | exlude: [dev]
  | ^^^^^^
"""
    )


def test_unknown_rule_in_the_configuration() -> None:
    write(".podlint.yaml", "ignore:\n  - undeclared-volum\n")
    run = podlint("check", "bad/../good", cwd="bad/..")
    assert run.returncode == 2
    assert run.stderr.splitlines()[:2] == [
        "error: unknown rule `undeclared-volum`; did you mean `undeclared-volume`?",
        " --> .podlint.yaml:2:5",
    ]


def test_pod_template_of_a_kind_of_the_users() -> None:
    site = "apiVersion: example.com/v1\nkind: Site\nmetadata: {name: shop}\nspec:\n  web:\n    template:\n"
    pod = BAD.partition("spec:")[2]
    write("site/site.yaml", site + "      spec:" + pod.replace("\n", "\n      ").rstrip() + "\n")
    assert check("site").returncode == 0
    write(".podlint.yaml", "pod-templates: [{apiVersion: example.com/v1, kind: Site, path: spec.web.template}]")
    run = check("site", "--output-format", "concise")
    assert run.stdout.startswith("site/site.yaml:12:23: error undeclared-volume container nginx mounts volume `data`")


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_rules_of_the_user(severity: str) -> None:
    run = podlint(*own_rule(severity), "--output-format", "concise", "bad")
    assert run.stdout.startswith(f"bad/pod.yaml:3:18: {severity} short-name web is a short name ")
    run = check("bad", "--rules", "mine", "--ignore", "style/*", "--output-format", "concise")
    assert "short-name" not in run.stdout


def test_mistakes_in_rules_of_the_user() -> None:
    write("mine/style/short-name.yaml", RULE.format(severity="warning").replace("size(name)", "size(nam)"))
    run = podlint("check", "--rules", "mine", "good")
    assert (run.returncode, run.stdout) == (2, "")
    assert (
        run.stderr
        == """\
error: unknown variable `nam`; did you mean `name`?
 --> mine/style/short-name.yaml:8:15
8 | require: size(nam) > 5
  |               ^^^
"""
    )


def test_very_many_mistakes_are_not_all_told() -> None:
    write(".podlint.yaml", "\n".join(f"key{number}: 1" for number in range(200)))
    run = podlint("check", "good")
    assert run.stderr.count("error: unknown key") == 50
    assert run.stderr.endswith("podlint: and 150 more problems\n")


def test_rule_that_crashes_costs_no_other_findings() -> None:
    crashing = RULE.format(severity="warning").replace("size(name) > 5", "node.spec.nothing == 1")
    write("mine/style/crash.yaml", crashing)
    run = podlint("check", "--select", f"{BASIC},crash", "--rules", "mine", "--output-format", "concise", "bad")
    assert run.returncode == 2
    assert run.stdout.startswith("bad/pod.yaml:9:17: error undeclared-volume ")
    assert without_seconds(run.stderr) == (
        "internal: rule crash failed on bad/pod.yaml: no such key: 'nothing'\n"
        "1 error in 1 of 1 file (1 object, 3 rules, 0.00 s)\n"
        "exit 2: 1 internal failure in the run itself\n"
    )


def test_standard_input() -> None:
    run = podlint("check", "--select", BASIC, "--output-format", "concise", "-", stdin=BAD)
    assert run.stdout.startswith("-:9:17: error undeclared-volume ")
    assert run.returncode == 1


def test_name_of_standard_input() -> None:
    run = podlint(*own_rule(), "--output-format", "concise", "--stdin-filename", "web.yaml", "-", stdin=BAD)
    assert run.stdout.startswith("web.yaml:3:18: error short-name ")


def test_ignored_by_git() -> None:
    write(".gitignore", "bad/\n")
    assert podlint(*own_rule(), "--output-format", "concise", ".").stdout.count("bad/pod.yaml:3:18") == 0
    assert (
        podlint(*own_rule(), "--output-format", "concise", "--no-gitignore", ".").stdout.count("bad/pod.yaml:3:18") == 1
    )


def test_empty_standard_input() -> None:
    run = podlint("check", "-")
    assert run.returncode == 2
    assert run.stderr == "podlint: nothing to lint: no Kubernetes object in - (1 file: 1 without a manifest)\n"


def test_exclude_starts_at_the_configuration() -> None:
    write(".podlint.yaml", "exclude: [/good/bad.yaml, /bad/*]\nselect: [undeclared-volume]\n")
    write("good/bad.yaml", BAD)
    for paths, here in ((("..",), "good"), (("good", "bad"), "."), ((".",), "good")):
        assert podlint("check", *paths, cwd=here).returncode == 0


def test_extend_select() -> None:
    write(".podlint.yaml", "select: [service-selects-nothing]")
    run = podlint("check", "--output-format", "concise", "--extend-select", "undeclared-volume", "bad", "warning")
    assert [line.split()[2] for line in run.stdout.splitlines()] == ["undeclared-volume", "service-selects-nothing"]


def test_set() -> None:
    rule = RULE.replace("size(name) > 5", "size(name) > params.length")
    parameter = "params: {{length: {{type: integer, default: 5, description: Shorter names are too short.}}}}\n"
    write("mine/style/short-name.yaml", (rule + parameter).format(severity="error"))
    run = ("check", "--rules", "mine", "--select", "style/*", "bad")
    assert podlint(*run).returncode == 1
    assert podlint(*run, "--set", "short-name.length=2").returncode == 0
    write(".podlint.yaml", "rules: {short-name: {params: {length: 1}}}")
    assert podlint(*run).returncode == 0
    assert podlint(*run, "--set", "short-name.length=9").returncode == 1


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("client-ip-lost.threshold", "--set takes RULE.PARAM=VALUE, not `client-ip-lost.threshold`"),
        ("threshold=1", "--set takes RULE.PARAM=VALUE, not `threshold=1`"),
        ("client-ip-lost.threshold=[", "--set takes RULE.PARAM=VALUE, not `client-ip-lost.threshold=[`"),
        ("client-ip-lost.threshold=x", "`threshold` is to be of type integer"),
        ("client-ip-lost.treshold=1", "rule `client-ip-lost` has no parameter `treshold`; did you mean `threshold`?"),
        ("client-ip-lots.threshold=1", "unknown rule `client-ip-lots` in --set; did you mean `client-ip-lost`?"),
    ],
)
def test_set_what_can_not_be(value: str, message: str) -> None:
    run = podlint("check", "--set", value, "good")
    assert (run.returncode, run.stderr) == (2, f"podlint: {message}\n")


def test_context() -> None:
    plain = podlint(*own_rule(), "bad").stdout
    assert "apiVersion: v1" not in plain
    assert "apiVersion: v1" in podlint(*own_rule(), "--context", "1", "bad").stdout


def test_options_have_twins_in_the_environment() -> None:
    own_rule("warning")
    twins = {"PODLINT_RULES": "mine", "PODLINT_SELECT": "style/*", "PODLINT_OUTPUT_FORMAT": "concise"}
    assert process("check", "bad", env=twins).stdout.startswith("bad/pod.yaml:3:18: warning short-name ")
    assert process("check", "bad", env=twins | {"PODLINT_FAIL_ON": "error"}).returncode == 0
    assert process("check", "bad", env=twins | {"PODLINT_SET": "short-name.x=1"}).returncode == 2
    assert process("check", "--fail-on", "info", "bad", env=twins | {"PODLINT_FAIL_ON": "error"}).returncode == 1


def test_excluded_files() -> None:
    write(".podlint.yaml", "exclude: [bad]")
    assert check("bad", "good").returncode == 0


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_two_runs_are_equal(hash_seed: str) -> None:
    write("mine/style/short-name.yaml", RULE.format(severity="info"))
    arguments = ("check", "--select", "all", "--rules", "mine", "--output-format", "json", ".")
    first = process(*arguments, env={"PYTHONHASHSEED": "0"})
    second = process(*arguments, env={"PYTHONHASHSEED": hash_seed})
    assert json.loads(first.stdout)["findings"]
    assert _without_time(first.stdout) == _without_time(second.stdout)


def _without_time(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if '"seconds"' not in line)


def test_names_of_any_bytes() -> None:
    name = os.fsencode("bad") + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_text(BAD, encoding="utf-8")
    run = podlint("check", "--select", BASIC, "--output-format", "concise", "bad")
    assert len(run.stdout.splitlines()) == 2
    assert run.returncode == 1
