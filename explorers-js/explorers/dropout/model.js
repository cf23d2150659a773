// What dropout computes: six units and their masks, what arrives in training and at test time, and the exact mean.

import { activations, defaultRng, integer, oneOf, real, subset } from "../../kit.js";

export const UNITS = ["1", "2", "3", "4", "5", "6"];
export const OUTPUTS = [1.6, 0.6, 1.2, 2, 0.4, 1];
export const WEIGHTS = [1.2, -0.8, -1.5, 0.9, 1, -0.6];
export const BIAS = 0.2;
export const MOST_DRAWS = 500;
const N_MASKS = 2 ** UNITS.length;

export const schema = {
  p: real("p", 0.5, { min: 0, max: 0.9 }),
  mode: oneOf("mode", "train", ["train", "eval"]),
  scale: oneOf("scale", "train", ["train", "test", "both", "none", "dropped"]),
  gain: real("g", 1, { min: 0.2, max: 3 }),
  kept: subset("m", ["1", "3", "4", "6"], UNITS),
  draws: integer("n", 0, { min: 0, max: MOST_DRAWS }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
};

/** By what the outputs of the units are multiplied, in training and at test time. */
export const factors = ({ p, scale }) => ({
  train: scale === "train" || scale === "both" ? 1 / (1 - p) : 1,
  test: { test: 1 - p, both: 1 - p, dropped: p }[scale] ?? 1,
});

const sigmoid = activations.sigmoid.f;
const ALL = UNITS.map(() => 1);
const sum = (mask, factor, gain) => BIAS + gain * WEIGHTS.reduce((total, w, i) => total + w * mask[i] * OUTPUTS[i] * factor, 0);
const maskOf = (code) => UNITS.map((_, i) => (code >> i) & 1);
const named = (names) => UNITS.map((name) => (names.includes(name) ? 1 : 0));
const offIn = (mask) => mask.filter((m) => !m).length;

/** Every mask with its probability, the sum that arrives, and the output. */
function everyMask(p, factor, gain) {
  return Array.from({ length: N_MASKS }, (_, code) => {
    const mask = maskOf(code);
    const z = sum(mask, factor, gain);
    return { share: mask.reduce((product, m) => product * (m ? 1 - p : p), 1), z, y: sigmoid(z) };
  });
}

const mean = (masks, key) => masks.reduce((total, each) => total + each.share * each[key], 0);

/** The masks that training draws, one after another: the last one, the mean output and the mean number of units off. */
function drawn({ p, seed, draws, gain }, factor) {
  if (draws === 0) return null;
  const rng = defaultRng(seed);
  let [mask, total, off] = [null, 0, 0];
  for (let n = 0; n < draws; n++) {
    mask = UNITS.map(() => (rng.random() >= p ? 1 : 0));
    total += sigmoid(sum(mask, factor, gain));
    off += offIn(mask);
  }
  return { mask, y: total / draws, off: off / draws };
}

/** Everything that the figure shows of a state. */
export function facts(s) {
  const by = factors(s);
  const masks = everyMask(s.p, by.train, s.gain);
  const run = drawn(s, by.train);
  const training = s.mode === "train";
  const mask = training ? run?.mask ?? named(s.kept) : ALL;
  const factor = training ? by.train : by.test;
  const z = sum(mask, factor, s.gain);
  const test = sum(ALL, by.test, s.gain);
  return {
    ...{ s, masks, mask, factor, z, y: sigmoid(z), run },
    exact: { z: mean(masks, "z"), y: mean(masks, "y") },
    test: { z: test, y: sigmoid(test) },
  };
}

/** Names of the units that are on. */
export const on = (mask) => UNITS.filter((_, i) => mask[i]);

/** Whether the sum at test time is what training sees on average. */
export const agrees = ({ exact, test }) => Math.abs(exact.z - test.z) < 5e-3;

/** The reader decides which units are on: what was drawn is over. */
export const chosen = (kept) => ({ kept: UNITS.filter((name) => kept.includes(name)), draws: 0, mode: "train" });

/** Switch one unit of the mask that is shown. */
export const switched = (mask, i) => chosen(on(mask.with(i, 1 - mask[i])));

export const question = ({ scale, draws }) => (scale === "train" && draws === 0 ? "share" : "mean");
