"""Objects: what a manifest declares, lists and templates unwrapped."""

import pytest
from conftest import facts_of, spot

from podlint.facts.objects import Object, mapping, mappings, text
from podlint.facts.workloads import Pod


def names(manifest: str) -> list[str]:
    return [str(item) for item in facts_of(manifest).all(Object)]


def test_fields_and_place() -> None:
    (item,) = facts_of(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: shop
        """
    ).all(Object)
    assert (item.api_version, item.kind, item.namespace, item.name) == ("v1", "ConfigMap", "shop", "settings")
    assert (item.file, item.layer) == ("manifest.yaml", "")
    assert (spot(item.place), str(item)) == ("5:9 settings", "ConfigMap shop/settings")


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("---\n{apiVersion: v1, kind: Pod, metadata: {generateName: web-}}", ("", "web-", "2:24 Pod")),
        ("---\n{apiVersion: v1, kind: Pod}", ("", "", "2:24 Pod")),
        ("---\n{apiVersion: v1, kind: Pod, metadata: {name: 1, namespace: [a]}}", ("", "", "2:46 1")),
        ("---\n{apiVersion: v1, kind: Pod, metadata: null}", ("", "", "2:24 Pod")),
    ],
)
def test_without_a_name_the_kind_is_the_place(manifest: str, expected: tuple[str, str, str]) -> None:
    (item,) = facts_of(manifest).all(Object)
    assert (item.namespace, item.name, spot(item.place)) == expected


def test_g2_lists_and_templates_are_unwrapped() -> None:
    """G2: `*List`, a bare `items`, OpenShift's Template, several documents, lists in lists."""
    manifest = """
    apiVersion: v1
    kind: List
    items:
      - {apiVersion: v1, kind: Pod, metadata: {name: one}}
      - {apiVersion: v1, kind: PodList, items: [{apiVersion: v1, kind: Pod, metadata: {name: two}}]}
    ---
    items: [{apiVersion: v1, kind: Pod, metadata: {name: three}}]
    ---
    apiVersion: template.openshift.io/v1
    kind: Template
    objects: [{apiVersion: v1, kind: Pod, metadata: {name: four}}]
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: five}
    """
    assert names(manifest) == ["Pod one", "Pod two", "Pod three", "Pod four", "Pod five"]


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "a: 1",
        "---\n[{apiVersion: v1, kind: Pod}]",
        "---\n{apiVersion: 1, kind: Pod}",
        "---\n{apiVersion: v1, kind: [Pod]}",
        "---\n{apiVersion: v1, kind: List, items: [null, 1, [a], text]}",
        "kind: Pod",
    ],
)
def test_what_has_no_api_version_and_kind_is_no_object(manifest: str) -> None:
    assert names(manifest) == []


def test_a_template_of_another_group_is_an_object() -> None:
    manifest = (
        "---\n{apiVersion: example.com/v1, kind: Template, metadata: {name: t}, objects: [{apiVersion: v1, kind: Pod}]}"
    )
    assert names(manifest) == ["Template t"]


def test_aliased_objects_are_objects_each_time() -> None:
    manifest = """
    apiVersion: v1
    kind: List
    items:
      - &pod {apiVersion: v1, kind: Pod, metadata: {name: one}}
      - *pod
    """
    assert names(manifest) == ["Pod one", "Pod one"]


@pytest.mark.parametrize(
    ("file", "folder", "parent"),
    [
        ("a.yaml", "", ".."),
        ("./a.yaml", "", ".."),
        ("x/a.yaml", "x", ""),
        ("x//y/./a.yaml", "x/y", "x"),
        ("../a.yaml", "..", "../.."),
        ("../x/a.yaml", "../x", ".."),
        ("/a.yaml", "/", "/.."),
        ("/x/a.yaml", "/x", "/"),
    ],
)
def test_folders(file: str, folder: str, parent: str) -> None:
    (item,) = facts_of({file: "---\n{apiVersion: v1, kind: Pod}"}).all(Object)
    assert (item.folder, item.parent_folder) == (folder, parent)


def test_values_of_another_type_are_empty() -> None:
    assert (mapping([1]), text(1), list(mappings({"a": {}})), list(mappings([1, None]))) == ({}, "", [], [])


def test_g1_knative_services_are_no_workloads() -> None:
    """G1: a Service with spec.template is Knative's."""
    manifest = """
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: hello}
    spec: {template: {spec: {containers: [{image: hello}]}}}
    """
    assert (names(manifest), facts_of(manifest).all(Pod)) == (["Service hello"], ())
