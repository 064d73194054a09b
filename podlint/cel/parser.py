"""Tokens to a syntax tree, by precedence climbing."""

from podlint.cel import literals
from podlint.cel.errors import CelSyntaxError, Problem
from podlint.cel.lexer import END, RESERVED, Token, tokenize
from podlint.cel.syntax import (
    Binary,
    Call,
    Conditional,
    Element,
    Entry,
    Ident,
    Index,
    ListLiteral,
    Literal,
    Logic,
    MapLiteral,
    Node,
    Select,
    Unary,
    level,
)

MAX_DEPTH = 100
"""Levels a tree may have; a chain of `&&` or of `||` is one level."""

PRECEDENCE = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(["<", "<=", ">=", ">", "==", "!=", "in"], 3),
    **dict.fromkeys(["+", "-"], 4),
    **dict.fromkeys(["*", "/", "%"], 5),
}
_NO_COLON = "`:` after what `?` is followed by"
_NO_COLON_AFTER_DOT = f"{_NO_COLON} (optional selection is written `.?`)"
_CONSTANTS = {"true": True, "false": False, "null": None}


def parse(source: str) -> Node:
    """The tree of an expression. Raises CelSyntaxError."""
    tokens = tokenize(source)
    parser = _Parser(tokens)
    tree = parser.expression()
    parser.expect(END)
    if len(tokens) > MAX_DEPTH and (below := level(tree, MAX_DEPTH)):
        raise _too_deep(below[0].offset)
    return tree


def _too_deep(offset: int) -> CelSyntaxError:
    return CelSyntaxError([Problem(f"the expression is nested more than {MAX_DEPTH} levels deep", offset, 1)])


class _Parser:
    __slots__ = ("depth", "position", "token", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.token = tokens[0]
        self.depth = 0

    def advance(self) -> Token:
        token = self.token
        self.position += 1
        self.token = self.tokens[min(self.position, len(self.tokens) - 1)]
        return token

    def accept(self, kind: str) -> bool:
        if self.token.kind != kind:
            return False
        self.advance()
        return True

    def expect(self, kind: str) -> Token:
        if self.token.kind != kind:
            raise self.unexpected("the end" if kind == END else f"`{kind}`")
        return self.advance()

    def unexpected(self, wanted: str) -> CelSyntaxError:
        token = self.token
        found = "the expression ends" if token.kind == END else f"found `{token.text}`"
        message = f"expected {wanted}, but {found}"
        return CelSyntaxError([Problem(message, token.offset, max(1, len(token.text)))])

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _too_deep(self.token.offset)
        node = self.chain(1)
        if self.token.kind == "?":
            offset = self.advance().offset
            dotted = self.token.kind == "."
            then = self.chain(1)
            if self.token.kind != ":":
                raise self.unexpected(_NO_COLON_AFTER_DOT if dotted else _NO_COLON)
            self.advance()
            node = Conditional(node, then, self.expression(), offset)
        self.depth -= 1
        return node

    def chain(self, lowest: int) -> Node:
        """Operands joined by binary operators of at least this precedence."""
        left = self.operand()
        while (precedence := PRECEDENCE.get(self.token.kind, 0)) >= lowest:
            operator = self.advance()
            right = self.chain(precedence + 1)
            if precedence > 2:
                left = Binary(operator.kind, left, right, operator.offset)
            elif type(left) is Logic and left.operator == operator.kind:
                left = Logic(operator.kind, (*left.operands, right), left.offset)
            else:
                left = Logic(operator.kind, (left, right), operator.offset)
        return left

    def operand(self) -> Node:
        if self.token.kind in ("!", "-"):
            return self.negated()
        return self.members()

    def members(self) -> Node:
        """A primary expression, with what is selected and called on it."""
        node = self.primary()
        while True:
            kind = self.token.kind
            if kind == ".":
                node = self.member(node)
            elif kind == "[":
                offset = self.advance().offset
                optional = self.accept("?")
                node = Index(node, self.expression(), optional, offset)
                self.expect("]")
            else:
                return node

    def negated(self) -> Node:
        signs = [self.advance()]
        while self.token.kind == signs[0].kind:
            signs.append(self.advance())
        following = self.token
        if signs[-1].kind == "-" and following.kind in ("int", "float"):
            node = self.negative_number(signs.pop())
        else:
            node = self.members()
        for sign in reversed(signs):
            node = Unary(sign.kind, node, sign.offset)
        return node

    def negative_number(self, sign: Token) -> Node:
        """A number with its sign, which counts as one token, so that the least int can be written."""
        token = self.token
        joined = Token(token.kind, "-" + token.text, sign.offset)
        self.token = joined
        self.tokens[self.position] = joined
        return self.members()

    def member(self, operand: Node) -> Node:
        self.advance()
        optional = self.accept("?")
        token = self.token
        if token.kind == "quoted":
            self.advance()
            return Select(operand, token.text[1:-1], optional, token.offset + 1, len(token.text) - 2)
        if token.kind != "name":
            raise self.unexpected("a field name")
        self.advance()
        if self.token.kind == "(" and not optional:
            return Call(operand, token.text, self.arguments(), token.offset, len(token.text))
        return Select(operand, token.text, optional, token.offset, len(token.text))

    def arguments(self) -> tuple[Node, ...]:
        self.advance()
        if self.accept(")"):
            return ()
        arguments = [self.expression()]
        while self.accept(","):
            arguments.append(self.expression())
        self.expect(")")
        return tuple(arguments)

    def primary(self) -> Node:
        kind = self.token.kind
        if kind in ("name", "."):
            return self.name()
        if kind == "(":
            self.advance()
            node = self.expression()
            self.expect(")")
            return node
        if kind == "[":
            return self.list()
        if kind == "{":
            return self.map()
        return self.literal()

    def literal(self) -> Node:
        kind, text, offset = token = self.token
        if kind == "string":
            value: object = literals.string(token)
        elif kind == "int":
            value = literals.integer(text.lstrip("-"), offset, -1 if text[0] == "-" else 1)
        elif kind == "float":
            value = float(text)
        elif kind in _CONSTANTS:
            value = _CONSTANTS[kind]
        else:
            raise self.unexpected("an expression")
        self.advance()
        return Literal(value, offset, len(text))

    def name(self) -> Node:
        self.accept(".")
        token = self.token
        if token.kind != "name":
            raise self.unexpected("a name")
        name = token.text
        if name in RESERVED:
            raise CelSyntaxError([Problem(f"`{name}` is a reserved word", token.offset, len(name))])
        self.advance()
        if self.token.kind == "(":
            return Call(None, name, self.arguments(), token.offset, len(name))
        return Ident(name, token.offset, len(name))

    def list(self) -> Node:
        offset = self.advance().offset
        items: list[Element] = []
        while self.token.kind != "]":
            optional = self.accept("?")
            items.append(Element(self.expression(), optional))
            if not self.accept(","):
                break
        self.expect("]")
        return ListLiteral(tuple(items), offset)

    def map(self) -> Node:
        offset = self.advance().offset
        entries: list[Entry] = []
        while self.token.kind != "}":
            optional = self.accept("?")
            key = self.expression()
            self.expect(":")
            entries.append(Entry(key, self.expression(), optional))
            if not self.accept(","):
                break
        self.expect("}")
        return MapLiteral(tuple(entries), offset)
