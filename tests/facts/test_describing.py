"""Rows as plain data, for `podlint facts`."""

import json
from typing import Any

from conftest import facts_of, workload

from podlint.facts import KINDS
from podlint.facts.claims import Claim
from podlint.facts.describing import described
from podlint.facts.volumes import Mount
from podlint.facts.workloads import Container, Pod

TEXT = workload(
    "web",
    "{containers: [{name: web, image: 'redis:7', command: [sh, -c, 'tail -f /a'], env: [{name: A, value: b}], "
    "volumeMounts: [{name: v, mountPath: /a}]}], volumes: [{name: v}]}",
    "Pod",
)


def at(token: str) -> str:
    """Where a token of the fifth line stands."""
    return f"manifest.yaml:5:{TEXT.splitlines()[4].index(token) + 1}"


def test_fields_and_properties() -> None:
    (row,) = facts_of(TEXT).all(Mount)
    told = described(row)
    assert (told["place"], told["path"], told["read_only"]) == (at("/a}"), "/a", False)
    assert (told["volume"], told["declared"]) == (f"v ({at('v}')})", ["v"])
    assert told["container"] == f"web ({at('web, image')})"
    assert "nearest" in told


def test_nodes_are_told_by_their_place() -> None:
    (row,) = facts_of(TEXT).all(Pod)
    assert described(row)["spec"] == "manifest.yaml:5:7"
    (container,) = facts_of(TEXT).all(Container)
    assert "redis" in str(described(container)["image"])


def test_empty_relations_are_empty_lists() -> None:
    (row,) = facts_of("apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\n").all(Claim)
    assert [described(row)[name] for name in ("users", "volumes", "workloads", "access_modes")] == [[], [], [], []]


def test_every_kind_is_json() -> None:
    facts = facts_of(TEXT)
    for kind in KINDS.values():
        rows: tuple[Any, ...] = facts.all(kind)
        assert json.loads(json.dumps([described(row) for row in rows])) == [described(row) for row in rows]
