// Fields of a state (see state.js) that hold a point, a choice of names, or a number or a path for each name.

import { real } from "./state.js";

/** Equally many numbers as `initial`: 1.5_-2. */
export const vector = (key, initial, range) => {
  const item = real("", 0, range);
  return {
    key,
    initial,
    parse: (text) => text.split("_").map(item.parse),
    valid: (value) => Array.isArray(value) && value.length === initial.length && value.every(item.valid),
    format: (value) => value.map(item.format).join("_"),
  };
};

/** Any of `choices`, each once: SGD_Adam. */
export const subset = (key, initial, choices) => ({
  key,
  initial,
  parse: (text) => (text === "" ? [] : text.split("_")),
  valid: (value) =>
    Array.isArray(value) && new Set(value).size === value.length && value.every((name) => choices.includes(name)),
  format: (value) => value.join("_"),
});

/** A number for each name of `initial`; only those that differ from it are written: SGD_1.05_Adam_0.1. */
export const named = (key, initial, range) => {
  const item = real("", 0, range);
  const names = Object.keys(initial);
  return {
    key,
    initial,
    parse(text) {
      const parts = text.split("_");
      const out = { ...initial };
      for (let i = 0; i < parts.length; i += 2) {
        if (!names.includes(parts[i])) return null;
        out[parts[i]] = item.parse(parts[i + 1] ?? "");
      }
      return out;
    },
    valid: (value) =>
      typeof value === "object" &&
      value !== null &&
      Object.keys(value).length === names.length &&
      names.every((name) => Object.hasOwn(value, name) && item.valid(value[name])),
    format: (value) =>
      names
        .filter((name) => value[name] !== initial[name])
        .map((name) => `${name}_${item.format(value[name])}`)
        .join("_"),
  };
};

const finitePair = (p) => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite);

/** Paths [[x, y], …] by name, which come from Python, never from an address; no name may be among `taken`. */
export const ownPaths = (key, { taken, most, longest }) => {
  const goodName = (name) => name.length >= 1 && name.length <= 20 && !taken.includes(name);
  const goodPath = (path) => Array.isArray(path) && path.length >= 1 && path.length <= longest && path.every(finitePair);
  return {
    key,
    initial: {},
    parse: () => null,
    valid: (value) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= most &&
      Object.entries(value).every(([name, path]) => goodName(name) && goodPath(path)),
    format: () => "",
  };
};
