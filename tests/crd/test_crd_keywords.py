"""Each keyword of a schema: values that the API server takes, and values that it refuses."""

import pytest
from crd_judging import errors_at_x, refused

GOOD = [
    # Types.
    ("{type: string}", "a"),
    ("{type: string}", '"1"'),
    ("{type: string}", "null"),
    ("{type: string, nullable: true}", "null"),
    ("{type: integer}", "1"),
    ("{type: integer}", "1.0"),
    ("{type: integer}", "-9223372036854775808"),
    ("{type: number}", "1"),
    ("{type: number}", "1.5"),
    ("{type: boolean}", "false"),
    ("{type: boolean}", "on"),
    ("{type: array, items: {type: string}}", "[a, b]"),
    ("{type: array, items: {type: string, nullable: true}}", "[a, null]"),
    ("{type: object, properties: {a: {type: string}}}", "{}"),
    ("{type: object, properties: {a: {type: string}}}", "{a: null}"),
    ("{x-kubernetes-int-or-string: true}", "1"),
    ("{x-kubernetes-int-or-string: true}", "50%"),
    ("{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}", "50%"),
    ("{x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}", "50%"),
    ("{x-kubernetes-preserve-unknown-fields: true}", "[1, {a: b}, null]"),
    # Fields.
    ("{type: object, additionalProperties: {type: string}}", "{a: b, c: d}"),
    ("{type: object, additionalProperties: true}", "{a: 1, b: x}"),
    ("{type: object, x-kubernetes-preserve-unknown-fields: true}", "{a: {b: [1]}}"),
    ("{type: array, x-kubernetes-preserve-unknown-fields: true, items: {type: object}}", "[{a: 1}]"),
    ("{type: object, required: [a], properties: {a: {type: string}}}", "{a: ''}"),
    ("{type: object, required: [a], properties: {a: {type: string, default: b}}}", "{}"),
    ("{type: object, required: [a], properties: {a: {type: string, default: b}}}", "{a: null}"),
    ("{type: object, required: [a], properties: {a: {type: string, nullable: true}}}", "{a: null}"),
    # Values.
    ("{type: string, enum: [a, b]}", "b"),
    ("{type: integer, enum: [1, 2]}", "2"),
    ("{type: number, enum: [1, 2.5]}", "2.5"),
    ("{type: number, enum: [1]}", "1.0"),
    ("{type: string, nullable: true, not: {enum: [a]}, anyOf: [{minLength: 1}]}", "null"),
    ("{type: integer, minimum: 1}", "1"),
    ("{type: number, minimum: 0.5}", "0.5"),
    ("{type: integer, minimum: 0.5}", "0"),
    ("{type: integer, minimum: 1, exclusiveMinimum: true}", "2"),
    ("{type: integer, maximum: 9}", "9"),
    ("{type: number, maximum: 9, exclusiveMaximum: true}", "8.9"),
    ("{type: integer, multipleOf: 5}", "15"),
    ("{type: number, multipleOf: 0.1}", "0.3"),
    # The server turns a fraction into a whole number, and takes lists for texts of a format.
    ("{type: number, enum: [1]}", "1.5"),
    ("{type: string, format: ipv4}", "[1]"),
    ("{type: string, minLength: 2, maxLength: 2}", "ab"),
    ("{type: string, maxLength: 1}", "ä"),
    ("{type: string, pattern: b}", "abc"),
    (r"{type: string, pattern: '^\d{2}$'}", "'12'"),
    # A pattern that could take for ever is not asked.
    ("{type: string, pattern: '^(a+)+$'}", "b"),
    ("{type: array, items: {type: integer}, minItems: 1, maxItems: 2}", "[1, 2]"),
    ("{type: object, additionalProperties: {type: integer}, minProperties: 1, maxProperties: 1}", "{a: 1}"),
    # Lists.
    ("{type: array, items: {type: integer}}", "[1, 1]"),
    ("{type: array, items: {type: integer}, x-kubernetes-list-type: atomic}", "[1, 1]"),
    ("{type: array, items: {type: string}, x-kubernetes-list-type: set}", "[a, A]"),
    ("{type: array, items: {x-kubernetes-int-or-string: true}, x-kubernetes-list-type: set}", "[1, '1']"),
    # Alternatives.
    ("{type: integer, allOf: [{minimum: 1}, {maximum: 3}]}", "2"),
    ("{type: integer, anyOf: [{maximum: 1}, {minimum: 3}]}", "3"),
    ("{type: integer, oneOf: [{maximum: 1}, {minimum: 3}]}", "0"),
    ("{type: integer, not: {enum: [3]}}", "2"),
]
BAD = [
    ("{type: string}", "1", "WrongType x"),
    ("{type: string}", "yes", "WrongType x"),
    ("{type: string}", "[a]", "WrongType x"),
    ("{type: string, format: my-own-format}", "[a]", "WrongType x"),
    ("{type: integer}", "1.5", "WrongType x"),
    ("{type: integer}", "'1'", "WrongType x"),
    ("{type: integer}", "true", "WrongType x"),
    ("{type: integer}", "9223372036854775808", "WrongType x"),
    ("{type: number}", "'1'", "WrongType x"),
    ("{type: boolean}", "'true'", "WrongType x"),
    ("{type: array, items: {type: string}}", "a", "WrongType x"),
    ("{type: array, items: {type: string}}", "[a, 1]", "WrongType x[1]"),
    ("{type: array, items: {type: string}}", "[a, null]", "WrongType x[1]"),
    ("{type: object, properties: {a: {type: string}}}", "[]", "WrongType x"),
    ("{x-kubernetes-int-or-string: true}", "1.5", "WrongType x"),
    ("{x-kubernetes-int-or-string: true}", "true", "WrongType x"),
    ("{x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}", "50", None),
    ("{x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}", "'50'", "Invalid x"),
    ("{type: object, properties: {a: {type: string}}}", "{b: 1}", "UnknownField x.b"),
    ("{type: object}", "{b: 1}", "UnknownField x.b"),
    ("{type: array, items: {type: object, properties: {a: {type: string}}}}", "[{}, {b: 1}]", "UnknownField x[1].b"),
    ("{type: object, additionalProperties: {type: string}}", "{a: 1}", "WrongType x.a"),
    ("{type: object, additionalProperties: true}", "{a: [{b: c}]}", "UnknownField x.a[0].b"),
    ("{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}", "{a: 1, b: 1}",
     "WrongType x.a"),
    # What a schema says of a field holds within what is kept as it is.
    ("{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: object}}}", "{a: {b: 1}}",
     "UnknownField x.a.b"),
    ("{type: object, required: [a], properties: {a: {type: string}}}", "{}", "Required x.a"),
    ("{type: object, required: [a], properties: {a: {type: string}}}", "{a: null}", "Required x.a"),
    ("{type: string, enum: [a, b]}", "c", "NotSupported x"),
    ("{type: string, enum: ['1']}", "'2'", "NotSupported x"),
    # A null is none of the values of an enum, whatever the type allows.
    ("{type: string, nullable: true, enum: [a]}", "null", "NotSupported x"),
    ("{x-kubernetes-int-or-string: true, enum: ['1']}", "1", "NotSupported x"),
    ("{type: integer, minimum: 1}", "0", "Invalid x"),
    ("{type: integer, minimum: 1, exclusiveMinimum: true}", "1", "Invalid x"),
    ("{type: number, maximum: 9}", "9.1", "Invalid x"),
    ("{type: integer, maximum: 9, exclusiveMaximum: true}", "9", "Invalid x"),
    ("{type: integer, multipleOf: 5}", "7", "Invalid x"),
    ("{type: number, multipleOf: 0.5}", "0.7", "Invalid x"),
    ("{type: number, multipleOf: 2}", "1e+39", "Invalid x"),
    ("{type: string, minLength: 1}", "''", "Invalid x"),
    ("{type: string, maxLength: 1}", "ab", "TooLong x"),
    ("{type: string, pattern: '^b'}", "abc", "Invalid x"),
    ("{type: array, items: {type: integer}, minItems: 1}", "[]", "Invalid x"),
    ("{type: array, items: {type: integer}, maxItems: 1}", "[1, 2]", "TooMany x"),
    ("{type: object, additionalProperties: {type: integer}, minProperties: 1}", "{}", "Invalid x"),
    ("{type: object, additionalProperties: {type: integer}, maxProperties: 1}", "{a: 1, b: 2}", "TooMany x"),
    ("{type: array, items: {type: string}, x-kubernetes-list-type: set}", "[a, b, a]", "Duplicate x[2]"),
    ("{type: array, items: {type: number}, x-kubernetes-list-type: set}", "[1, 1.0]", "Duplicate x[1]"),
    ("{type: integer, allOf: [{minimum: 1}, {maximum: 3}]}", "4", "Invalid x"),
    ("{type: integer, anyOf: [{maximum: 1}, {minimum: 3}]}", "2", "Invalid x"),
    ("{type: integer, oneOf: [{maximum: 1}, {minimum: 3}]}", "2", "Invalid x"),
    ("{type: integer, oneOf: [{maximum: 3}, {minimum: 1}]}", "2", "Invalid x"),
    ("{type: integer, not: {enum: [3]}}", "3", "Invalid x"),
    ("{type: integer, allOf: [{anyOf: [{enum: [1]}, {not: {maximum: 5}}]}]}", "2", "Invalid x"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "value"), GOOD)
def test_taken(schema: str, value: str) -> None:
    assert refused(schema, value) == []


@pytest.mark.parametrize(("schema", "value", "error"), BAD)
def test_refused(schema: str, value: str, error: str | None) -> None:
    assert refused(schema, value) == ([error] if error else [])


KEYED = """{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [%s],
  items: {type: object, required: [name], properties: {name: {type: string}, port: {type: integer, default: 80}}}}"""


@pytest.mark.parametrize(
    ("keys", "value", "found"),
    [
        ("name", "[{name: a}, {name: b}]", []),
        ("name", "[{name: a}, {name: a}]", ["Duplicate x[1].name"]),
        ("port", "[{name: a}, {name: b}]", ["Duplicate x[1].port"]),
        ("name, port", "[{name: a, port: 1}, {name: a, port: 2}, {name: a}]", []),
        ("name, port", "[{name: a, port: 80}, {name: b}, {name: a}]", ["Duplicate x[2]"]),
    ],
)
def test_keys_of_lists(keys: str, value: str, found: list[str]) -> None:
    assert refused(KEYED % keys, value) == found


PART = "{type: object, default: {}, properties: {b: {type: integer, default: 0}}}"
RULED = "type: object, x-kubernetes-validations: [{rule: self.a.b == 1}]"
INNER = "{type: object, maxProperties: 0, properties: {b: {type: integer, default: 0}}}"


@pytest.mark.parametrize(
    ("schema", "value", "found"),
    [
        # A default counts in a mapping that is there, and in a default.
        (f"{{type: object, properties: {{a: {INNER}}}}}",
         "{}", []),
        (f"{{type: object, properties: {{a: {INNER}}}}}",
         "{a: {}}", ["TooMany x.a"]),
        (f"{{{RULED}, properties: {{a: {PART}}}}}", "{}", ["Invalid x"]),
        ("{type: array, items: {type: object, required: [b], properties: {b: {type: integer, default: 3}}}}",
         "[{}]", []),
        ("{type: array, items: {type: integer, default: 3}}", "[null]", []),
        (f"{{{RULED}, additionalProperties: {PART}}}", "{a: null}", ["Invalid x"]),
        # A null that a field can hold is a value, and takes no default.
        ("{type: object, properties: {a: {type: integer, nullable: true, default: 0}}}", "{a: null}", []),
    ],
)  # fmt: skip
def test_defaults(schema: str, value: str, found: list[str]) -> None:
    assert refused(schema, value) == found


NONE = "fits none of the 2 alternatives of its schema (`anyOf`)"
CHOICE = "{type: object, properties: {a: {type: string}}, anyOf: [{properties: {a: {pattern: b}}}, {maxProperties: 0}]}"
EITHER = """{type: object, properties: {a: {type: string}, b: {type: string}},
  oneOf: [{required: [a]}, {required: [b]}]}"""


@pytest.mark.parametrize(
    ("schema", "value", "detail"),
    [
        ("{type: string}", "yes",
         "text is expected, and `yes` is a boolean, true, in Kubernetes' YAML; write \"yes\" in quotes"),
        ("{type: string}", "1.10",
         "text is expected, and `1.10` is the number 1.1 in Kubernetes' YAML; write \"1.10\" in quotes"),
        ("{type: integer}", "x1", "a whole number is expected, and `x1` is text"),
        ("{type: array, items: {type: string}}", "{}", "a list is expected, not a mapping"),
        ("{type: array, items: {type: string}}", "[null]", "text is expected, and null is not allowed"),
        ("{x-kubernetes-int-or-string: true}", "[]", "a whole number or text is expected, not a list"),
        ("{type: string, enum: [a, b]}", "c", "is not one of `a`, `b`"),
        ("{type: integer, minimum: 1}", "0", "is less than 1"),
        ("{type: integer, maximum: 1, exclusiveMaximum: true}", "1", "is not below 1"),
        ("{type: string, minLength: 1}", "''", "has fewer than 1 character"),
        ("{type: array, items: {type: integer}, maxItems: 2}", "[1, 2, 3]", "has more than 2 entries"),
        ("{type: array, items: {type: integer}, x-kubernetes-list-type: set}", "[1, 1]", "stands twice in the list"),
        (KEYED % "name", "[{name: a}, {name: a}]", "another entry has the same name `a`"),
        (EITHER, "{}",
         "fits none of the 2 alternatives of its schema (`oneOf`): `a` is missing, or `b` is missing"),
        (EITHER,
         "{a: '', b: ''}", "fits 2 of the 2 alternatives of its schema, and may fit one (`oneOf`)"),
        ("{type: integer, anyOf: [{maximum: 1}, {minimum: 3}]}", "2",
         f"{NONE}: it is more than 1, or it is less than 3"),
        (CHOICE,
         "{a: c}",
         f"{NONE}: `a` does not match the pattern b, or it has more than 0 entries"),
        ("{type: integer, not: {enum: [3]}}", "3", "is of a form that its schema excludes (`not`)"),
    ],
)  # fmt: skip
def test_words(schema: str, value: str, detail: str) -> None:
    (error,) = errors_at_x(schema, value)
    assert error.detail == detail
