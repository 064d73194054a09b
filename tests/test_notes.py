"""docs/notes.md leads from each sentence of the notes to its rules: no link is dead, and no rule is forgotten."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "docs" / "notes.md"
TOPICS = ("pod", "volume", "packaging", "init", "network", "service")
TEXT = NOTES.read_text(encoding="utf-8")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
RULE_LINKS = [(name, target) for name, target in LINK.findall(TEXT) if "/rules/" in target]
SENTENCE = re.compile(r"^\*\*(\d+\.\d+)\*\* ", re.MULTILINE)


def sentences() -> dict[str, str]:
    """By number, with what stands below each of them."""
    parts = SENTENCE.split(TEXT)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def rules(topic: str) -> set[str]:
    return {path.stem for path in (ROOT / "rules" / topic).glob("*.yaml")}


@pytest.mark.parametrize(("name", "target"), sorted(set(LINK.findall(TEXT))))
def test_links_lead_somewhere(name: str, target: str) -> None:
    assert (NOTES.parent / target).exists(), name


@pytest.mark.parametrize(("name", "target"), sorted(set(RULE_LINKS)))
def test_a_link_says_the_name_of_its_rule(name: str, target: str) -> None:
    path = (NOTES.parent / target).resolve()
    assert (path.stem, path.parent.parent) == (name, ROOT.resolve() / "rules")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_rule_of_the_topic_is_named(topic: str) -> None:
    named = {name for name, target in RULE_LINKS if f"/rules/{topic}/" in target}
    assert rules(topic) - named == set()


def test_numbers_run_on() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in sentences()]
    chapters = {chapter: [index for one, index in numbers if one == chapter] for chapter, _ in numbers}
    assert chapters == {chapter: list(range(1, len(found) + 1)) for chapter, found in chapters.items()}


@pytest.mark.parametrize("number", sentences())
def test_a_sentence_has_rules_or_says_why_not(number: str) -> None:
    below = sentences()[number]
    assert LINK.search(below) or "\nNo rule: " in below
