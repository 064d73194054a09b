"""Custom resources among the objects: which definition counts, and how versions stand."""

import pytest
from backups import BACKUP, DEFINITION_HEAD
from conftest import facts_of, findings, spot

from podlint.facts.api import ApiError, ApiVersion

VERSIONS = """\
      schema: &schema
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [keep]
              properties: {keep: {type: integer}}
    - {name: v1beta1, served: true, storage: false, deprecated: true, schema: *schema}
    - {name: v1alpha1, served: false, storage: false, schema: *schema}
"""
DEFINITION = DEFINITION_HEAD + VERSIONS


def refused(files: dict[str, str], **settings: object) -> list[str]:
    return [f"{row.reason} {row.field}" for row in facts_of(files, **settings).all(ApiError)]


def test_a_definition_alone_is_fine() -> None:
    assert refused({"crd.yaml": DEFINITION}) == []


def test_without_a_definition_nothing_is_said() -> None:
    assert refused({"backup.yaml": BACKUP}) == []


def test_definition_in_another_file() -> None:
    (row,) = facts_of({"crds/backup.yaml": DEFINITION, "app/backup.yaml": BACKUP}).all(ApiError)
    assert (row.reason, row.field, row.type, row.near) == ("UnknownField", "spec.kept", "Backup.spec", "keep")
    assert row.api == "CustomResourceDefinition backups.example.com"
    assert row.demand is not None
    assert (row.demand.source.name, spot(row.demand)) == ("crds/backup.yaml", "19:15 properties")


def test_definition_beside_its_resource_in_a_list() -> None:
    both = f"{DEFINITION}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: example.com/v1\n  kind: Backup\n"
    assert refused({"all.yaml": f"{both}  metadata: {{name: a}}\n  spec: {{}}\n"}) == ["Required spec.keep"]


def test_patches_need_not_be_whole() -> None:
    patch = BACKUP.replace("kept: 7", "")
    assert refused({"crd.yaml": DEFINITION, "backup.yaml": patch}) == ["Required spec.keep"]
    assert refused({"crd.yaml": DEFINITION, "patch-backup.yaml": patch}) == []


def test_of_patches_rules_are_not_asked() -> None:
    rules = "x-kubernetes-validations: [{rule: has(self.keep)}], oneOf: [{required: [keep]}], properties"
    crd = DEFINITION.replace(
        "              required: [keep]\n              properties: {", f"              {{{rules}: {{"
    )
    crd = crd.replace("              type: object\n              {", "              {type: object, ").replace(
        "integer}}", "integer}}}"
    )
    patch = BACKUP.replace("kept: 7", "")
    assert refused({"crd.yaml": crd, "backup.yaml": patch}) == ["Invalid spec"]
    assert refused({"crd.yaml": crd, "patch-backup.yaml": patch}) == []


def test_other_groups_and_kinds_have_other_definitions() -> None:
    files = {"crd.yaml": DEFINITION, "a.yaml": BACKUP.replace("example.com", "example.org")}
    assert refused(files) == []
    assert refused({"crd.yaml": DEFINITION, "a.yaml": BACKUP.replace("kind: Backup", "kind: Restore")}) == []


OLDER = DEFINITION.replace("{keep: {type: integer}}", "{keep: {type: string}, kept: {type: string}}")


def test_of_several_definitions_one_that_takes_the_resource_is_enough() -> None:
    files = {"one/crd.yaml": DEFINITION, "two/crd.yaml": OLDER.replace("[keep]", "[kept]")}
    assert refused(files | {"one/backup.yaml": BACKUP.replace("kept: 7", "kept: '7'")}) == []


def test_of_several_definitions_the_nearest_speaks() -> None:
    files = {"one/crd.yaml": DEFINITION, "two/crd.yaml": OLDER}
    assert refused(files | {"one/backup.yaml": BACKUP}) == ["UnknownField spec.kept"]
    assert refused(files | {"two/backup.yaml": BACKUP}) == ["WrongType spec.kept", "Required spec.keep"]


@pytest.mark.parametrize(("number", "expected"), [(50, ["UnknownField spec.kept"]), (51, [])])
def test_very_many_definitions_of_one_kind_say_nothing(number: int, expected: list[str]) -> None:
    files = {f"{index}/crd.yaml": DEFINITION for index in range(number)}
    assert refused(files | {"backup.yaml": BACKUP}) == expected


@pytest.mark.parametrize(
    ("version", "standing", "use"),
    [
        ("v1beta1", "deprecated", "example.com/v1 Backup"),
        ("v1alpha1", "unserved", "example.com/v1 Backup"),
        ("v2", "unserved", "example.com/v1 Backup"),
    ],
)
def test_standing(version: str, standing: str, use: str) -> None:
    files = {"a.yaml": BACKUP.replace("example.com/v1", f"example.com/{version}"), "crd.yaml": DEFINITION}
    row = facts_of(files).all(ApiVersion)[0]
    assert (row.standing, row.use, row.api) == (standing, use, "CustomResourceDefinition backups.example.com")


def test_a_served_version_has_no_row() -> None:
    assert facts_of({"a.yaml": BACKUP, "crd.yaml": DEFINITION}).all(ApiVersion) == ()


def test_words_of_an_unserved_version() -> None:
    files = {"a.yaml": BACKUP.replace("/v1", "/v2"), "crd.yaml": DEFINITION}
    (finding,) = findings(files, "api/unserved-api-version")
    assert finding.message == (
        "CustomResourceDefinition backups.example.com does not serve Backup of example.com/v2; "
        "use example.com/v1 Backup"
    )
    assert [spot(evidence.place) for evidence in finding.evidence] == ["8:3 versions"]


def test_definitions_of_v1beta1_say_nothing() -> None:
    old = DEFINITION.replace("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1")
    assert refused({"crd.yaml": old, "backup.yaml": BACKUP}) == []


def test_what_no_release_takes_holds_in_all() -> None:
    rows = facts_of({"crd.yaml": DEFINITION, "a.yaml": BACKUP}, kubernetes_version="1.30,1.37").all(ApiError)
    assert [(row.field, row.minors) for row in rows] == [("spec.kept", ())]


def test_formats_have_their_releases() -> None:
    crd = DEFINITION.replace("{type: integer}", "{type: string, format: k8s-short-name}")
    files = {"crd.yaml": crd, "a.yaml": BACKUP.replace("kept: 7", "keep: A")}
    rows = facts_of(files, kubernetes_version="1.30,1.37").all(ApiError)
    assert [(row.field, row.minors) for row in rows] == [("spec.keep", (34, 35, 36, 37))]
