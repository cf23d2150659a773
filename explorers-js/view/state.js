// The state of an explorer: what each field may hold, and how it is written in the address:
//   chapter.html#some-anchor;space_warp:act=tanh,s=0.5;space_warp-2:seed=3
// A field is { key, initial, parse(text), valid(value), format(value) }; `parse` may give nonsense,
// `valid` decides. Where it has them, `choices`, `min`, `max` and `step` are what a control needs.

const MAX_LENGTH = 2000;
const NUMBER = /^-?\d+(\.\d+)?$/;

const number = (text) => (NUMBER.test(text) ? Number(text) : NaN);
const inside = (value, min, max) => typeof value === "number" && value >= min && value <= max;
const plain = (value) => String(Number(value.toFixed(4)) + 0);

export const oneOf = (key, initial, choices) => ({
  key,
  initial,
  choices,
  parse: (text) => text,
  valid: (value) => choices.includes(value),
  format: String,
});

export const real = (key, initial, { min, max }) => ({
  key,
  initial,
  min,
  max,
  parse: number,
  valid: (value) => inside(value, min, max),
  format: plain,
});

export const integer = (key, initial, { min, max }) => ({
  key,
  initial,
  min,
  max,
  step: 1,
  parse: number,
  valid: (value) => Number.isInteger(value) && inside(value, min, max),
  format: String,
});

/** Rows of equally many numbers, written row after row: 0_0_1.5_-1. */
export const matrix = (key, initial, { min, max }) => {
  const [rows, columns] = [initial.length, initial[0].length];
  return {
    key,
    initial,
    parse(text) {
      const flat = text.split("_").map(number);
      const out = [];
      for (let i = 0; i < flat.length; i += columns) out.push(flat.slice(i, i + columns));
      return out;
    },
    valid: (value) =>
      Array.isArray(value) &&
      value.length === rows &&
      value.every(
        (row) =>
          Array.isArray(row) && row.length === columns && row.every((v) => inside(v, min, max)),
      ),
    format: (value) => value.flat().map(plain).join("_"),
  };
};

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Every field at its opening value, replaced by what `given` holds and is valid. */
export function openingState(schema, given = {}) {
  const state = {};
  for (const [name, field] of Object.entries(schema))
    state[name] = Object.hasOwn(given, name) && field.valid(given[name]) ? given[name] : field.initial;
  return state;
}

/** "act=tanh,s=0.5" of the fields that differ from `opening`. */
export function formatState(schema, state, opening) {
  return Object.entries(schema)
    .filter(([name]) => !same(state[name], opening[name]))
    .map(([name, field]) => `${field.key}=${field.format(state[name])}`)
    .join(",");
}

/** The fields that the text sets, or null when any part of it is not understood. */
export function parseState(schema, text) {
  if (text.length > MAX_LENGTH) return null;
  const byKey = new Map(Object.entries(schema).map(([name, field]) => [field.key, [name, field]]));
  const patch = {};
  for (const pair of text.split(",").filter(Boolean)) {
    const [key, value, ...rest] = pair.split("=");
    if (!byKey.has(key) || value === undefined || rest.length) return null;
    const [name, field] = byKey.get(key);
    const parsed = field.parse(value);
    if (!field.valid(parsed) || Object.hasOwn(patch, name)) return null;
    patch[name] = parsed;
  }
  return patch;
}

const SEGMENT = /^([a-z][a-z0-9_]*(?:-\d+)?):(.*)$/;

/** Splits "#anchor;name:…;name-2:…" into the page's own anchor and a Map of explorers' texts. */
export function parseFragment(hash) {
  let text = hash.replace(/^#/, "");
  try {
    text = decodeURIComponent(text);
  } catch {
    // a broken escape: the raw text will be refused field by field
  }
  const explorers = new Map();
  let anchor = "";
  for (const part of text.split(";")) {
    const found = SEGMENT.exec(part);
    if (found) explorers.set(found[1], found[2]);
    else anchor ||= part;
  }
  return { anchor, explorers };
}

export function formatFragment({ anchor, explorers }) {
  const parts = [...explorers].filter(([, text]) => text).map(([name, text]) => `${name}:${text}`);
  if (anchor) parts.unshift(anchor);
  return parts.length ? `#${parts.join(";")}` : "";
}
