"""podlint new: a rule file to fill in."""

import os

import click

from podlint.cli.output import write
from podlint.problem import Problem, UserError
from podlint.rule.loading import is_name

# The example is real: the file passes the schema and its own tests before anyone touches it.
TEMPLATE = """\
# yaml-language-server: $schema={schema}
summary: A container runs an image without a tag      # what is wrong, in one line
severity: warning                                     # error | warning | info, or a CEL expression
confidence: medium                                    # high | medium | low
why: >-
  What breaks at run time for the reader of the finding, and when, in one or two sentences.
fix: >-
  What to do, with the exact field. Expressions in braces are filled in: `{{name}}`.
false-positives: >-
  When it is right to ignore the finding.
references:
  - https://kubernetes.io/docs/concepts/containers/images/
each: Container                                       # a kind of fact; `podlint facts FILE` shows them all
when: image != null                                   # CEL over the fields of that fact: which rows the rule is about
require: image.tag != "" || image.digest != ""        # what must hold for them
message: "container {{name}} runs image {{node.image}} without a tag"
at: node.image                                        # the guilty token: a path from the row
note: no tag
bad:
  - |
    apiVersion: v1
    kind: Pod
    metadata: {{name: web}}
    spec:
      containers:
        - name: nginx
          image: nginx  # finding
good:
  - |
    apiVersion: v1
    kind: Pod
    metadata: {{name: web}}
    spec:
      containers:
        - name: nginx
          image: nginx:1.27
"""


@click.command("new")
@click.argument("rule", metavar="TOPIC/ID")
@click.option("--rules", "folder", default="rules", show_default=True, metavar="DIR", help="The folder of rules.")
def command(rule: str, folder: str) -> int:
    """Write a rule file DIR/TOPIC/ID.yaml that passes its own tests, to be filled in."""
    names = rule.split("/")
    if len(names) != 2 or not all(map(is_name, names)):
        raise UserError([Problem(f"`{rule}` is no name for a rule: TOPIC/ID, in lower case with hyphens")])
    path = os.path.join(folder, f"{rule}.yaml")
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(schema=schema_for(path, "rule")))
    except FileExistsError as error:
        raise UserError([Problem(f"{path} exists already")]) from error
    except OSError as error:
        raise UserError([Problem(f"can't write {path}: {(error.strerror or str(error)).lower()}")]) from error
    write(f"{path} is written: change summary, each, when, require and the examples, then run\n  podlint test {path}\n")
    return 0


def schema_for(path: str, name: str) -> str:
    """Where the schema of that name lies, relative to the file at `path` where that is shorter."""
    from podlint.data import schema_path

    schema = schema_path(name)
    return min(schema, os.path.relpath(schema, os.path.dirname(path)), key=len)
