"""Kustomizations: which files are patches, and which belong to a component (G3, G5)."""

import pytest
from conftest import facts_of

from podlint.facts.objects import Object

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"


def layers(files: dict[str, str]) -> dict[str, str]:
    return {item.file: item.layer for item in facts_of(files).all(Object) if item.kind == "Pod"}


@pytest.mark.parametrize(
    "kustomization",
    [
        "patches: [{path: web.yaml}]",
        "patches: [{path: ./web.yaml, target: {kind: Pod}}]",
        "patches: [web.yaml]",
        "patchesStrategicMerge: [web.yaml]",
        "patchesJson6902: [{path: web.yaml, target: {kind: Pod, name: web}}]",
    ],
)
@pytest.mark.parametrize("name", ["kustomization.yaml", "kustomization.yml", "Kustomization"])
def test_patches(kustomization: str, name: str) -> None:
    files = {f"base/{name}": kustomization, "base/web.yaml": POD, "other/web.yaml": POD}
    assert layers(files) == {"base/web.yaml": "patch", "other/web.yaml": ""}


def test_patches_of_a_folder_beside() -> None:
    assert layers({"a/kustomization.yaml": "patches: [{path: ../b/web.yaml}]", "b/web.yaml": POD}) == {
        "b/web.yaml": "patch"
    }


def test_components() -> None:
    files = {
        "sql/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
        "sql/job.yaml": POD,
        "base/job.yaml": POD,
    }
    assert layers(files) == {"sql/job.yaml": "component", "base/job.yaml": ""}


@pytest.mark.parametrize("name", ["patch.yaml", "web-patch.yaml", "patch_web.yaml", "web.patch.yaml"])
def test_a_file_may_say_that_it_is_a_patch(name: str) -> None:
    assert layers({name: POD}) == {name: "patch"}


@pytest.mark.parametrize("name", ["dispatch.yaml", "patches/web.yaml", "my-kustomization.yaml"])
def test_other_names_say_nothing(name: str) -> None:
    assert layers({name: POD}) == {name: ""}


@pytest.mark.parametrize("patches", ["null", "1", "{path: web.yaml}", "[1, null, [web.yaml], {path: 1}, {patch: a}]"])
def test_odd_kustomizations_name_nothing(patches: str) -> None:
    assert layers({"kustomization.yaml": f"patches: {patches}", "web.yaml": POD}) == {"web.yaml": ""}


def test_an_inline_patch_is_no_file_name() -> None:
    kustomization = "patchesStrategicMerge:\n  - |\n    web.yaml\n    kind: Pod\n"
    assert layers({"kustomization.yaml": kustomization, "web.yaml": POD}) == {"web.yaml": ""}


def test_only_a_file_of_that_very_name_is_a_kustomization() -> None:
    assert layers({"my-kustomization.yaml": "patches: [{path: web.yaml}]", "web.yaml": POD}) == {"web.yaml": ""}
