// An expression of the reader's own becomes nodes of a graph. It is parsed, never run.
//   sum = term (+|− term)…   term = factor (*|/ factor)…   factor = − factor | power
//   power = atom [** [-] number]   atom = number | name | function(sum) | (sum)

export const LONGEST = 60;
export const MOST = { ops: 16, inputs: 8, depth: 9 };
const TOKEN = /\s*(\*\*|[-+*/()]|\d+(?:\.\d+)?|[a-z]+\d?)/y;
const FUNCTIONS = ["exp", "log", "tanh", "relu", "sigmoid"];
const NAME = /^[a-z]\d?$/;
const DATA = /^[xt]/;
const STARTS = [2, -1, 0.5, 3];

function tokens(text) {
  const out = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (!found) return null;
    out.push(found[1]);
  }
  return out;
}

class Parser {
  nodes = [];

  constructor(list) {
    this.list = list;
    this.inputs = new Map();
    this.at = 0;
  }

  take(...wanted) {
    return wanted.includes(this.list[this.at]) ? this.list[this.at++] : null;
  }

  need(ok) {
    if (!ok) throw new SyntaxError("not an expression");
  }

  op(op, of, k) {
    return this.nodes.push(k === undefined ? { op, of } : { op, of, k }) - 1;
  }

  chain(part, signs) {
    let left = part();
    for (let sign; (sign = this.take(...Object.keys(signs))); ) left = this.op(signs[sign], [left, part()]);
    return left;
  }

  sum = () => this.chain(this.term, { "+": "+", "-": "−" });
  term = () => this.chain(this.factor, { "*": "×", "/": "÷" });
  factor = () => (this.take("-") ? this.op("neg", [this.factor()]) : this.power());

  number() {
    const token = this.list[this.at++];
    this.need(/^\d/.test(token ?? ""));
    return Number(token);
  }

  power() {
    const base = this.atom();
    if (!this.take("**")) return base;
    const sign = this.take("-") ? -1 : 1;
    return this.op("pow", [base], sign * this.number());
  }

  atom() {
    if (/^\d/.test(this.list[this.at] ?? "")) return this.nodes.push({ value: this.number() }) - 1;
    const token = this.list[this.at++];
    if (FUNCTIONS.includes(token)) {
      this.need(this.take("("));
      return this.op(token, [this.closed()]);
    }
    if (token === "(") return this.closed();
    this.need(NAME.test(token ?? ""));
    if (!this.inputs.has(token)) {
      const value = STARTS[this.inputs.size % STARTS.length];
      this.inputs.set(token, this.nodes.push({ name: token, value, data: DATA.test(token) }) - 1);
    }
    return this.inputs.get(token);
  }

  closed() {
    const inner = this.sum();
    this.need(this.take(")"));
    return inner;
  }
}

/** How many operations lie on the longest way to each node. */
export function depths(nodes) {
  const depth = [];
  for (const { of } of nodes) depth.push(of ? 1 + Math.max(...of.map((i) => depth[i])) : 0);
  return depth;
}

/** The nodes of an expression, or null if it is none, or too large to be drawn. */
export function parse(text) {
  if (text.length > LONGEST) return null;
  const list = tokens(text);
  if (!list) return null;
  const parser = new Parser(list);
  try {
    parser.sum();
    parser.need(parser.at === list.length);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const { nodes, inputs } = parser;
  const ops = nodes.filter(({ op }) => op).length;
  const fits = ops >= 1 && ops <= MOST.ops && inputs.size >= 1 && inputs.size <= MOST.inputs && Math.max(...depths(nodes)) <= MOST.depth;
  return fits ? nodes : null;
}
