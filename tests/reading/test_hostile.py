"""Input made to hurt ends in one clear trouble, within 512 MiB and ten seconds."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from podlint.reading import read_source

ROOT = Path(__file__).parents[2]
MEMORY = 512 * 2**20
SECONDS = 10

# Each makes `data` in the child, which is to be read there.
INPUTS = {
    "deep flow": ("nesting", "data = b'a: ' + b'[' * 1_000_000"),
    "deep flow mappings": ("nesting", "data = b'a: ' + b'{a: ' * 1_000_000"),
    "deep block": ("nesting", "data = b'- ' * 1_000_000"),
    "deep keys": ("nesting", "data = b'? ' * 1_000_000"),
    "deep indentation": ("nesting", r"data = b''.join(b' ' * i + b'a:\n' for i in range(4000))"),
    "deep json": ("nesting", "data = b'{\"a\":' * 1_000_000"),
    "deep json lists": ("nesting", 'data = b\'{"a":\' + b"[" * 1_000_000'),
    "large file": ("size", "data = b'a: ' + b'x' * (32 * 2**20)"),
    "billion laughs": (
        "aliases",
        r"""data = b'a: &a [x, x, x, x, x, x, x, x, x]\n'
for c in range(98, 112): data += b'%c: &%c [%s]\n' % (c, c, b', '.join([b'*%c' % (c - 1)] * 9))""",
    ),
    "billion laughs by merging": (
        "size",
        r"""data = b'a0: &a0 {' + b', '.join(b'k%d: 1' % i for i in range(999)) + b'}\n'
data += b''.join(b'b%d: {<<: *a0}\n' % i for i in range(100_000))""",
    ),
    "merging one mapping often": (
        "aliases",
        r"data = b'a: &a {' + b', '.join(b'k%d: 1' % i for i in range(9999)) + b'}\nb:\n' + b'  <<: *a\n' * 100_000",
    ),
    "many keys": ("size", r"data = b''.join(b'k%d: 1\n' % i for i in range(300_000))"),
    "one key often": ("size", r"data = b'k: 1\n' * 300_000"),
    "many values": ("size", "data = b'[' + b'a,' * 16_000_000 + b']'"),
    "many wide values": ("size", "data = '[😀'.encode() + b'a,' * 16_000_000 + b']'"),
    "many json values": ("size", 'data = b\'{"a":[\' + b"1," * 16_000_000 + b"1]}"'),
    "many json keys": ("size", 'data = b"{" + b",".join(b\'"k%d":1\' % i for i in range(300_000)) + b"}"'),
    "many documents": ("size", r"data = b'a\n---\n' * 5_000_000"),
    "many json objects": ("size", "data = b'{}' * 16_000_000"),
    "many directives": ("directive", r"data = b''.join(b'%%TAG !a%d! x\n' % i for i in range(1_500_000))"),
    "nul bytes": ("syntax", r"data = b'a: b\0c\n' * 100_000"),
    "only nul bytes": ("syntax", r"data = b'\0' * (32 * 2**20)"),
    "alias to itself": ("aliases", "data = b'a: &a [*a]'"),
    "colons in brackets": ("size", "data = b'[' + b'a:b,' * 5_000_000 + b']'"),
    "open quote": ("syntax", "data = b'\"' + b'a ' * 16_000_000"),
    "backslashes and slashes": ("syntax", r"""data = b'a: "' + b'\\\\/' * 5_000_000 + b'\\/"'"""),
    "blank lines before a percent sign": ("syntax", r"data = b' \n' * 5_000_000 + b'a%: {'"),
}
HARMLESS = {
    "braces": "data = b'{{' + b' ' * (32 * 2**20 - 2)",
    "escaped backslashes": r"""data = b'a: "' + b'\\' * 30_000_000 + b'/"'""",
    "separators": r"data = b'---\n' * 8_000_000",
    "one long text": "data = b'a: ' + b'x ' * 15_000_000",
    "one long number": "data = b'a: ' + b'1' * 30_000_000",
    "one long fraction": "data = b'a: .' + b'1_' * 15_000_000",
    "comments": r"data = b'#\n' * 16_000_000",
    "a long comment": "data = b'a: &b #' + b' ' * 30_000_000",
    "blanks": "data = b' ' * 30_000_000",
    "anchors": r"data = b''.join(b'- &a%d x\n' % i for i in range(200_000))",
}

CHILD = """
import json, sys
from podlint.reading import read_source
exec(sys.stdin.read())
assert len(data) <= 33 * 2**20
reading = read_source("hostile.yaml", data)
found = [(trouble.reason, trouble.place.line, trouble.message) for trouble in reading.unreadable]
print(json.dumps({"troubles": found, "documents": len(reading.documents), "template": reading.template}))
"""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read_in_child(making: str) -> tuple[list[tuple[str, int, str]], bool]:
    result = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=making,
        capture_output=True,
        text=True,
        timeout=10 * SECONDS,
        cwd=ROOT,
        preexec_fn=limit,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    answer = json.loads(result.stdout)
    return answer["troubles"], answer["template"]


@pytest.mark.parametrize(("reason", "making"), INPUTS.values(), ids=INPUTS.keys())
def test_hostile_input_is_refused(reason: str, making: str) -> None:
    troubles, _ = read_in_child(making)
    assert [found for found, _, _ in troubles] == [reason]
    assert 20 < len(troubles[0][2]) < 200


@pytest.mark.parametrize("making", HARMLESS.values(), ids=HARMLESS.keys())
def test_large_but_harmless_input_is_read(making: str) -> None:
    troubles, _ = read_in_child(making)
    assert [reason for reason, _, _ in troubles] in ([], ["size"])


def test_hundred_levels_are_read_and_no_more() -> None:
    assert len(read_source("f.yaml", b"[" * 100 + b"]" * 100).documents) == 1
    (trouble,) = read_source("f.yaml", b"a\n---\n" + b"[" * 101 + b"]" * 101).unreadable
    assert (trouble.reason, trouble.place.start) == ("nesting", 106)


def test_neighbours_of_a_hostile_document_are_read() -> None:
    deep = b"[" * 500 + b"]" * 500
    reading = read_source("f.yaml", b"a: 1\n---\n" + deep + b"\n---\nb: 2\n")
    assert [document.value for document in reading.documents] == [{"a": 1}, {"b": 2}]
    assert [trouble.reason for trouble in reading.unreadable] == ["nesting"]


def test_aliases_are_counted_and_shared_not_copied() -> None:
    reading = read_source("f.yaml", b"a: &a [x, x]\nb: [*a, *a]\n")
    value = reading.documents[0].value
    assert isinstance(value, dict)
    assert value["b"][0] is value["a"]
    assert value["b"][1] is value["a"]
