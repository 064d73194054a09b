"""The documents say what is so: commands print what is shown, links and targets exist, YAML is valid."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from document_blocks import DOCUMENTS, ROOT, Block, blocks, rule_links, shown_rule_links
from test_architecture import LAYERS

from podlint.config import layered
from podlint.config.file import from_file
from podlint.examples import check_examples
from podlint.facts import KINDS
from podlint.reading import Mapping, read_source
from podlint.rule import parse_rule

BLOCKS = [block for document in DOCUMENTS for block in blocks(document)]
PAGES = [*DOCUMENTS, "CHANGELOG.md", "docs/architecture.md"]
_YAML = re.compile(r"<!-- (configuration|hook) -->\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"<!-- rule (\S+) -->\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LAYERS = re.compile(r"<!-- layers -->\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://)([^)#]+)(?:#[^)]*)?\)")


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def yaml_blocks(kind: str) -> Iterator[str]:
    return (text for word, text in _YAML.findall(text_of("README.md")) if word == kind)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_something_is_run(document: str) -> None:
    assert [block for block in BLOCKS if block.document == document]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.document}:{block.line}")
def test_block(block: Block) -> None:
    """`make documents` writes what podlint prints now into the documents."""
    assert block.run() == (block.text, block.code)


def test_every_rule_is_linked() -> None:
    """`make documents` writes the links."""
    assert shown_rule_links(text_of("README.md")) == rule_links()


def test_configuration_is_valid(tmp_path: Path) -> None:
    path = tmp_path / ".podlint.yaml"
    for text in yaml_blocks("configuration"):
        path.write_text(text, encoding="utf-8")
        config = layered([from_file(str(path))])
        assert (config.fail_on, len(config.settings.nodes), len(config.rules)) == ("warning", 2, 1)
        return
    pytest.fail("README.md shows no configuration")


def test_hook_exists() -> None:
    hooks = {hook["id"] for hook in read_source("hooks", text_of(".pre-commit-hooks.yaml").encode()).documents[0].value}  # type: ignore[index, union-attr]
    shown = [read_source("README.md", text.encode()).documents[0].value for text in yaml_blocks("hook")]
    used = {
        hook["id"] for part in shown if isinstance(part, Mapping) for repo in part["repos"] for hook in repo["hooks"]
    }
    assert used
    assert used <= hooks


def test_rule_works() -> None:
    [(name, text)] = _RULE.findall(text_of("CONTRIBUTING.md"))
    rule = parse_rule(f"rules/{name}.yaml", text.encode(), KINDS)
    assert rule.name == name
    assert list(check_examples(rule)) == []


def test_layers_are_those_that_are_held() -> None:
    [text] = _LAYERS.findall(text_of("docs/architecture.md"))
    assert [set(line.split(", ")) for line in text.splitlines()] == LAYERS


def test_rooms_are_all_told() -> None:
    """Every module and package of podlint stands in the table of rooms."""
    page = text_of("docs/architecture.md")
    names = {path.name + "/" * path.is_dir() for path in (ROOT / "podlint").iterdir() if not path.name.startswith("_")}
    assert [name for name in sorted(names - {"py.typed", "rules/", "schemas/"}) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("document", PAGES)
def test_paths_exist(document: str) -> None:
    """Code and data that a page names by a path with a folder."""
    named = re.findall(
        r"`((?:podlint|tests|bench|docs|rules|schemas)/[a-z_/.]+\.(?:py|json|yaml|md))`", text_of(document)
    )
    inner = re.findall(r"`((?:reading|shell|cel|kubernetes|report|rule|facts|cli)/[a-z_]+\.py)`", text_of(document))
    missing = [path for path in [*named, *(f"podlint/{path}" for path in inner)] if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("document", PAGES)
def test_links_lead_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    assert [link for link in _LINK.findall(text_of(document)) if not (folder / link).exists()] == []


@pytest.mark.parametrize("document", PAGES)
def test_make_targets_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:\$ |`)make ([a-z-]+)", text_of(document))) <= targets
