"""What kustomizations say about the files beside them: which are patches, and which belong to a component."""

from collections.abc import Callable
from posixpath import basename, dirname, join, normpath

from podlint.facts.store import Facts
from podlint.reading import Document, Mapping

_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")


def kustomizations(facts: Facts) -> tuple[Document, ...]:
    """The documents of kustomizations, to be asked for by `facts.derived`."""
    return tuple(document for document in facts.documents if is_kustomization(document.source.name))


def layers(facts: Facts) -> Callable[[str], str]:
    """A function from a file name to "patch", "component" or an empty string."""
    patches: set[str] = set()
    components: set[str] = set()
    for document in facts.derived(kustomizations):
        if isinstance(document.value, Mapping):
            folder = dirname(document.source.name)
            patches |= {normpath(join(folder, name)) for name in _patch_files(document.value)}
            if document.value.get("kind") == "Component":
                components.add(folder)
    patch_names = {basename(patch) for patch in patches}

    def layer(file: str) -> str:
        # A file may be named for what it is while the kustomization that uses it is not among the files.
        name = file.rpartition("/")[2]
        if (name in patch_names and normpath(file) in patches) or ("patch" in name and _is_called_patch(name)):
            return "patch"
        return "component" if components and dirname(file) in components else ""

    return layer


def _is_called_patch(name: str) -> bool:
    return "patch" in name.replace(".", "-").replace("_", "-").split("-")


def labelled_folders(facts: Facts) -> frozenset[str]:
    """The folders whose kustomization adds labels, and with them selectors (`commonLabels`, `labels`)."""
    return frozenset(
        dirname(normpath(document.source.name))
        for document in facts.derived(kustomizations)
        if isinstance(document.value, Mapping)
        if document.value.get("commonLabels") or document.value.get("labels")
    )


def kustomized_folders(facts: Facts) -> frozenset[str]:
    """The folders with a kustomization, which it or one that builds on it may put into another namespace."""
    return frozenset(dirname(normpath(document.source.name)) for document in facts.derived(kustomizations))


def is_kustomization(file: str) -> bool:
    """Whether kustomize takes a file of this name for a kustomization."""
    return file.endswith(_NAMES) and basename(file) in _NAMES


def _patch_files(kustomization: Mapping) -> set[str]:
    """File names under `patches`, `patchesStrategicMerge` and `patchesJson6902` (kustomization fields)."""
    entries = [
        entry
        for field in ("patches", "patchesStrategicMerge", "patchesJson6902")
        for entry in (kustomization.get(field) or () if isinstance(kustomization.get(field), list) else ())
    ]
    named = [entry.get("path") if isinstance(entry, Mapping) else entry for entry in entries]
    return {name for name in named if isinstance(name, str) and "\n" not in name}
