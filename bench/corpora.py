"""What is linted: the corpus, the same thirty times over, one large file of CRDs, a single Deployment."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED_CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples"
BUILT = ROOT / "build" / "bench" / "corpora"
COPIES = 30
CRD_BYTES = 20_000_000
BYTES = "surrogateescape"
"""How texts in other encodings go through unchanged."""

MANIFESTS = (".yaml", ".yml", ".json")

_NAMESPACE = re.compile(r"""^(\s*(?:- )?namespace:[ \t]*)(['"]?)([a-z0-9-]+)(['"]?)[ \t]*$""", re.MULTILINE)
_CRD = re.compile(r"^apiVersion: apiextensions\.k8s\.io/v1\nkind: CustomResourceDefinition", re.MULTILINE)
_GROUP = re.compile(r"^(\s*(?:name:.*\.|group: *))([a-z0-9.-]+\.[a-z]+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Corpus:
    """`path` is what the tools are given; `size` is in bytes of manifests; `is_large` where slow tools are left out."""

    name: str
    path: Path
    files: int
    size: int
    is_large: bool = False


def corpora(names: list[str]) -> Iterator[Corpus]:
    """Those of the names, made where they are not there yet. Without the shared corpus the examples stand in for it."""
    source = SHARED_CORPUS if SHARED_CORPUS.is_dir() else EXAMPLES
    makers: dict[str, Callable[[], Path]] = {
        "one": lambda: EXAMPLES / "notes" / "split-pod" / "broken" / "app.yaml",
        "corpus": lambda: source,
        "crds": lambda: _crds(source),
        f"times-{COPIES}": lambda: _copies(source),
    }
    for name, make in makers.items():
        if not names or name in names:
            yield _measured(name, make(), is_large=name not in ("one", "corpus"))


def _measured(name: str, path: Path, *, is_large: bool) -> Corpus:
    files = [path] if path.is_file() else list(manifests(path))
    return Corpus(name, path, len(files), sum(file.stat().st_size for file in files), is_large)


def manifests(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.suffix in MANIFESTS and path.is_file())


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors=BYTES)


def _copies(source: Path) -> Path:
    """The corpus again and again; each copy has namespaces of its own, as the clusters of an organisation have."""
    target = BUILT / f"times-{COPIES}"
    if target.is_dir():
        return target
    unfinished = target.with_suffix(".unfinished")
    texts = {path.relative_to(source): _text(path) for path in manifests(source)}
    for number in range(COPIES):
        for name, text in texts.items():
            copy = unfinished / f"cluster-{number:02}" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            renamed = _NAMESPACE.sub(rf"\g<1>\g<2>\g<3>-{number:02}\g<4>", text)
            copy.write_text(renamed, encoding="utf-8", errors=BYTES)
    unfinished.rename(target)
    return target


def _crds(source: Path) -> Path:
    """The corpus's CRDs in one file of 20 MB, again and again under other groups."""
    target = BUILT / "crds.yaml"
    if target.is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    found = [part for path in manifests(source) for part in _crds_in(path)] or [_SMALL_CRD]
    with target.open("w", encoding="utf-8", errors=BYTES) as file:
        number = 0
        while file.tell() < CRD_BYTES:
            part = found[number % len(found)]
            file.write("---\n" + _GROUP.sub(rf"\g<1>c{number}.\g<2>", part) + "\n")
            number += 1
    return target


def _crds_in(path: Path) -> list[str]:
    parts = re.split(r"^---.*\n", _text(path), flags=re.MULTILINE)
    return [part.strip("\n") for part in parts if _CRD.search(part)]


_SMALL_CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gadgets.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {plural: gadgets, singular: gadget, kind: Gadget}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                size:
                  type: integer
                  minimum: 1
                colour:
                  type: string
                  enum: [red, green, blue]
"""
