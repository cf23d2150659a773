// A field of the state that holds any number of rows of numbers, in the address 1_0.5__2_-3.

const NUMBER = /^-?\d+(\.\d+)?$/;
const plain = (value) => String(Number(value.toFixed(4)) + 0);

/** At most `most` rows; `good(rows)` says whether these arrays of numbers may stand there. */
export const rows = (key, initial, { most, good }) => ({
  key,
  initial,
  parse: (text) =>
    text === ""
      ? []
      : text.split("__").map((row) => row.split("_").map((v) => (NUMBER.test(v) ? Number(v) : NaN))),
  valid: (value) =>
    Array.isArray(value) &&
    value.length <= most &&
    value.every((row) => Array.isArray(row) && row.every(Number.isFinite)) &&
    good(value),
  format: (value) => value.map((row) => row.map(plain).join("_")).join("__"),
});
