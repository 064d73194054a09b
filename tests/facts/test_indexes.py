"""The indexes of big inputs find what comparing everything with everything finds."""

from conftest import facts_of, workload
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.facts.affinities import affinity_targets
from podlint.facts.labels import PodsByLabel
from podlint.facts.likeness import Likeness, likeness
from podlint.facts.neighbourhood import are_together, distance, may_share_namespace
from podlint.facts.paths import MountsByPath, covering
from podlint.facts.shared_directories import sharing_groups
from podlint.facts.store import Facts
from podlint.facts.volumes import Mount, Volume
from podlint.facts.workloads import Pod
from podlint.kubernetes.host_paths import covers, related
from podlint.kubernetes.selectors import matches_labels

FOLDERS = st.sampled_from(("", "a/", "a/b/", "c/"))
NAMESPACES = st.sampled_from(("", "one", "two"))
VALUES = st.sampled_from(("x", "y", "'${X}'"))
LABELS = st.dictionaries(st.sampled_from(("app", "tier", "'{{ key }}'")), VALUES, min_size=1, max_size=3)
PATHS = st.sampled_from(("/s", "/s/a", "/s/a/b", "/s/a/b/c", "/s/ab", "/t", "/var/run/x", "/run/x"))
bounded = settings(derandomize=True, max_examples=120, deadline=None, database=None)


def flow(labels: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in labels.items()) + "}"


def pods(rows: list[tuple[str, str, dict[str, str]]]) -> Facts:
    """Pods in folders and namespaces with labels."""
    return facts_of(
        {
            f"{folder}{index}.yaml": "apiVersion: v1\nkind: Pod\nspec: {containers: []}\n"
            f"metadata: {{name: p{index % 2}, namespace: '{space}', labels: {flow(labels)}}}\n"
            for index, (folder, space, labels) in enumerate(rows)
        }
    )


POD_ROWS = st.lists(st.tuples(FOLDERS, NAMESPACES, LABELS), min_size=1, max_size=8)


@bounded
@given(POD_ROWS, LABELS)
def test_selected_pods(rows: list[tuple[str, str, dict[str, str]]], labels: dict[str, str]) -> None:
    facts = pods(rows)
    index, found = PodsByLabel(facts), facts.all(Pod)
    selector = {key.strip("'"): value.strip("'") for key, value in labels.items()}
    assert index.selected(selector) == [pod for pod in found if matches_labels(selector, pod.labels)]
    for item in (pod.object for pod in found):
        near = [pod for pod in found if may_share_namespace(item, pod.object)]
        matching = [pod for pod in near if matches_labels(selector, pod.labels)]
        least = min((distance(item, pod.object) for pod in matching), default=0)
        assert index.nearest(item, selector) == tuple(p for p in matching if distance(item, p.object) == least)
        assert index.may_select(item, selector) == any(matches_labels(selector, pod.labels) is None for pod in near)


@bounded
@given(st.lists(LABELS, min_size=1, max_size=30), LABELS, st.sampled_from(("p0", "p1", "none")))
def test_the_most_alike(rows: list[dict[str, str]], labels: dict[str, str], name: str) -> None:
    found = pods([("", "", one) for one in rows]).all(Pod)
    selector = {key.strip("'"): value.strip("'") for key, value in labels.items()}
    best = max(found, key=lambda pod: (likeness(selector, pod.labels), pod.name == name))
    assert Likeness(found).nearest(name, selector) == (likeness(selector, best.labels), best.name == name, best)


@bounded
@given(st.lists(st.tuples(FOLDERS, NAMESPACES, PATHS), max_size=8))
def test_shared_directories(rows: list[tuple[str, str, str]]) -> None:
    files = {
        f"{folder}{index}.yaml": workload(
            f"p{index}", f"{{containers: [], volumes: [{{name: v, hostPath: {{path: {path}}}}}]}}", namespace=space
        )
        for index, (folder, space, path) in enumerate(rows)
    }
    volumes = facts_of(files).all(Volume)
    waiting, expected = list(volumes), []
    while waiting:
        first = waiting[0]
        group = [one for one in waiting if one is first or _shares(first, one)]
        waiting = [one for one in waiting if one not in group]
        expected += [group] if len(group) > 1 else []
    assert list(sharing_groups(volumes)) == expected


def _shares(one: Volume, other: Volume) -> bool:
    return related(one.host_path, other.host_path) and are_together(one.pod.object, other.pod.object)


@bounded
@given(st.lists(st.sampled_from(("/", "/a", "/a/b", "/a/bc", "/b", "rel")), max_size=6))
def test_mounts_above_a_path(paths: list[str]) -> None:
    mounts = ", ".join(f"{{name: v, mountPath: {path}}}" for path in paths)
    rows = facts_of(workload("w", f"{{containers: [{{name: a, volumeMounts: [{mounts}]}}]}}", "Pod")).all(Mount)
    for path in ("/", "/a", "/a/b/c", "/a/bcd", "/c", "rel/x"):
        above = [mount for mount in rows if covers(mount.path, path)]
        found = [mount for together in MountsByPath(rows).above(path) for mount in together]
        assert found == sorted(above, key=lambda mount: -len(mount.path))
        assert covering(rows, path) == max(above, key=lambda mount: len(mount.path), default=None)


def following(selector: str) -> str:
    term = f"{{topologyKey: kubernetes.io/hostname, labelSelector: {selector}}}"
    return (
        f"{{containers: [], affinity: {{podAffinity: {{requiredDuringSchedulingIgnoredDuringExecution: [{term}]}}}}}}"
    )


def targets(selector: str, others: str) -> list[str]:
    facts = facts_of(workload("pod", following(selector)) + others)
    return [target.name for target, _ in affinity_targets(facts, facts.all(Pod)[0])]


def test_affinity_by_labels_and_by_expressions() -> None:
    others = "".join(workload(name, "{containers: []}") for name in ("a", "b"))
    assert targets("{matchLabels: {app: a}}", others) == ["a"]
    assert targets("{matchExpressions: [{key: app, operator: In, values: [a, b]}]}", others) == ["a", "b"]
    assert targets("{matchLabels: {app: '${X}'}}", others) == []
    assert targets("{matchLabels: {app: a}}", workload("a", "{containers: []}", namespace="other")) == []
    assert targets("{}", others) == []


def test_affinity_to_a_crowd_is_bounded() -> None:
    crowd = "".join(workload(f"p{index}", "{containers: []}") for index in range(30))
    assert len(targets("{matchExpressions: [{key: app, operator: Exists}]}", crowd)) == 16


def test_affinity_to_a_daemon_set_binds_to_nothing() -> None:
    others = workload("a", "{containers: []}", "DaemonSet") + workload("b", "{containers: []}")
    assert targets("{matchExpressions: [{key: app, operator: In, values: [a, b]}]}", others) == []
