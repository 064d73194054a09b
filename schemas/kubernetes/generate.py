"""Writes types/*.types: what the API types of Kubernetes look like in each supported version, one line a field.

Run by `make schemas`, which installs its sources: kubernetes-validate (JSON Schemas of every version, for the
structure) and lightkube-models (for the scope of the kinds). Names and structure are taken, no prose. time-zones.txt
has the names of the IANA time zone database, from tzdata.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MINORS = range(30, 38)
OUT = Path(__file__).parent / "types"
HEADER = "# Written by generate.py from published packages; `make schemas` writes it anew.\n"

# What has a decoder of its own in Go, hence no fields here.
SCALARS = {
    "meta.v1.Time": "time",
    "meta.v1.MicroTime": "micro-time",
    "meta.v1.FieldsV1": "object",
    "meta.v1.Patch": "object",
    "resource.Quantity": "quantity",
    "intstr.IntOrString": "int-or-string",
    "runtime.RawExtension": "object",
    "apiextensions.v1.JSON": "any",
    "apiextensions.v1.JSONSchemaPropsOrArray": "any",
    "apiextensions.v1.JSONSchemaPropsOrBool": "any",
    "apiextensions.v1.JSONSchemaPropsOrStringArray": "any",
}
PLAIN = {"string": "string", "boolean": "bool", "number": "number", "integer": "int64", "object": "object"}
FORMATS = {"int32": "int32", "int64": "int64", "byte": "bytes", "double": "number", "date-time": "time"}

Schema = dict[str, Any]
Key = tuple[str, str]


def main(validate: Path, lightkube: Path, tzdata: Path) -> None:
    seen: dict[Key, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    types: dict[str, set[int]] = defaultdict(set)
    kinds: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for minor in MINORS:
        for name, schema in definitions(validate, minor).items():
            if name in SCALARS:
                continue
            types[name].add(minor)
            for field, line in fields(name, schema):
                seen[name, field][line].add(minor)
            for kind in group_version_kinds(schema):
                kinds[(*kind, name)].add(minor)
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.types"):
        old.unlink()
    for package, names in by_package(types):
        text = HEADER + "".join(block(name, types[name], seen) for name in names)
        (OUT / f"{package}.types").write_text(text, encoding="utf-8")
    (OUT / "kinds.types").write_text(HEADER + "".join(kind_lines(kinds, scopes(lightkube))), encoding="utf-8")
    zones = (tzdata / "zones").read_text(encoding="utf-8").split()
    (OUT.parent / "time-zones.txt").write_text("\n".join([HEADER.strip(), *sorted(zones), ""]), encoding="utf-8")


def definitions(validate: Path, minor: int) -> dict[str, Schema]:
    path = validate / "kubernetes-json-schema" / f"v1.{minor}.0-local" / "_definitions.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    found = document.get("$defs") or document["definitions"]
    return {short(name): schema for name, schema in found.items()}


def short(name: str) -> str:
    """`core.v1.Pod` of `io.k8s.api.core.v1.Pod`."""
    parts = name.split(".")
    versioned = len(parts) > 3 and re.fullmatch(r"v[0-9]+(?:(?:alpha|beta)[0-9]+)?", parts[-2])
    return ".".join(parts[-3:] if versioned else parts[-2:])


def fields(name: str, schema: Schema) -> Iterator[tuple[str, str]]:
    required = schema.get("required", ())
    for field, value in sorted(schema.get("properties", {}).items()):
        words = [type_of(name, value), *list_words(value)]
        yield field, " ".join([*words, "required"] if field in required else words)


def type_of(owner: str, schema: Schema) -> str:
    if "$ref" in schema:
        target = short(schema["$ref"].rpartition("/")[2])
        package, _, name = target.rpartition(".")
        return SCALARS.get(target) or (name if package == owner.rpartition(".")[0] else target)
    kinds = schema.get("type", [])
    kind = next((kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"), None)
    if kind == "array":
        return "[]" + type_of(owner, schema["items"])
    if kind == "object" and "additionalProperties" in schema:
        return "{}" + type_of(owner, schema["additionalProperties"])
    return FORMATS.get(schema.get("format", ""), PLAIN[kind] if kind else "any")


def list_words(schema: Schema) -> Iterator[str]:
    if keys := schema.get("x-kubernetes-list-map-keys"):
        yield "key=" + ",".join(keys)
    elif schema.get("x-kubernetes-list-type") == "set":
        yield "set"


def group_version_kinds(schema: Schema) -> Iterator[tuple[str, str]]:
    """(apiVersion, kind); options of requests, which every group lists, are no kinds of objects."""
    listed = schema.get("x-kubernetes-group-version-kind", ())
    for entry in listed if len(listed) == 1 else ():
        group = f"{entry['group']}/" if entry["group"] else ""
        yield f"{group}{entry['version']}", entry["kind"]


def by_package(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    packages: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        packages[name.partition(".")[0]].append(name)
    return sorted(packages.items())


def block(name: str, minors: set[int], seen: dict[Key, dict[str, set[int]]]) -> str:
    lines = [f"\n{name}{span(minors)}\n"]
    for (owner, field), variants in seen.items():
        if owner == name:
            ordered = sorted(variants.items(), key=lambda variant: min(variant[1]))
            lines += [f"  {field} {line}{span(held, minors)}\n" for line, held in ordered]
    return "".join([lines[0], *sorted(lines[1:])])


def span(minors: set[int], within: set[int] | None = None) -> str:
    """` since=1.31 until=1.35` where these are not all the versions there are."""
    first, last = min(within or MINORS), max(within or MINORS)
    since = f" since=1.{min(minors)}" if min(minors) > first else ""
    return since + (f" until=1.{max(minors)}" if max(minors) < last else "")


def kind_lines(kinds: dict[tuple[str, str, str], set[int]], scope_of: dict[tuple[str, str], str]) -> Iterator[str]:
    for (api_version, kind, name), minors in sorted(kinds.items()):
        group = api_version.rpartition("/")[0]
        scope = scope_of.get((group, kind), "-")
        yield f"{api_version} {kind} {name} {scope}{span(minors)}\n"


def scopes(lightkube: Path) -> dict[tuple[str, str], str]:
    """By group and kind."""
    found = {}
    for path in sorted((lightkube / "resources").glob("*.py")):
        for text in path.read_text(encoding="utf-8").split("\nclass ")[1:]:
            for group, kind in re.findall(r"resource=res\.ResourceDef\('([^']*)', '[^']*', '(\w+)'\)", text):
                found[group, kind] = "cluster" if "(res.Global" in text.partition("\n")[0] else "namespaced"
    return found


def package_folder(name: str) -> Path:
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{name} is not installed; run `make schemas`")
    return Path(next(iter(found.submodule_search_locations)))


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(*(given or [package_folder("kubernetes_validate"), package_folder("lightkube"), package_folder("tzdata")]))
