"""The laws of the house that a machine can hold: import directions, budgets, no cycle, names."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

PACKAGE = Path(__file__).parent.parent / "podlint"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A room may import from itself and from the rooms before it. `LAYERS` is the order of docs/architecture.md.
LAYERS = [
    {"data", "watch", "dataclass", "digest", "namedtuple", "pattern", "processes", "profile", "__init__"},
    {"cache", "reading"},
    {"problem", "finding"},
    {"results"},
    {"kubernetes", "shell", "schema"},
    {"cel", "files"},
    {"crd"},
    {"facts"},
    {"rule"},
    {"engine"},
    {"suppression", "baseline", "report", "workers"},
    {"config"},
    {"focus"},
    {"choosing", "definitions"},
    {"overriding"},
    {"stages"},
    {"inputs"},
    {"judging", "memory"},
    {"lint"},
    {"examples"},
    {"cli"},
    {"__main__"},
]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
ROOMS_OF_JUDGING = {"shell", "schema", "cel", "crd", "facts", "rule", "engine", "suppression", "choosing", "judging"}
HEAVY = {"ruamel", "jsonschema", "tree_sitter", "pathspec", "fractions", "decimal", "difflib", "dataclasses", "pathlib"}
HEAVY |= {"hashlib", "tempfile", "shutil", "shlex", "subprocess", "textwrap", "unicodedata", "multiprocessing"}
STATEMENTS_THAT_NEST = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("podlint"):
            found |= {imported_module(node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("podlint")}
    return found


def imported_module(module: str, name: str) -> str:
    inner = PACKAGE.parent / Path(*module.split(".")) / name
    return f"{module}.{name}" if inner.with_suffix(".py").exists() or inner.is_dir() else module


def functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}", node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]


def lines_of(function: ast.FunctionDef) -> int:
    """Lines from the `def` to the last statement, the docstring left out."""
    first = function.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def nesting(node: ast.AST) -> int:
    inner = max((nesting(child) for child in ast.iter_child_nodes(node)), default=0)
    is_elif_chain = isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    return inner + (isinstance(node, STATEMENTS_THAT_NEST) and not is_elif_chain)


def test_imports_point_one_way() -> None:
    level = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    wrong = [
        f"{module_name(path)} imports {target}"
        for path in MODULES
        for target in imports_of(path)
        if room_of(target) != room_of(module_name(path)) and level[room_of(target)] >= level[room_of(module_name(path))]
        if target != "podlint" and module_name(path) != "podlint"
    ]
    assert not wrong


def test_no_import_cycle() -> None:
    graph = {module_name(path): imports_of(path) - {module_name(path)} for path in MODULES}
    graph = {module: {target for target in targets if target != "podlint"} for module, targets in graph.items()}
    while graph:
        leaves = {module for module, targets in graph.items() if not targets & graph.keys()}
        assert leaves, f"import cycle among {sorted(graph)}"
        graph = {module: targets for module, targets in graph.items() if module not in leaves}


def test_functions_stay_small() -> None:
    sizes = {name: lines_of(function) for name, function in functions()}
    assert {name: size for name, size in sizes.items() if size > 50} == {}
    assert median(sizes.values()) <= 8
    assert quantiles(sizes.values(), n=10)[-1] <= 25


def test_functions_stay_flat() -> None:
    deep = {name: max((nesting(statement) for statement in function.body), default=0) for name, function in functions()}
    assert {name: depth for name, depth in deep.items() if depth > 3} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert path.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence that says its job"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_cheap_to_import(path: Path) -> None:
    """podlint.dataclass, .namedtuple and .pattern leave to the first use what their twins do at import."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom):
            assert statement.module != "dataclasses" or "dataclass" not in [alias.name for alias in statement.names]
            assert statement.module != "typing" or "NamedTuple" not in [alias.name for alias in statement.names]
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and path.stem != "pattern":
            calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
            assert "re.compile" not in map(ast.unparse, calls)


def test_what_is_remembered_is_told_without_what_found_it(tmp_path: Path) -> None:
    """The second run over a file imports no rules, no facts, no reader, and no library that it can do without."""
    (tmp_path / "web.yaml").write_text("apiVersion: v1\nkind: Service\nmetadata: {name: web, nmespace: x}\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.log\n__pycache__/\n!/charts/*.[ab]\n")
    report = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    program = f"{report}; from podlint.cli import main; main()"
    command = [sys.executable, "-c", program, "check", "."]
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PODLINT_CACHE_DIR": str(tmp_path / "cache")}
    first, second = (
        subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False) for _ in range(2)
    )
    assert "nmespace" in first.stdout
    assert "nmespace" in second.stdout
    modules = set(second.stderr.split())
    assert "podlint.report.text" in modules
    assert {name for name in modules if name.startswith("podlint.") and name.split(".")[1] in ROOMS_OF_JUDGING} == set()
    assert {name for name in modules if name.startswith("podlint.kubernetes.")} <= {
        "podlint.kubernetes.api",
        "podlint.kubernetes.api.releases",
    }
    assert "podlint.reading.reader" not in modules
    assert modules & HEAVY == set()
