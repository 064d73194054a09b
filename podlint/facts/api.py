"""What the API server of the chosen release says about each object: unknown, refused, or on its way out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from podlint.cel import DYN, Environment, compile_expression
from podlint.dataclass import dataclass
from podlint.facts.custom_resources import custom_errors, custom_standing
from podlint.facts.kustomize import kustomized_folders, labelled_folders
from podlint.facts.objects import Object, mapping, mappings
from podlint.facts.store import Facts
from podlint.facts.workloads import Pod, descend
from podlint.kubernetes.api.errors import NOT_FOUND, REQUIRED, UNKNOWN_FIELD
from podlint.kubernetes.api.errors import ApiError as BuiltInError
from podlint.kubernetes.api.releases import version
from podlint.kubernetes.api.rules import VARIABLES
from podlint.kubernetes.api.schema import Schema
from podlint.kubernetes.api.validation import judge
from podlint.kubernetes.api.versions import Standing, unserved
from podlint.kubernetes.kinds import pod_template_path
from podlint.reading import Mapping as Node
from podlint.reading import Place

if TYPE_CHECKING:
    from podlint.crd import SchemaError

    Error = BuiltInError | SchemaError
_ELSEWHERE = (REQUIRED, NOT_FOUND)


@dataclass(frozen=True, slots=True, eq=False)
class ApiError:
    """A field that the API server refuses.

    `reason` is the server's type of field error (Required, Invalid, NotSupported, Duplicate, Forbidden, TooLong,
    TooMany, NotFound) or UnknownField or WrongType. `field` is its path, `name` the last step of it, `detail` the end
    of a sentence that `subject` begins, `value` its value as a text, `type` the API type that has it, `near` what was
    probably meant, `supported` the values that would do, the nearest first. `api` is whose demand it is,
    `Kubernetes 1.37` or a definition of custom resources, and `demand` where that definition says so. `version` is the
    newest release in which it is so; `minors` as for every row.
    """

    object: Object
    reason: str
    field: str
    name: str
    detail: str
    value: str
    type: str
    near: str
    supported: tuple[str, ...]
    api: str
    version: str
    minors: tuple[int, ...]
    demand: Place | None
    place: Place

    @property
    def subject(self) -> str:
        """How a sentence names it: the field, and its value if that is a short text or a number."""
        return f"`{self.name}` `{self.value}`" if self.value else f"`{self.name}`"


@dataclass(frozen=True, slots=True, eq=False)
class ApiVersion:
    """An object's apiVersion and kind, where a release does not simply serve them.

    `standing` is "deprecated", "gone", "future" or "unknown"; "unserved" of a version that the definition of a custom
    kind does not serve. `since` is the release that made it so; `use` what to use instead, empty where there is
    nothing. An object has a row for each way in which it stands in the releases of the run, and none where it is
    served or of a custom kind whose definition is not known; `version` is the newest of them. `api` and `demand` are as
    for ApiError.
    """

    object: Object
    standing: str
    since: str
    use: str
    api: str
    version: str
    minors: tuple[int, ...]
    demand: Place | None

    @property
    def place(self) -> Place:
        return self.object.node.value_place("kind" if self.standing == "unknown" else "apiVersion")


def api_versions(facts: Facts) -> Iterator[ApiVersion]:
    minors = facts.settings.kubernetes_minors
    for item in facts.all(Object):
        for found, held in unserved(item.api_version, item.kind, minors):
            yield from _version_rows(facts, item, found, held[-1], _unless_all(held, minors))


def _version_rows(
    facts: Facts, item: Object, found: Standing, minor: int, minors: tuple[int, ...]
) -> Iterator[ApiVersion]:
    """Where Kubernetes itself knows no such kind, a definition may."""
    custom = custom_standing(facts, item) if found.word in ("foreign", "unknown") else None
    if custom is not None and custom.word != "served":
        api = _api(custom.definition, minor)
        yield ApiVersion(item, custom.word, "", custom.use, api, version(minor), minors, custom.demand)
    elif custom is None and found.word != "foreign":
        yield ApiVersion(item, *found, _api("", minor), version(minor), minors, None)


def _api(definition: str, minor: int) -> str:
    return f"CustomResourceDefinition {definition}" if definition else f"Kubernetes {version(minor)}"


def api_errors(facts: Facts) -> Iterator[ApiError]:
    minors = facts.settings.kubernetes_minors
    for item in facts.all(Object):
        for error, held in _held(facts, item, minors):
            yield _row(item, error, held[-1], _unless_all(held, minors))


def _unless_all(held: Sequence[int], minors: tuple[int, ...]) -> tuple[int, ...]:
    return () if len(held) == len(minors) else tuple(held)


def _held(facts: Facts, item: Object, minors: tuple[int, ...]) -> "Iterable[tuple[Error, Sequence[int]]]":
    """Each error with the releases in which it holds, in the words of the newest of them."""
    if len(minors) == 1:
        return ((error, minors) for error in _errors(facts, item, minors[0]))
    found: dict[tuple[object, ...], tuple[Error, list[int]]] = {}
    for minor in minors:
        for error in _errors(facts, item, minor):
            known = found.get(error.identity)
            found[error.identity] = (error, [*known[1], minor] if known else [minor])
    return found.values()


def _errors(facts: Facts, item: Object, minor: int) -> "list[Error]":
    """What one release refuses. Of a patch what is missing stands elsewhere, so that it is not looked for."""
    schema = schema_of(minor)
    known = facts.profile.run("types", item.kind, errors_in, item.node, schema)
    errors: list[Error] = [*(known or custom_errors(facts, item, schema))]
    if errors and _is_patch(item, errors):
        errors = [error for error in errors if not _may_stand_elsewhere(error) and not _is_directive(error)]
    return [error for error in errors if not _comes_later(facts, item, error)]


def _may_stand_elsewhere(error: "Error") -> bool:
    """Whether what a patch lacks, or does not say of a struct as a whole, can be in what it patches."""
    return error.reason in _ELSEWHERE or not error.is_written


def _comes_later(facts: Facts, item: Object, error: "Error") -> bool:
    """Whether a webhook or a kustomization adds what is missing before the object is validated."""
    if error.reason == REQUIRED and error.name == "selector":
        return item.folder in facts.derived(labelled_folders)
    if error.reason == REQUIRED and error.name == "namespace" and error.type_name == "Subject":
        return item.folder in facts.derived(kustomized_folders)
    return error.reason == NOT_FOUND and _is_injected(item, facts)


def _is_injected(item: Object, facts: Facts) -> bool:
    """Whether a webhook adds to the pod before it is validated; to templates nothing is added."""
    return item.kind == "Pod" and any(pod.injected for pod in facts.by(Pod, "object", item))


def _is_patch(item: Object, errors: "list[Error]") -> bool:
    """What a kustomization or its name calls so, what has directives, a workload with neither selector nor image."""
    return item.layer == "patch" or any(map(_is_directive, errors)) or _is_partial(item)


def _is_directive(error: "Error") -> bool:
    """`$patch`, `$retainKeys` and the like of strategic merge patches."""
    return error.reason == UNKNOWN_FIELD and error.name.startswith("$")


def _is_partial(item: Object) -> bool:
    """A ReplicationController needs no selector, for it takes the labels of its template."""
    path = pod_template_path(item.api_version, item.kind)
    has_selector = "selector" in mapping(item.node.get("spec")) or item.kind == "ReplicationController"
    if not path or path[0] != "spec" or has_selector:
        return False
    template = mapping(descend(item.node, path))
    return not any("image" in container for container in mappings(mapping(template.get("spec")).get("containers")))


def errors_in(node: Node, schema: Schema) -> list[BuiltInError]:
    """What is wrong with an object of a kind that the release serves; nothing of other kinds."""
    kind = schema.kind(node["apiVersion"], node["kind"])
    return judge(schema, kind.type_name, node) if kind is not None else []


@cache
def schema_of(minor: int) -> Schema:
    """The API of Kubernetes 1.`minor`."""
    environment = Environment(dict.fromkeys(VARIABLES, DYN))

    def compiled(source: str) -> Callable[[Mapping[str, object]], object]:
        return compile_expression(source, environment)

    return Schema(minor, compiled)


def _row(item: Object, error: "Error", minor: int, minors: tuple[int, ...]) -> ApiError:
    return ApiError(
        object=item,
        reason=error.reason,
        field=error.path,
        name=error.name,
        detail=error.detail,
        value=_shown(error.value),
        type=error.type_name,
        near=error.near,
        supported=_nearest_first(error.supported, error.value),
        api=_api(error.definition, minor),
        version=version(minor),
        minors=minors,
        demand=error.demand,
        place=error.place,
    )


def _shown(value: Any) -> str:
    """A scalar as a message shows it; what is longer is not shown."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if len(value) <= 60 and "\n" not in value else f"{value.partition(chr(10))[0][:60]}..."
    return str(value) if isinstance(value, int | float) else ""


def _nearest_first(supported: tuple[str, ...], value: object) -> tuple[str, ...]:
    if len(supported) < 2 or not isinstance(value, str):
        return supported
    from difflib import SequenceMatcher  # imported late: a clean run needs no near names

    lowered = value.lower()
    return tuple(sorted(supported, key=lambda text: -SequenceMatcher(None, text.lower(), lowered).ratio()))
