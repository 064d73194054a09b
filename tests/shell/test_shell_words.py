"""Quote removal, expansion and places of words."""

import shlex
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podlint.shell import Command, Word, from_argv, parse_script

KNOWN = {"A": "val", "SPACED": "a b", "EMPTY": "", "UNKNOWN": None, "HOME": "/root"}


def words_of(text: str) -> list[Word]:
    (command,) = parse_script(text, KNOWN).statements
    assert isinstance(command, Command)
    return list(command.words)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("'single $A'", "single $A"),
        ('"double $A"', "double val"),
        ("a'b'\"c\"d", "abcd"),
        (r"a\ b", "a b"),
        (r'"a\"b\$\c"', r'a"b$\c'),
        (r"$'a\tb\x41\101\''", "a\tbAA'"),
        ("${A}x", "valx"),
        ("$A/x", "val/x"),
        ("${A:-other}", "val"),
        ("${EMPTY:-other}", "other"),
        ("${EMPTY-other}", ""),
        ('"$SPACED"', "a b"),
        ('"$EMPTY"', ""),
        ("a$EMPTY", "a"),
        ("~/x", "/root/x"),
        ("a~", "a~"),
        ("{}", "{}"),
        ("100$", "100$"),
        ("a\\\nb", "ab"),
        ("'a\nb'", "a\nb"),
        ("s/x/y/", "s/x/y/"),
        ("/var/log/*.log", "/var/log/*.log"),
    ],
)
def test_value(raw: str, text: str) -> None:
    assert [word.text for word in words_of(f"cmd {raw}")] == ["cmd", text]


@pytest.mark.parametrize(
    ("raw", "prefix"),
    [
        ("$UNKNOWN", ""),
        ("$MISSING", ""),
        ("/data/$MISSING", "/data/"),
        ('"/data/$MISSING/x"', "/data/"),
        ("/a/$(date)", "/a/"),
        ("/a/`date`", "/a/"),
        ("/a/$((1+2))", "/a/"),
        ("/a/{b,c}", "/a/"),
        ("${A%x}", ""),
        ("${MISSING:-/default}", ""),
        ("x$SPACED", "x"),
        ("~other/x", ""),
        ("$1", ""),
    ],
)
def test_unknown_value_keeps_its_known_beginning(raw: str, prefix: str) -> None:
    word = words_of(f"cmd {raw}")[-1]
    assert (word.text, word.prefix, word.raw) == (None, prefix, raw)


def test_field_splitting() -> None:
    assert [word.text for word in words_of("cmd $SPACED $EMPTY ${SPACED}")] == ["cmd", "a", "b", "a", "b"]


def test_positional_parameters() -> None:
    (first, second) = from_argv(["sh", "-c", 'exec "$@"; cp "$1" $2', "name", "srv x", "/out"]).statements
    assert isinstance(first, Command)
    assert isinstance(second, Command)
    assert [word.text for word in first.arguments] == ["/out"]
    assert first.name == "srv x"
    assert [word.text for word in second.words] == ["cp", "srv x", "/out"]


def test_offsets_count_code_points() -> None:
    text = "écho 'ñ' 日本/x > /tmp/ü"
    (command,) = parse_script(text).statements
    assert isinstance(command, Command)
    found = [*command.words, command.redirects[0].target]
    assert [text[word.offset : word.offset + word.length] for word in found] == ["écho", "'ñ'", "日本/x", "/tmp/ü"]
    assert all(word.raw == text[word.offset : word.offset + word.length] for word in found)


def test_words_know_the_item_and_the_place_in_it() -> None:
    argv = ["tini", "--", "sh", "-c", "cp /a 'b c'"]
    (command,) = from_argv(argv).statements
    assert isinstance(command, Command)
    assert [(word.item, word.raw) for word in command.words] == [(4, "cp"), (4, "/a"), (4, "'b c'")]
    assert all(argv[word.item][word.offset : word.offset + word.length] == word.raw for word in command.words)


def test_nested_script_points_into_the_text_or_at_the_word_that_holds_it() -> None:
    text = 'sh -c \'cp /a /b\'; sh -c "rm \\"/c\\""'
    first, second = parse_script(text).statements
    assert isinstance(first, Command)
    assert isinstance(second, Command)
    assert first.inner is not None
    assert second.inner is not None
    (copy,), (remove,) = first.inner.body, second.inner.body
    assert isinstance(copy, Command)
    assert isinstance(remove, Command)
    assert text[copy.words[1].offset :].startswith("/a /b")
    assert text[remove.words[1].offset :].startswith('"rm')
    assert remove.words[1].text == "/c"


SAFE = st.text(alphabet="ab/._-=:,@%+é ", max_size=8)
QUOTED = st.one_of(
    SAFE.map(lambda text: f"'{text}'"),
    SAFE.map(lambda text: f'"{text}"'),
    SAFE.map(lambda text: text.replace(" ", "\\ ")),
    st.sampled_from(["\\'", '\\"', "\\\\", '"\\""', "'\"'", "\\$", "'$A'", "'a\\b'"]),
)
# The grammar takes a word of nothing but escaped blanks for blanks.
WORD = st.lists(QUOTED, min_size=1, max_size=4).map("".join).filter(lambda word: word.replace("\\ ", "") != "")
WORDS = st.lists(WORD, min_size=1, max_size=5)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(WORDS)
def test_quoted_words_as_shlex_reads_them(raws: list[str]) -> None:
    text = "cmd " + " ".join(raws)
    assert [word.text for word in words_of(text)] == shlex.split(text)


BASH = shutil.which("bash")
EXPANDING = st.sampled_from(
    [
        '"$A"',
        "$A",
        "${A}b",
        '"${A}"',
        "$SPACED",
        '"$SPACED"',
        "$EMPTY",
        '"x$EMPTY"',
        "${EMPTY:-d}",
        r"$'\n\t\'q'",
        '"\\$A"',
    ]
)


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.one_of(WORDS.map(lambda raws: " ".join(raws)), EXPANDING), min_size=1, max_size=5))
def test_words_as_bash_reads_them(raws: list[str]) -> None:
    text = " ".join(raws)
    environment = {name: value for name, value in KNOWN.items() if value is not None}
    printed = subprocess.run(
        [str(BASH), "-c", f"set -f; printf '%s\\0' cmd {text}"], env=environment, capture_output=True, check=True
    ).stdout.decode()
    found = [word.text for word in words_of("cmd " + text)]
    assert found == printed.split("\0")[:-1] or None in found
