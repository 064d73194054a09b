"""What authors of rules get wrong: every mistake is told with its place, all of a file at once."""

import pytest
from rule_texts import PATH, RULE, problems, rendered, told, with_change, with_lines

PARAMETER = "params: {{least: {{type: {type}, default: {default}, description: A parameter.}}}}"


def test_nothing_is_wrong_with_a_good_rule() -> None:
    assert told(RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("require:", "requires:", "9:1: unknown key `requires`; did you mean `require`?"),
        ("each: Container", "each: Contaner", "7:7: unknown fact `Contaner`; did you mean `Container`?"),
        ("image != null", "imagge != null", "8:7: unknown variable `imagge`; did you mean `image`?"),
        ("image.tag", "image.tagg", "9:16: Image has no field `tagg`; did you mean `tag`?"),
        ("image != null", "name", "8:7: bool is expected here, and this is string"),
        ("image != null", "image != 'x'", "8:13: `!=` is not defined for Image and string"),
        ("image != null", 'name.matches("(")', "8:20: the pattern '(' has a `(` that is not closed"),
        ("ty: warning", "ty: warnin", "2:11: `warnin` is not one of info, warning, error; did you mean `warning`?"),
        ("severity: warning", "severity: 1", "2:11: `severity` is to be a text, not a number; put it in quotes"),
        ("severity: warning", 'severity: "image == null ? 1 : 2"', "2:11: string is expected here, and this is int"),
        (
            "severity: warning",
            "severity: \"image == null ? 'fatal' : 'error'\"",
            "2:28: `fatal` is not one of info, warning, error",
        ),
        (
            "severity: warning",
            "severity: warning\nconfidence: highest",
            "3:13: `highest` is not one of low, medium, high; did you mean `high`?",
        ),
        ("{name}", "{nam}", "10:22: unknown variable `nam`; did you mean `name`?"),
        ("{name}", "{name", "10:21: this brace is never closed; write `{{` for a brace in the text"),
        ("{name}", "name}", "10:25: this brace closes nothing; write `}}` for a brace in the text"),
        ("{name}", "{}", "10:22: expected an expression, but the expression ends"),
        ("{name}", "{name +}", "10:28: expected an expression, but the expression ends"),
        ("node.image", "nod.image", "11:5: unknown variable `nod`; did you mean `node`?"),
        ("node.image", "image.tag + 'x'", "11:5: a path is expected here: names, fields and indexes"),
        ("at: node.image", 'at: [node, "1"]', "11:12: a path is expected here: names, fields and indexes"),
        ("at: node.image", "at: []", "11:1: `at` is an empty list"),
        ("at: node.image", "at: [1]", "11:6: `at[0]` is to be a text, not a number; put it in quotes"),
        ("at: node.image", "at: {}", "11:1: `at` is to be a text or a list, not a mapping"),
        ("A container without a tag", "short", "1:10: `summary` is to have 10 characters or more"),
        ("A container without a tag", "a" * 121, "1:10: `summary` is to have 120 characters or fewer"),
        ("A container without a tag", "[1]", "1:1: `summary` is to be a text, not a list"),
        (" A container without a tag", "", "1:9: `summary` is to be a text, not empty"),
        ("https", "http", "6:14: `http://example.com/` does not have the form ^https://"),
        ("each: Container", "each: true", "7:7: `each` is to be a text, not a boolean; put it in quotes"),
        ("fix: Put a tag there.\n", "", "1:1: `fix` is missing"),
        ("  # finding", "", "13:5: a bad example marks the guilty line with `# finding`"),
        ("# finding", "# findings", "13:5: a bad example marks the guilty line with `# finding`"),
        ("nginx:1.27", "nginx:1.27  # finding", "22:5: a good example has no `# finding`"),
    ],
)  # fmt: skip
def test_one_mistake(old: str, new: str, message: str) -> None:
    assert told(with_change(old, new)) == [message]


@pytest.mark.parametrize("form", ["{old}", "|\n  {old}", ">-\n  {old}", '"{old}"', "'{old}'"])
def test_place_in_a_scalar_of_any_style(form: str) -> None:
    text = with_change("image != null", form.replace("{old}", "imagge != null"))
    (problem,) = problems(text)
    assert problem.place is not None
    assert problem.place.text == "imagge"


def test_place_in_a_folded_scalar_of_several_lines() -> None:
    """The line breaks of the file are blanks in the value."""
    assert (
        rendered(with_change("image != null", ">-\n  image != null &&\n    name != 1\n  && nam == ''"))
        == """
error: `!=` is not defined for string and int
  --> mine/pod/some-rule.yaml:10:10
10 |     name != 1
   |          ^^
error: unknown variable `nam`; did you mean `name`?
  --> mine/pod/some-rule.yaml:11:6
11 |   && nam == ''
   |      ^^^
"""
    )


def test_place_behind_escapes() -> None:
    (problem,) = problems(with_change("image != null", r'"name != \"\" && imagge != null"'))
    assert str(problem) == f"{PATH}:8:24: unknown variable `imagge`; did you mean `image`?"


def test_expression_that_ends_too_early_shows_its_last_character() -> None:
    assert (
        rendered(with_change("image != null", ">-\n  image !=\n  null &&"))
        == """
error: expected an expression, but the expression ends
  --> mine/pod/some-rule.yaml:10:9
10 |   null &&
   |         ^
"""
    )


def test_expressions_in_texts_of_several_lines() -> None:
    text = with_change("fix: Put a tag there.", "fix: >-\n  Put a tag on {name}\n  or {nam}\n  there")
    assert told(text) == ["6:7: unknown variable `nam`; did you mean `name`?"]


def test_example_that_is_not_yaml() -> None:
    text = RULE.replace("metadata: {name: web}", "metadata: {name: web")
    message = "this mapping has no closing `}`, or a `,` is missing in it"
    assert told(text) == [
        f"16:15: example bad[0] can't be read: {message}",
        f"25:15: example good[0] can't be read: {message}",
    ]


def test_example_of_several_files_that_is_not_yaml() -> None:
    files = "good:\n  - files:\n      a.yaml: |\n        a: b\n      b.yaml: |\n        a: b: c\n"
    (line,) = told(with_change("good:\n", files))
    assert line.startswith("26:13: example good[0] can't be read: ")


def test_everything_wrong_is_told_at_once_and_in_the_order_of_the_file() -> None:
    text = RULE.replace("image != null", "imagge").replace("image.tag", "image.tagg").replace("{name}", "{nam}")
    assert told(text.replace("node.image", "nod.image")) == [
        "8:7: unknown variable `imagge`; did you mean `image`?",
        "9:16: Image has no field `tagg`; did you mean `tag`?",
        "10:22: unknown variable `nam`; did you mean `name`?",
        "11:5: unknown variable `nod`; did you mean `node`?",
    ]


def test_several_mistakes_of_form_at_once() -> None:
    text = RULE.replace("when:", "wenn:").replace("require:", "requires:").replace("severity: warning", "severity: 1")
    assert told(text) == [
        "1:1: `when` or `require` is missing",
        "2:11: `severity` is to be a text, not a number; put it in quotes",
        "8:1: unknown key `wenn`; did you mean `when`?",
        "9:1: unknown key `requires`; did you mean `require`?",
    ]


@pytest.mark.parametrize(
    ("see", "message"),
    [
        ("{at: nod, note: x}", "11:12: unknown variable `nod`; did you mean `node`?"),
        ("{at: node, note: '{nam}'}", "11:26: unknown variable `nam`; did you mean `name`?"),
        ("{note: x}", "11:7: `at` is missing"),
        ("{at: row, note: x, nott: y}", "11:26: unknown key `nott`; did you mean `note`?"),
        ("{each: name, at: it, note: x}", "11:14: list(dyn) is expected here, and this is string"),
        ("{each: '[row]', as: other, at: it, note: x}", "11:38: unknown variable `it`"),
        ("{each: '[row]', as: a b, at: row, note: x}", "11:27: `a b` does not have the form ^[A-Za-z_][A-Za-z0-9_]*$"),
        ("{at: row, note: x, as: b, each: '[row]', at: z}", "11:48: key `at` stands here again"),
        ("{each: '[row]', at: it.nam, note: x}", "11:30: Container has no field `nam`; did you mean `name`?"),
    ],
)
def test_evidence(see: str, message: str) -> None:
    assert told(with_lines(f"see: [{see}]", before="at:")) == [message]


@pytest.mark.parametrize(
    ("kind", "default", "when", "message"),
    [
        ("string", "x", "params.least == name", ""),
        ("number", "2", "params.least > 1.5", ""),
        ("array", "[a]", "name in params.least", ""),
        ("object", "{a: 1}", "params.least.a == 1", ""),
        ("text", "x", "true", "7:24: `text` is not one of string, integer, number, boolean, array, object"),
        ("string", "1", "true", "7:41: the default of `least` is to be of type string"),
        ("integer", "true", "true", "7:42: the default of `least` is to be of type integer"),
        ("integer", "1", "params.last > 1", "9:15: params has no field `last`; did you mean `least`?"),
        ("integer", "1", "params.least == name", "9:21: `==` is not defined for int and string"),
    ],
)
def test_parameters(kind: str, default: str, when: str, message: str) -> None:
    text = with_lines(PARAMETER.format(type=kind, default=default)).replace("when: image != null", f'when: "{when}"')
    assert told(text) == ([message] if message else [])


def test_parameters_of_an_example() -> None:
    lines = "  - files: {a.yaml: 'a: b'}\n    params: {leest: 1, least: many}\n"
    text = with_lines(PARAMETER.format(type="integer", default=1)) + lines
    assert told(text) == [
        "32:14: rule `some-rule` has no parameter `leest`; did you mean `least`?",
        "32:31: `least` is to be of type integer",
    ]


@pytest.mark.parametrize("text", ["", "# nothing", "- a list", "just a text", RULE + "---\n" + RULE, "null"])
def test_not_one_mapping(text: str) -> None:
    assert [line.partition(": ")[2] for line in told(text)] == ["a rule file holds one mapping"]


def test_not_yaml() -> None:
    assert told(RULE + "x: [1\n") == ["30:4: this list has no closing `]`, or a `,` is missing in it"]


def test_message_without_quotes() -> None:
    """The commonest slip: a text that begins with a brace is a mapping to YAML."""
    assert len(told(with_change('"container {name} has no tag"', "{name} has no tag"))) == 1


def test_unrendered_template() -> None:
    (line,) = told(with_change('"container {name} has no tag"', "{{ name }}"))
    assert "reads as a template" in line


@pytest.mark.parametrize("name", ["Some-Rule", "some_rule", "1rule", "default", "all", "sömething", "-x", ""])
def test_name(name: str) -> None:
    (line,) = told(RULE, f"mine/pod/{name}.yaml")
    assert f"`{name}` is no name for a topic or a rule" in line


HOSTILE = {
    "nested": "(" * 5000 + "true" + ")" * 5000,
    "negated": '"' + "!" * 20000 + 'true"',
    "long": " || ".join(["image != null"] * 20000),
    "selected": "image" + ".x" * 5000,
    "added": "1" + " + 1" * 20000,
    "strings": '"' + "'" * 9999 + '"',
    "nothing": "''",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_expression(name: str) -> None:
    found = problems(with_change("image != null", HOSTILE[name]))
    assert found
    assert all(problem.place is not None and problem.place.line == 8 for problem in found)


@pytest.mark.parametrize("message", ["{" + "{ " * 5000 + "}" * 5001, "{" * 9999, "}" * 9999, "{name}" * 3 + "{" * 5])
def test_hostile_template(message: str) -> None:
    assert problems(with_change("container {name} has no tag", message))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a: " + "[" * 5000 + "]" * 5000,
        "a: &a [1]\n" + "\n".join(f"b{n}: &b{n} [{f'*b{n - 1}, ' * 9 if n else '*a'}]" for n in range(9)),
        b"\xff\xfe\x00",
        b"\x00" * 1000,
        b"summary: " + b"a" * 2_000_000,
    ],
    ids=["open", "deep", "aliases", "utf-16", "zeros", "long"],
)
def test_hostile_file(text: str | bytes) -> None:
    assert problems(text)
    assert max(len(problem.message) for problem in problems(text)) < 500
