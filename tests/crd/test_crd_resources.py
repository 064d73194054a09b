"""Whole custom resources: their metadata, embedded resources, status, places, and schemas that are none."""

import pytest
from backups import DEFINITION_HEAD
from crd_judging import errors, mapping

from podlint.crd import definition_of, judge_custom
from podlint.facts.api import schema_of

ROOT = "{type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}\n"


def refused(root: str, resource: str) -> list[str]:
    found = errors(root, f"apiVersion: example.com/v1\nkind: Backup\n{resource}")
    return [f"{error.reason} {error.path} @{error.place.line}" for error in found]


@pytest.mark.parametrize(
    ("resource", "found"),
    [
        ("metadata: {name: a.b-c, labels: {x: z}, finalizers: [a.example.com]}", []),
        ("metadata: {generateName: a-}", []),
        ("metadata: {name: A_b}", ["Invalid metadata.name @3"]),
        ("metadata: {name: a, lables: {}}", ["UnknownField metadata.lables @3"]),
        ("metadata: {name: a, labels: {x: 1}}", ["WrongType metadata.labels[x] @3"]),
        ("metadata: {name: a, labels: {x: a b}}", ["Invalid metadata.labels[x] @3"]),
        ("metadata: {}", ["Required metadata.name @3"]),
        ("spec: {}", ["Required metadata.name @1"]),
        ("metadata: {name: a}\nspce: {}", ["UnknownField spce @4"]),
        ("metadata: {name: a}\nspec: {size: 1, sise: 1}", ["UnknownField spec.sise @4"]),
        ("metadata: {name: a}\nspec: null", []),
        ("metadata: {name: '${NAME}'}\nspec: {size: '${SIZE}'}", []),
    ],
)
def test_resource(resource: str, found: list[str]) -> None:
    assert refused(ROOT, resource) == found


def test_near_name_and_type() -> None:
    (error,) = errors(ROOT, "apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: a}\nspec: {sise: 1}\n")
    assert (error.name, error.near, error.type_name) == ("sise", "size", "Backup.spec")
    assert error.definition == "backups.example.com"
    assert error.demand is not None
    assert (error.demand.source.name, error.demand.text) == ("crd.yaml", "properties")


def test_what_is_misspelt_is_not_missing() -> None:
    root = "{type: object, properties: {spec: {type: object, required: [size], properties: {size: {type: integer}}}}}\n"
    assert refused(root, "metadata: {name: a}\nspec: {sise: 1}") == ["UnknownField spec.sise @4"]


PLACES = """\
metadata: {name: a}
spec:
  jobs:
    - name: a
      steps:
        - [1, x]
    -
      retries: 3
"""


def test_places() -> None:
    root = """\
        type: object
        required: [mode]
        properties:
          mode: {type: string}
          spec:
            type: object
            properties:
              jobs:
                type: array
                items:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    retries: {type: integer, maximum: 2}
                    steps: {type: array, items: {type: array, items: {type: integer}}}
    """
    assert refused(root, PLACES) == [
        "Required mode @2",
        "WrongType spec.jobs[0].steps[0][1] @8",
        "Required spec.jobs[1].name @10",
        "Invalid spec.jobs[1].retries @10",
    ]


EMBEDDED = "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}"


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{apiVersion: v1, kind: Pod, spec: {a: 1}}", []),
        ("{apiVersion: v1, kind: Pod, metadata: {labels: {a: b}, resourceVersion: '1'}}", []),
        ("{kind: Pod}", ["Required template.apiVersion @4"]),
        ("{apiVersion: v1, kind: ''}", ["Required template.kind @4"]),
        ("{apiVersion: v1, kind: Pod, metadata: {name: a/b}}", ["Invalid template.metadata.name @4"]),
        ("{apiVersion: v1, kind: Pod, metadata: {lables: {}}}", ["UnknownField template.metadata.lables @4"]),
        ("{apiVersion: v1, kind: Pod, metadata: {labels: {a: 1}}}", ["WrongType template.metadata.labels[a] @4"]),
    ],
)
def test_embedded_resource(template: str, found: list[str]) -> None:
    root = f"{{type: object, properties: {{template: {EMBEDDED}}}}}\n"
    assert refused(root, f"metadata: {{name: a}}\ntemplate: {template}") == found


@pytest.mark.parametrize(
    "root",
    [
        "{type: object, properties: {spec: {properties: {size: {type: integer}}}}}\n",
        "{type: object, properties: {spec: {type: array}}}\n",
        "{type: object, properties: {spec: {type: text}}}\n",
        "{type: object, properties: {spec: {type: [object]}}}\n",
        "{type: object, properties: {spec: {$ref: '#/x'}}}\n",
        "{type: object, properties: {spec: {type: object, additionalProperties: false}}}\n",
        "{type: object, properties: {spec: {type: array, uniqueItems: true, items: {type: string}}}}\n",
        "{type: object, properties: {spec: {type: string, minLength: a}}}\n",
        "{type: object, properties: {spec: {type: string, anyOf: [{type: string}]}}}\n",
        "{type: object, properties: {spec: {type: object, anyOf: [{required: [a], properties: {a: {}}}]}}}\n",
        "{type: object, properties: {spec: []}}\n",
        """{type: object, properties: {spec: {type: array, x-kubernetes-list-type: set,
            items: {type: string, nullable: true}}}}\n""",
        "{type: object, properties: {spec: {type: object, default: {a: null}, properties: {a: {type: string}}}}}\n",
        "{type: object, properties: {spec: {type: integer, minimum: 1, default: 0}}}\n",
        "{type: object, properties: {spec: {type: object, default: {size: 1}}}}\n",
        """{type: object, properties: {spec: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a],
            items: {type: object, properties: {a: {type: string}}}}}}\n""",
        "{type: object, additionalProperties: {type: string}}\n",
        "{type: string}\n",
        "{}\n",
        "[]\n",
    ],
)
def test_schema_that_is_not_structural_says_nothing(root: str) -> None:
    assert refused(root, "metadata: {name: A_}\nspec: {sise: x}\nunknown: 1") == []


DEFINITION = f"""\
{DEFINITION_HEAD}      subresources: {{status: {{}}}}
      schema: {{openAPIV3Schema: {{type: object}}}}
"""


def test_definition() -> None:
    found = definition_of(mapping(DEFINITION))
    assert found is not None
    assert (found.name, found.group, found.kind, found.preferred) == (
        "backups.example.com",
        "example.com",
        "Backup",
        "example.com/v1",
    )
    assert found.versions["v1"].has_status


@pytest.mark.parametrize(
    ("subresources", "found"),
    [("{}", ["NotSupported"]), ("{scale: {}}", ["NotSupported"]), ("{status: {}}", [])],
)
def test_status_that_is_a_resource_of_its_own_is_dropped(subresources: str, found: list[str]) -> None:
    schema = "{type: object, properties: {status: {type: object, properties: {phase: {type: string, enum: [Done]}}}}}"
    text = DEFINITION.replace("{status: {}}", subresources).replace("{type: object}", schema)
    definition = definition_of(mapping(text))
    assert definition is not None
    resource = mapping("apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: a}\nstatus: {phase: Gone}")
    errors = judge_custom(definition.versions["v1"], schema_of(37), resource)
    assert [error.reason for error in errors] == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("backups.example.com", "backup.example.com"),
        ("scope: Namespaced", "scope: namespaced"),
        ("plural: backups, ", ""),
        ("group: example.com", "group: 3"),
        ("storage: true", "storage: false"),
        ("spec:", "spec: {}\nx:"),
        ("scope:", "preserveUnknownFields: true\n  scope:"),
    ],
)
def test_definition_that_the_server_refuses(old: str, new: str) -> None:
    assert definition_of(mapping(DEFINITION.replace(old, new, 1))) is None


def test_work_is_bounded() -> None:
    item = "{type: integer, allOf: [" + ", ".join(["{maximum: 0}"] * 1000) + "]}"
    root = f"{{type: object, properties: {{spec: {{type: array, items: {item}}}}}}}\n"
    assert len(refused(root, "metadata: {name: a}\nspec: [1, 1]")) == 2000
    assert refused(root, f"metadata: {{name: a}}\nspec: [{'1, ' * 1000}1]") == []
