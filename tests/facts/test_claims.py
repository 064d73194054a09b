"""PersistentVolumeClaims, their users, and what stands behind them."""

import pytest
from conftest import Files, facts_of, workload

from podlint.facts.claims import Claim


def claim(name: str = "data", spec: str = "accessModes: [ReadWriteOnce]", namespace: str = "") -> str:
    space = f", namespace: {namespace}" if namespace else ""
    return f"---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: {name}{space}}}\nspec: {{{spec}}}\n"


def user(name: str, namespace: str = "", claim_name: str = "data") -> str:
    volumes = f"[{{name: v, persistentVolumeClaim: {{claimName: {claim_name}}}}}]"
    return workload(name, f"{{containers: [{{name: a, image: a}}], volumes: {volumes}}}", namespace=namespace)


def users(files: Files) -> list[list[str]]:
    return [[pod.name for pod in row.workloads] for row in facts_of(files).all(Claim)]


@pytest.mark.parametrize(
    ("modes", "exclusive"),
    [
        ("[ReadWriteOnce]", True),
        ("[ReadWriteOncePod]", True),
        ("[ReadWriteOnce, ReadWriteMany]", False),
        ("[ReadWriteMany]", False),
        ("[]", False),
        ("null", False),
        ("ReadWriteOnce", False),
        ("['{{ .Values.mode }}']", False),
        ("[5]", False),
    ],
)
def test_access_modes(modes: str, exclusive: bool) -> None:
    (row,) = facts_of(claim(spec=f"accessModes: {modes}")).all(Claim)
    assert (row.exclusive, row.name, row.place.text) == (exclusive, "data", "data")


@pytest.mark.parametrize(
    "text", [claim(name="7"), claim(name="null"), claim().replace("apiVersion: v1", "apiVersion: x/v1")]
)
def test_what_is_no_claim_with_a_name(text: str) -> None:
    assert facts_of(text).all(Claim) == ()


def test_users_of_its_namespace_once_each() -> None:
    text = claim(namespace="a") + user("one", "a") + user("two", "b") + user("three", "a") + user("four")
    assert users(text) == [["one", "three"]]


def test_of_equal_names_the_nearest_is_meant() -> None:
    files = {f"{name}/{kind}.yaml": text for name in "ab" for kind, text in (("claim", claim()), ("app", user(name)))}
    assert users(files) == [["a"], ["b"]]


def test_of_many_equal_claims_only_the_first_have_users() -> None:
    """Else each of a file full of them would have all pods in it for users."""
    found = users(claim() * 20 + user("one") + user("two"))
    assert found == [["one", "two"]] * 8 + [[]] * 12


@pytest.mark.parametrize(("namespace", "expected"), [("", [[]]), ("shop", [["far"]])])
def test_far_away_an_equal_name_is_chance_unless_the_namespace_is_equal(
    namespace: str, expected: list[list[str]]
) -> None:
    files = {"a/b/claim.yaml": claim(namespace=namespace), "c/d/app.yaml": user("far", namespace)}
    assert users(files) == expected


def test_the_folder_above_two_is_not_far() -> None:
    assert users({"claim.yaml": claim(), "a/b/app.yaml": user("deep")}) == [["deep"]]


def test_p1_near_miss_22_another_namespace() -> None:
    text = claim(namespace="kube-system") + claim() + user("one", "kube-system") + user("two")
    assert users(text) == [["one"], ["two"]]


def test_g11_a_name_that_is_filled_in_later() -> None:
    assert users(claim("'${DATA}'") + user("one", claim_name="'${DATA}'")) == [[]]


def persistent(name: str, spec: str) -> str:
    return f"---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: {name}}}\nspec: {{{spec}}}\n"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("volumeName: one", ["one"]),
        ("volumeName: '${VOLUME}'", []),
        ("storageClassName: manual", ["two", "three"]),
        ("storageClassName: other", []),
        ("storageClassName: ''", ["four"]),
        ("resources: {}", ["four"]),
        ("volumeName: 7", ["four"]),
    ],
)
def test_what_stands_behind(spec: str, expected: list[str]) -> None:
    volumes = (
        persistent("one", "storageClassName: manual, claimRef: {name: other}")
        + persistent("two", "storageClassName: manual")
        + persistent("three", "storageClassName: manual, nfs: {path: /}")
        + persistent("four", "hostPath: {path: /x}")
    )
    (row,) = facts_of(claim(spec=spec) + volumes).all(Claim)
    assert [volume.name for volume in row.volumes] == expected
    assert row.file_based == bool({"three", "four"} & set(expected))


def test_a_volume_may_name_the_claim() -> None:
    text = (
        claim() + persistent("one", "claimRef: {name: data, namespace: default}") + persistent("two", "nfs: {path: /}")
    )
    (row,) = facts_of(text).all(Claim)
    assert [volume.name for volume in row.volumes] == ["one"]
    other = text.replace("metadata: {name: data}", "metadata: {name: data, namespace: shop}")
    (row,) = facts_of(other).all(Claim)
    assert [volume.name for volume in row.volumes] == ["two"]


def test_p1_near_miss_23_the_nearest_volumes_of_a_class_may_be_bound() -> None:
    files = {
        "a/claim.yaml": claim(spec="storageClassName: manual, accessModes: [ReadWriteOnce]"),
        "a/volume.yaml": persistent("near", "storageClassName: manual, nfs: {path: /}"),
        "b/volume.yaml": persistent("far", "storageClassName: manual"),
    }
    (row,) = facts_of(files).all(Claim)
    assert ([volume.name for volume in row.volumes], row.file_based) == (["near"], True)
