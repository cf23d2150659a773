// Typesets formulas with KaTeX: a JSON list of { tex, display } on stdin, a JSON list of answers on
// stdout. A formula's answer is { pieces }, HTML that may be parted between its pieces and nowhere
// else, or { error, tex, position } where KaTeX cannot read it.
import { readFileSync } from "node:fs";
import katex from "katex";

const END = 8; // characters, as shown, that a line holds at least when a formula parts

function read(tex, displayMode) {
  try {
    return katex.__renderToDomTree(tex, { displayMode, strict: "error" });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    throw { error: error.rawMessage, tex, position: (error.position ?? 0) + 1 };
  }
}

/** The MathML of a formula, without a copy of the TeX, and its HTML, as KaTeX's trees. */
function build(tex, displayMode) {
  const tree = read(tex, displayMode);
  const [mathml, html] = (displayMode ? tree.children[0] : tree).children;
  const [math] = mathml.children;
  math.children = math.children[0].children.filter(({ type }) => type !== "annotation");
  return { mathml: mathml.toMarkup(), parts: html.children };
}

const formula = (parts, mathml = "") =>
  `<span class="katex">${mathml}<span class="katex-html" aria-hidden="true">` +
  `${parts.map((part) => part.toMarkup()).join("")}</span></span>`;

function length(node) {
  if (node.text !== undefined) return node.text.replaceAll("\u200b", "").length;
  return (node.children ?? []).reduce((sum, child) => sum + length(child), 0);
}

/** A formula in a line: parted after relations and operations, never close to either end. */
function inline(tex) {
  const { mathml, parts } = build(tex, false);
  const groups = [[]];
  let before = 0;
  const whole = length({ children: parts });
  for (const part of parts) {
    if (before >= END && whole - before >= END) groups.push([]);
    groups.at(-1).push(part);
    before += length(part);
  }
  return groups.map((group, i) => formula(group, i === 0 ? mathml : ""));
}

/** A displayed formula: parted where a \quad at its top level sets two formulas apart. */
function display(tex) {
  return parted(tex).map((part) => {
    const { mathml, parts } = build(part, true);
    return `<span class="katex-display">${formula(parts, mathml)}</span>`;
  });
}

function parted(tex) {
  const found = [""];
  let depth = 0;
  for (const token of tex.split(/(\\(?:[a-zA-Z]+|.)|[{}])/s)) {
    if (["{", "\\begin", "\\left"].includes(token)) depth += 1;
    if (["}", "\\end", "\\right"].includes(token)) depth -= 1;
    if (depth === 0 && ["\\quad", "\\qquad"].includes(token)) found.push("");
    else found[found.length - 1] += token;
  }
  return found.filter((part) => part.trim());
}

function answer(asked) {
  try {
    return { pieces: (asked.display ? display : inline)(asked.tex) };
  } catch (problem) {
    if (!problem.tex) throw problem;
    return problem;
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
