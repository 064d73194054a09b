"""Requests and limits of containers and pods, and resource claims."""

import pytest
from api_judging import rejected

R = "spec.containers[0].resources"
GPU = "example.com/gpu"


def pod(resources: str, spec: str = "", metadata: str = "") -> str:
    containers = f"containers: [{{name: a, image: i, resources: {{{resources}}}}}]"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a{metadata}}}\nspec: {{{containers}{spec}}}\n"


def template(resources: str, spec: str = "") -> str:
    containers = f"containers: [{{name: a, image: i, resources: {{{resources}}}}}]"
    content = f"template: {{spec: {{{containers}{spec}}}}}"
    return f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\n{content}\n"


def plain(spec: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"


@pytest.mark.parametrize("field", ["limits", "requests"])
@pytest.mark.parametrize(
    ("name", "amount", "good"),
    [
        ("cpu", "1", True),
        ("cpu", "0", True),
        ("cpu", "1.5", True),
        ("ephemeral-storage", "1Gi", True),
        ("CPU", "1", False),
        ("cpu!", "1", False),
        ("gpu", "1", False),
        ("pods", "1", False),
        ("storage", "1Gi", False),
        ("requests.cpu", "1", False),
        ("kubernetes.io/anything", "1", True),
        ("requests.example.com/gpu", "1", False),
        ("a/b/c", "1", False),
        ("memory", "-1", False),
        ("memory", "0.5", True),
    ],
)
def test_names_and_amounts(field: str, name: str, amount: str, good: bool) -> None:
    expected = [] if good else [f"Invalid {R}.{field}[{name}]"]
    found = rejected(pod(f"{field}: {{'{name}': '{amount}'}}"))
    assert [error for error in found if not error.startswith("Required")] == expected


@pytest.mark.parametrize(
    ("resources", "found"),
    [
        ("limits: {example.com/gpu: 1}, requests: {example.com/gpu: 1}", []),
        ("limits: {example.com/gpu: 1}", []),
        ("limits: {example.com/gpu: 500m}", [f"Invalid {R}.limits[{GPU}]"]),
        ("limits: {example.com/gpu: 2}, requests: {example.com/gpu: 1}", [f"Invalid {R}.requests[{GPU}]"]),
        ("requests: {example.com/gpu: 1}", [f"Required {R}.limits[{GPU}]"]),
        ("limits: {cpu: 1, hugepages-2Mi: 4Mi}, requests: {hugepages-2Mi: 4Mi}", []),
        ("limits: {cpu: 1, hugepages-2Mi: 3Mi}", [f"Invalid {R}.limits[hugepages-2Mi]"]),
        ("limits: {cpu: 1, hugepages-odd: 2Mi}", [f"Invalid {R}.limits[hugepages-odd]"]),
        ("limits: {cpu: 1, hugepages-0: 2Mi}", [f"Invalid {R}.limits[hugepages-0]"]),
        ("limits: {cpu: 1, hugepages-2Mi: 0}", []),
        (
            "limits: {cpu: 1, hugepages-2Mi: 4Mi}, requests: {hugepages-2Mi: 2Mi}",
            [f"Invalid {R}.requests[hugepages-2Mi]"],
        ),
        ("requests: {cpu: 1, hugepages-2Mi: 2Mi}", [f"Required {R}.limits[hugepages-2Mi]"]),
        ("limits: {hugepages-2Mi: 2Mi}", [f"Forbidden {R}"]),
        ("limits: {hugepages-2Mi: 2Mi}, requests: {memory: 1Mi}", []),
        ("limits: {cpu: 1}, requests: {cpu: 1000m}", []),
        ("limits: {cpu: 1}, requests: {cpu: 1.1}", [f"Invalid {R}.requests[cpu]"]),
        ("limits: {memory: 1Gi}, requests: {memory: 1024Mi}", []),
        ("limits: {memory: 1G}, requests: {memory: 1Gi}", [f"Invalid {R}.requests[memory]"]),
        ("limits: {cpu: 0.1m}, requests: {cpu: 0.2m}", []),
        ("limits: {cpu: 1}", []),
        ("requests: {cpu: 1}", []),
    ],
)
def test_requests_and_limits(resources: str, found: list[str]) -> None:
    assert rejected(pod(resources)) == found
    assert rejected(template(resources)) == [one.replace(" ", " template.") for one in found]


def test_place_of_an_amount() -> None:
    text = """\
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              image: i
              resources:
                limits:
                  cpu: 1
                requests:
                  cpu: 2
                  memory: -1
    """
    assert rejected(text, lines=True) == [f"Invalid {R}.requests[cpu] @12", f"Invalid {R}.requests[memory] @13"]


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ("cpu: 1", []),
        ("cpu: -1", ["Invalid spec.overhead[cpu]"]),
        ("widgets: 1", ["Invalid spec.overhead[widgets]"]),
        ("example.com/gpu: 0.5", ["Invalid spec.overhead[example.com/gpu]"]),
        ("hugepages-2Mi: 2Mi", ["Forbidden spec.overhead"]),
        ("cpu: 1, hugepages-2Mi: 2Mi", []),
    ],
)
def test_overhead(amounts: str, found: list[str]) -> None:
    assert rejected(pod("", f", overhead: {{{amounts}}}")) == found


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ("{name: c}", []),
        ("{name: c}, {name: d}", []),
        ("{name: c, request: r}, {name: c, request: s}", []),
        ("{request: r}", [f"Required {R}.claims[0].name"]),
        ("{name: e}", [f"NotFound {R}.claims[0].name"]),
        ("{name: c}, {name: c}", [f"Duplicate {R}.claims[1]"]),
        ("{name: c, request: r}, {name: c, request: r}", [f"Duplicate {R}.claims[1]"]),
        ("{name: c}, {name: c, request: r}", [f"Duplicate {R}.claims[1]"]),
        ("{name: c, request: r}, {name: c}", [f"Duplicate {R}.claims[1]"]),
        ("{name: c, request: R}", [f"Invalid {R}.claims[0].request"]),
    ],
)
def test_claims_of_a_container(claims: str, found: list[str]) -> None:
    declared = "{name: c, resourceClaimName: x}, {name: d, resourceClaimTemplateName: x}"
    assert rejected(pod(f"claims: [{claims}]", f", resourceClaims: [{declared}]")) == found


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ("{name: c, resourceClaimName: x.y}", []),
        ("{resourceClaimName: x}", ["Required {}[0].name"]),
        ("{name: C, resourceClaimName: x}", ["Invalid {}[0].name"]),
        ("{name: c, resourceClaimName: x}, {name: c, resourceClaimName: z}", ["Duplicate {}[1].name"]),
        ("{name: c, resourceClaimName: x, resourceClaimTemplateName: x}", ["Invalid {}[0]"]),
        ("{name: c}", ["Invalid {}[0]"]),
        ("{name: c, resourceClaimName: X}", ["Invalid {}[0].resourceClaimName"]),
        ("{name: c, resourceClaimTemplateName: ''}", ["Invalid {}[0].resourceClaimTemplateName"]),
    ],
)
def test_claims_of_a_pod(claims: str, found: list[str]) -> None:
    text = pod("", f", resourceClaims: [{claims}]")
    assert rejected(text) == [one.format("spec.resourceClaims") for one in found]


def test_claims_are_dropped_before_1_34() -> None:
    text = pod("claims: [{name: c}, {name: c}]", ", resourceClaims: [{name: c}, {name: c}]")
    assert rejected(text, 33) == []
    assert rejected(text, 34) != []


def test_no_claims_in_static_pods() -> None:
    claims = ", resourceClaims: [{name: c, resourceClaimName: x}], nodeName: one"
    mirror = ", annotations: {kubernetes.io/config.mirror: 'yes'}"
    assert rejected(pod("", claims)) == []
    assert rejected(pod("", claims, mirror)) == ["Forbidden spec.resourceClaims"]


def containers(*resources: str, field: str = "containers", restart: str = "") -> str:
    items = ", ".join(
        f"{{name: {field[0]}{index}, image: i, resources: {{{text}}}{restart}}}" for index, text in enumerate(resources)
    )
    return f"{field}: [{items}]"


@pytest.mark.parametrize(
    ("level", "found"),
    [
        ("limits: {cpu: 2, memory: 1Gi, hugepages-2Mi: 4Mi}", []),
        ("claims: [{name: c}]", ["Forbidden spec.resources.claims"]),
        ("limits: {ephemeral-storage: 1Gi}", ["NotSupported spec.resources.limits[ephemeral-storage]"]),
        ("limits: {example.com/gpu: 1}", ["NotSupported spec.resources.limits[example.com/gpu]"]),
        ("requests: {kubernetes.io/a: 1}", ["NotSupported spec.resources.requests[kubernetes.io/a]"]),
        ("limits: {memory: -1}", ["Invalid spec.resources.limits[memory]"]),
        ("limits: {cpu: 1, hugepages-2Mi: 3Mi}", ["Invalid spec.resources.limits[hugepages-2Mi]"]),
        ("limits: {cpu: 1}, requests: {cpu: 2}", ["Invalid spec.resources.requests[cpu]"]),
    ],
)
def test_resources_of_a_pod(level: str, found: list[str]) -> None:
    text = plain(f"resources: {{{level}}}, {containers('')}")
    assert rejected(text) == found
    assert rejected(text, 33) == []


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (containers("requests: {cpu: 1}", "requests: {cpu: 1}"), []),
        (
            containers("requests: {cpu: 1}", "requests: {cpu: 1001m}"),
            ["Invalid spec.resources.requests[cpu]"],
        ),
        (
            containers("requests: {cpu: 1}")
            + ", "
            + containers("requests: {cpu: 2}", "requests: {cpu: 2}", field="initContainers"),
            [],
        ),
        (
            containers("") + ", " + containers("requests: {cpu: 3}", field="initContainers"),
            ["Invalid spec.resources.requests[cpu]"],
        ),
        (
            containers("requests: {cpu: 1.5}")
            + ", "
            + containers("requests: {cpu: 1}", field="initContainers", restart=", restartPolicy: Always"),
            ["Invalid spec.resources.requests[cpu]"],
        ),
        (containers("limits: {cpu: 3}"), ["Invalid spec.resources.requests[cpu]"]),
    ],
)
def test_requests_of_a_pod_cover_its_containers(spec: str, found: list[str]) -> None:
    assert rejected(plain(f"resources: {{requests: {{cpu: 2}}}}, {spec}")) == found


def test_limits_of_a_pod() -> None:
    level = "resources: {limits: {cpu: 2}}"
    assert rejected(plain(f"{level}, {containers('limits: {cpu: 2}', 'requests: {cpu: 0}')}")) == []
    over = containers("limits: {cpu: 3}, requests: {cpu: 1}")
    assert rejected(plain(f"{level}, {over}")) == ["Invalid spec.containers[0].resources.limits[cpu]"]
    huge = "limits: {cpu: 1, hugepages-2Mi: 2Mi}"
    text = plain(f"resources: {{limits: {{cpu: 2, hugepages-2Mi: 2Mi}}}}, {containers(huge, huge)}")
    assert rejected(text) == ["Invalid spec.resources.limits[hugepages-2Mi]"]


def test_requests_that_a_pod_leaves_out() -> None:
    level = "resources: {limits: {cpu: 1}}"
    both = f"{level}, {containers('requests: {cpu: 1}', 'requests: {cpu: 1}')}"
    assert rejected(plain(both)) == ["Invalid spec.resources.limits[cpu]"]
    assert rejected(f"apiVersion: v1\nkind: PodTemplate\nmetadata: {{name: a}}\ntemplate: {{spec: {{{both}}}}}\n") == []
