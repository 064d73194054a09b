"""A rule file that is right, to be broken in one place at a time."""

from podlint.facts import KINDS
from podlint.problem import Problem, UserError
from podlint.report.problems import render_problems
from podlint.rule import Rule, parse_rule

PATH = "mine/pod/some-rule.yaml"
RULE = """\
summary: A container without a tag
severity: warning
why: It breaks at run time, somewhere.
fix: Put a tag there.
false-positives: When it is meant.
references: ["https://example.com/"]
each: Container
when: image != null
require: image.tag != ""
message: "container {name} has no tag"
at: node.image
bad:
  - |
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: nginx
          image: nginx  # finding
good:
  - |
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: nginx
          image: nginx:1.27
"""


def with_change(old: str, new: str, text: str = RULE) -> str:
    """The rule with one change in it."""
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def with_lines(lines: str, before: str = "each:") -> str:
    return with_change(f"\n{before}", f"\n{lines}\n{before}")


def parsed(text: str | bytes, path: str = PATH) -> Rule:
    return parse_rule(path, text if isinstance(text, bytes) else text.encode(), KINDS)


def problems(text: str | bytes, path: str = PATH) -> tuple[Problem, ...]:
    """What is wrong with a rule file; nothing for one that is right."""
    try:
        parsed(text, path)
    except UserError as error:
        return error.problems
    return ()


def told(text: str | bytes, path: str = PATH) -> list[str]:
    """The problems as `line:column: message`."""
    return [str(problem).removeprefix(f"{path}:") for problem in problems(text, path)]


def rendered(text: str) -> str:
    return "\n" + render_problems(problems(text), color=False)
