"""Source text to tokens, with one regular expression."""

import re

from podlint.cel.errors import CelSyntaxError, Problem
from podlint.namedtuple import NamedTuple
from podlint.pattern import pattern

MAX_LENGTH = 100_000
"""Code points an expression may have, as in the API server (cel-go's default `expressionSizeCodePointLimit`)."""

END = "end"


class Token(NamedTuple):
    """`kind` is `name`, `quoted`, `string`, `float`, `int`, `end`, or the symbol or keyword itself."""

    kind: str
    text: str
    offset: int


KEYWORDS = frozenset({"true", "false", "null", "in"})
RESERVED = frozenset(
    {"as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "namespace"}
    | {"package", "return", "var", "void", "while"}
)
"""Words that may name a field but no variable or function."""

_TOKEN = pattern(
    r"""
      (?P<space> [ \t\n\f\r]+ | //[^\n]* )
    | (?P<string> [bB]? (?:
          [rR] (?: \"{3} .*? \"{3} | '{3} .*? '{3} | "[^"\r\n]*" | '[^'\r\n]*' )
        | \"{3} (?: [^\\] | \\. )*? \"{3} | '{3} (?: [^\\] | \\. )*? '{3}
        | " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' ))
    | (?P<name> [A-Za-z_][A-Za-z0-9_]* )
    | (?P<float> [0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)? | [0-9]+[eE][+-]?[0-9]+ )
    | (?P<int> (?: 0x[0-9a-fA-F]+ | [0-9]+ ) [uU]? )
    | (?P<symbol> && | \|\| | [<>=!]= | [-+*/%<>!?:.,()\[\]{}] )
    | (?P<quoted> `[A-Za-z0-9_.\-/\ ]+` )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenize(source: str) -> list[Token]:
    """The tokens of `source`, an `end` token last. Raises CelSyntaxError."""
    if len(source) > MAX_LENGTH:
        raise CelSyntaxError([Problem(f"the expression is longer than {MAX_LENGTH} characters", MAX_LENGTH, 1)])
    tokens: list[Token] = []
    position, end, match = 0, len(source), _TOKEN.match
    while position < end:
        found = match(source, position)
        if found is None:
            raise CelSyntaxError([_unreadable(source, position)])
        kind, text = found.lastgroup or "", found.group()
        if kind == "symbol" or (kind == "name" and text in KEYWORDS):
            tokens.append(Token(text, text, position))
        elif kind != "space":
            tokens.append(Token(kind, text, position))
        position = found.end()
    tokens.append(Token(END, "", end))
    return tokens


def _unreadable(source: str, offset: int) -> Problem:
    character = source[offset]
    if character in "\"'":
        return Problem("a string that is not closed", offset, 1)
    advice = {"=": "; equality is written `==`", "&": "; and is written `&&`", "|": "; or is written `||`"}
    return Problem(f"unexpected character `{character}`{advice.get(character, '')}", offset, 1)
