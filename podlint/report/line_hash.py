"""The hash that GitHub code scanning knows the line of a finding by: primaryLocationLineHash."""

from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from sys import byteorder

WINDOW = 100
"""How many characters a hash is over, from the start of its line and on over the lines that follow."""

_FACTOR = 37
_MASK = 2**64 - 1
_DROPPED = _FACTOR**WINDOW & _MASK
_END = 0xFFFF
_NEW_LINE = 0x0A


def line_hashes(text: str) -> list[str]:
    """The hash of each line, with its ordinal among equal ones.

    The values are those that GitHub's upload action works out for the same file: blanks and tabs are dropped, every
    line break counts as LF, and characters are UTF-16 units (`fingerprints.ts` of github/codeql-action).
    """
    codes = _codes(text)
    sums = array("Q", accumulate(codes, _append, initial=0))
    starts = [0, *(at + 1 for at, code in enumerate(codes[:-WINDOW]) if code == _NEW_LINE)]
    hashes = [(sums[start + WINDOW] - sums[start] * _DROPPED) & _MASK for start in starts]
    return list(_numbered(hashes))


def _codes(text: str) -> "array[int]":
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    codes = array("H")
    codes.frombytes(plain.encode(f"utf-16-{byteorder[0]}e", "replace"))
    codes.append(_END)
    codes.extend([0] * WINDOW)
    return codes


def _append(total: int, code: int) -> int:
    return (total * _FACTOR + code) & _MASK


def _numbered(hashes: list[int]) -> Iterator[str]:
    seen: Counter[int] = Counter()
    for value in hashes:
        seen[value] += 1
        yield f"{value:x}:{seen[value]}"
