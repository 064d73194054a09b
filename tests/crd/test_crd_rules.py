"""x-kubernetes-validations: which values break a rule, and what is said of them."""

import pytest
from crd_judging import errors, errors_at_x, refused

PROPERTIES = """{least: {type: integer}, most: {type: integer, default: 5}, mode: {type: string},
  ratio: {type: number}, limit: {x-kubernetes-int-or-string: true}, my-name: {type: string}, a.b: {type: string},
  a__b: {type: string}, namespace: {type: string}, maybe: {type: string, nullable: true},
  day: {type: string, format: date}, since: {type: string, format: date-time}, span: {type: string, format: duration},
  key: {type: string, format: byte}, labels: {type: object, additionalProperties: {type: string}},
  names: {type: array, items: {type: string}},
  parts: {type: array, items: {type: object, properties: {size: {type: integer}}}},
  any: {type: object, x-kubernetes-preserve-unknown-fields: true}}"""


def schema(rule: str, *more: str) -> str:
    fields = ", ".join([f'rule: "{rule}"', *more])
    return f"{{type: object, properties: {PROPERTIES}, x-kubernetes-validations: [{{{fields}}}]}}"


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("self.least <= self.most", "{least: 5}", "{least: 6}"),
        ("!has(self.least) || self.least > 1", "{}", "{least: 1}"),
        ("has(self.mode) != has(self.least)", "{mode: a}", "{}"),
        ("self.mode in ['a', 'b']", "{mode: a}", "{mode: c}"),
        ("self.mode.matches('^[a-z]+$')", "{mode: a}", "{mode: A}"),
        ("self.ratio > 0.5", "{ratio: 1}", "{ratio: 0.5}"),
        ("type(self.limit) == int ? self.limit > 1 : self.limit.endsWith('%')", "{limit: 5%}", "{limit: '5'}"),
        ("self.my__dash__name == 'a'", "{my-name: a}", "{my-name: b}"),
        ("self.a__dot__b == 'a'", "{a.b: a}", "{a.b: b}"),
        ("self.a__underscores__b == 'a'", "{a__b: a}", "{a__b: b}"),
        ("self.__namespace__ == 'a'", "{namespace: a}", "{namespace: b}"),
        ("has(self.maybe)", "{maybe: a}", "{maybe: null}"),
        ("self.?mode.orValue('a') == 'a'", "{}", "{mode: b}"),
        ("self.day < timestamp('2024-01-01T00:00:00Z')", "{day: 2023-12-31}", "{day: 2024-01-01}"),
        ("self.since.getFullYear() == 2024", "{since: '2024-05-05T00:00:00Z'}", "{since: '2023-05-05T00:00:00Z'}"),
        ("self.span <= duration('1h')", "{span: 30m}", "{span: 2h}"),
        ("self.key == b'ab'", "{key: YWI=}", "{key: YQ==}"),
        ("self.labels.all(key, key.startsWith('x'))", "{labels: {x-y: a}}", "{labels: {y-x: a}}"),
        ("'a-b' in self.labels", "{labels: {a-b: x}}", "{labels: {b: x}}"),
        ("self.names.exists(name, name == 'a')", "{names: [b, a]}", "{names: [b]}"),
        ("self.parts.map(part, part.size).sum() == 3", "{parts: [{size: 1}, {size: 2}]}", "{parts: [{size: 1}]}"),
        ("self.parts.all(part, has(part.size))", "{parts: [{size: 1}]}", "{parts: [{}]}"),
        ("quantity(self.mode).isGreaterThan(quantity('1Gi'))", "{mode: 2Gi}", "{mode: 1Gi}"),
        # A field that is not there is an error of the rule on the server too.
        ("self.mode == 'a'", "{mode: a}", "{}"),
    ],
)
def test_rule(rule: str, good: str, bad: str) -> None:
    assert refused(schema(rule), good) == []
    assert refused(schema(rule), bad) == ["Invalid x"]


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        # Transitions are for updates.
        ("self.least == oldSelf.least", "{least: 1}"),
        ("self.least >= oldSelf.most", "{least: 1}"),
        # What podlint can't compile, or evaluate for want of a limit, says nothing.
        ("self.least >", "{least: 1}"),
        ("self.unknown_function(3)", "{}"),
        ("self.mode.matches('(a+)+$')", "{mode: b}"),
        ("quantity(self.mode).isGreaterThan(quantity('1'))", "{mode: x}"),
        (
            "self.names.all(a, self.names.all(b, self.names.all(c, [a, b, c] != ['z', 'z', 'z'])))",
            f"{{names: [{'a, ' * 99} z]}}",
        ),
        # A placeholder is filled in before the rules are asked.
        ("self.mode == 'a'", "{mode: '${MODE}'}"),
    ],
)
def test_rule_that_says_nothing(rule: str, value: str) -> None:
    assert refused(schema(rule), value) == []


def test_optional_old_self_is_asked_on_creation() -> None:
    rule = schema("oldSelf.hasValue() || self.mode == 'new'", "optionalOldSelf: true")
    assert refused(rule, "{mode: new}") == []
    assert refused(rule, "{mode: old}") == ["Invalid x"]


@pytest.mark.parametrize(
    ("more", "error", "detail"),
    [
        ("message: ' least is too large '", "Invalid x", "least is too large"),
        ("messageExpression: \"'least is ' + string(self.least)\"", "Invalid x", "least is 6"),
        ("messageExpression: \"'' + ''\", message: too large", "Invalid x", "too large"),
        ("messageExpression: self.mode, message: too large", "Invalid x", "too large"),
        ("reason: FieldValueInvalid", "Invalid x", "self.least <= self.most"),
        ("reason: FieldValueRequired, fieldPath: .mode", "Required x.mode", "self.least <= self.most"),
        ("reason: FieldValueForbidden, fieldPath: .least", "Forbidden x.least", "self.least <= self.most"),
        ("reason: FieldValueDuplicate", "Duplicate x", "self.least <= self.most"),
        ("fieldPath: \"['my-name']\"", "Invalid x.my-name", "self.least <= self.most"),
        ("fieldPath: nonsense", "Invalid x", "self.least <= self.most"),
    ],
)
def test_words_of_a_rule(more: str, error: str, detail: str) -> None:
    (found,) = errors_at_x(schema("self.least <= self.most", more), "{least: 6}")
    assert f"{found.reason} {found.path}" == error
    assert found.detail == f"breaks a rule of its schema: {detail}"


def test_errors_of_the_schema_come_before_rules() -> None:
    assert refused(schema("self.least <= self.most"), "{least: x}") == ["WrongType x.least"]
    assert refused(schema("self.least <= self.most"), "{least: 6, names: 1}") == ["WrongType x.names"]


@pytest.mark.parametrize(
    ("value_schema", "value", "found"),
    [
        ("{type: array, items: {type: integer, x-kubernetes-validations: [{rule: self > 1}]}}", "[1, 2]",
         ["Invalid x[0]"]),
        ("{type: object, additionalProperties: {type: integer, x-kubernetes-validations: [{rule: self > 1}]}}",
         "{a: 1}", ["Invalid x.a"]),
        ("{type: integer, nullable: true, x-kubernetes-validations: [{rule: self > 1}]}", "null", []),
        ("{type: integer, default: 0, x-kubernetes-validations: [{rule: self > 1}]}", "null", ["Invalid x"]),
        ("{type: array, items: {type: string}, x-kubernetes-validations: [{rule: self.size() < 2}]}", "[a, b]",
         ["Invalid x"]),
    ],
)  # fmt: skip
def test_rule_below(value_schema: str, value: str, found: list[str]) -> None:
    assert refused(value_schema, value) == found


def test_rule_of_the_whole_resource_sees_its_name() -> None:
    root = """\
        type: object
        properties:
          spec: {type: object, properties: {name: {type: string}}}
          apiVersion: {type: string}
        x-kubernetes-validations:
          - rule: self.metadata.name == self.spec.name && self.kind == 'Backup' && !has(self.metadata.labels)
    """
    resource = "apiVersion: example.com/v1\nkind: Backup\nmetadata: {{name: {}, labels: {{a: b}}}}\nspec: {{name: a}}\n"
    assert errors(root, resource.format("a")) == []
    (error,) = errors(root, resource.format("b"))
    assert (error.reason, error.path, error.name, error.place.text) == ("Invalid", "", "Backup", "Backup")


def test_errors_of_the_metadata_come_before_rules() -> None:
    root = "{type: object, x-kubernetes-validations: [{rule: has(self.metadata.name)}]}\n"
    found = errors(root, "apiVersion: example.com/v1\nkind: Backup\nmetadata: {}\n")
    assert [f"{error.reason} {error.path}" for error in found] == ["Required metadata.name"]
