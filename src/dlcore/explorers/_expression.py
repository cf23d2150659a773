"""An expression that a reader types, as a graph of Values. It is parsed, never run.

sum = term (+|- term)...   term = factor (*|/ factor)...   factor = - factor | power
power = atom [** [-] number]   atom = number | name | function(sum) | (sum)
"""

import re

from dlcore.graph import Value

LONGEST = 60
_TOKEN = re.compile(r"\s*(\*\*|[-+*/()]|\d+(?:\.\d+)?|[a-z]+\d?)", re.ASCII)
_FUNCTIONS = ("exp", "log", "tanh", "relu", "sigmoid")
_MOST_OPS, _MOST_INPUTS, _DEEPEST = 16, 8, 9
STARTS = (2.0, -1.0, 0.5, 3.0)


class _Parser:
    """Turns tokens into steps: an operation, the places of its parents, an exponent or a name."""

    def __init__(self, tokens):
        self.tokens = [*tokens, ""]
        self.at = 0
        self.steps, self.inputs = [], {}

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def take(self, *wanted):
        return self.next() if self.tokens[self.at] in wanted and self.tokens[self.at] else None

    def op(self, name, *parents, k=None):
        self.steps.append((name, parents, k))
        return len(self.steps) - 1

    def chain(self, part, *signs):
        left = part()
        while sign := self.take(*signs):
            left = self.op(sign, left, part())
        return left

    def sum(self):
        return self.chain(self.term, "+", "-")

    def term(self):
        return self.chain(self.factor, "*", "/")

    def factor(self):
        return self.op("neg", self.factor()) if self.take("-") else self.power()

    def number(self):
        token = self.next()
        if not token[:1].isdigit():
            raise SyntaxError("a number was expected")
        return float(token)

    def power(self):
        base = self.atom()
        if not self.take("**"):
            return base
        sign = -1 if self.take("-") else 1
        return self.op("**", base, k=sign * self.number())

    def atom(self):
        if self.tokens[self.at][:1].isdigit():
            return self.op("number", k=self.number())
        token = self.next()
        if token in _FUNCTIONS:
            if not self.take("("):
                raise SyntaxError(f"{token} needs brackets")
            return self.op(token, self.closed())
        if token == "(":
            return self.closed()
        if not re.fullmatch(r"[a-z]\d?", token, re.ASCII):
            raise SyntaxError("a name was expected")
        if token not in self.inputs:
            self.inputs[token] = self.op("input", k=token)
        return self.inputs[token]

    def closed(self):
        inner = self.sum()
        if not self.take(")"):
            raise SyntaxError("a bracket is not closed")
        return inner


def parse(text: str) -> tuple[list, list[str]]:
    """Return the steps of an expression and the names of its inputs.

    Raises
    ------
    SyntaxError
        If it is no expression, or too large to be drawn.
    """
    tokens, at, text = [], 0, text.rstrip() if len(text) <= LONGEST else "?"
    while at < len(text):
        if not (found := _TOKEN.match(text, at)):
            raise SyntaxError(f"not an expression of at most {LONGEST} characters")
        tokens.append(found[1])
        at = found.end()
    parser = _Parser(tokens)
    parser.sum()
    if parser.at != len(tokens):
        raise SyntaxError("the expression goes on where it should end")
    depth, n_ops = [], 0
    for _, parents, _ in parser.steps:
        n_ops += bool(parents)
        depth.append(1 + max(depth[i] for i in parents) if parents else 0)
    good = 1 <= n_ops <= _MOST_OPS and 1 <= len(parser.inputs) <= _MOST_INPUTS
    if not good or max(depth) > _DEEPEST:
        raise SyntaxError("too large to be drawn, or nothing to compute")
    return parser.steps, [*parser.inputs]


_BINARY = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b,
    "*": lambda a, b: a * b, "/": lambda a, b: a / b,
}  # fmt: skip


def evaluate(steps, inputs: dict[str, Value]) -> Value:
    """Compute the last of the steps from the inputs by name."""
    values = []
    for name, parents, k in steps:
        args = [values[i] for i in parents]
        if name == "input":
            value = inputs[k]
        elif name == "number":
            value = Value(k)
        elif name == "neg":
            value = -args[0]
        elif name == "**":
            value = args[0] ** k
        else:
            value = _BINARY[name](*args) if name in _BINARY else getattr(args[0], name)()
        values.append(value)
    return values[-1]
