// What ravine computes: surfaces, the paths of a race, who is lost and where the others are. No page.

import {
  Sliced, bestMomentum, clamp, defaultRng, divergence, eigenvalues, equations, integer, lostSince, minimize, named, oneOf, optimizers,
  ownPaths, ravine, real, saddle, same, series, signed, stepInFull, stepsToSettle, subset, twoMinima, vector,
} from "../../kit.js"; // prettier-ignore
import { LATTICE, LEVEL, LONGEST, placeOf } from "./map.js";

const { plain, blue, green, red } = series;
const RATE = { SGD: 0.95, Momentum: 0.1, Nesterov: 0.1, AdaGrad: 1.5, RMSProp: 0.3, AdaDelta: 1, Adam: 0.3, Nadam: 0.3, AdamW: 0.3 };
export const NAMES = Object.keys(RATE);
export const STYLES = Object.fromEntries([...plain, ...blue, ...green, ...red].map((style, i) => [NAMES[i], style]));
const ADAMS = ["Adam", "Nadam", "AdamW"];
export const KNOBS = { alpha: ["Momentum", "Nesterov"], rho: ["RMSProp", "AdaDelta"], beta1: ADAMS, beta2: ADAMS };

/** Whose rate and share span a map; of the others there is no such pair, and the map is that of Momentum. */
const SHARE = { Momentum: "alpha", Nesterov: "alpha", ...Object.fromEntries(ADAMS.map((name) => [name, "beta1"])) };
export const SYMBOLS = { alpha: "α", rho: "ρ", beta1: "β₁", beta2: "β₂" };

export const AREA = { ravine: 9, saddle: 2, minima: 2 }; // half the width of what is shown
export const RATIO = 0.6; // its height / width
const START = { ravine: [-7, 2], saddle: [-1.5, 0], minima: [1.7, 0.8] };
const [DEEP, SHALLOW] = [-1, 1].map(minimumNear); // of the surface with two minima, both at y = 0
export const LOWEST = { ravine: 0, saddle: -0.25, minima: twoMinima().f(DEEP, 0) };
export const RATES = { min: 0.001, max: 10 };
export const REACH = 9;
export const MAX_STEPS = 1000;
const MAX_OWN = 3;
const SPANS = [30, 60, 100, 200, 300, 500, 1000];

export const schema = {
  surface: oneOf("f", "ravine", Object.keys(AREA)),
  kappa: real("k", 20, { min: 1, max: 1000 }),
  angle: real("rot", 0, { min: 0, max: 45 }),
  start: vector("at", START.ravine, { min: -REACH, max: REACH }),
  optimizers: subset("opt", ["SGD", "Momentum", "AdaGrad", "Adam"], NAMES),
  rates: named("lr", RATE, RATES),
  alpha: real("a", 0.9, { min: 0, max: 0.999 }),
  rho: real("rho", 0.9, { min: 0, max: 0.999 }),
  beta1: real("b1", 0.9, { min: 0, max: 0.999 }),
  beta2: real("b2", 0.999, { min: 0, max: 0.9999 }),
  noise: real("noise", 0, { min: 0, max: 2 }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  steps: integer("n", 30, { min: 0, max: MAX_STEPS }),
  paths: ownPaths("paths", { taken: NAMES, most: MAX_OWN, longest: MAX_STEPS + 1 }),
  chosen: oneOf("of", "auto", ["auto", ...NAMES]),
  view: oneOf("show", "losses", ["losses", "why", "map"]),
};

/** Newton's method along y = 0. */
function minimumNear(x) {
  const { grad, hessian } = twoMinima();
  for (let i = 0; i < 9; i++) x -= grad(x, 0)[0] / hessian(x, 0)[0];
  return x;
}

const radians = (degrees) => (degrees * Math.PI) / 180;
const round = (value) => Number(value.toFixed(4)) + 0;
const rate = (value) => clamp(Number(value.toPrecision(3)), RATES.min, RATES.max);

const surfaceOf = ({ surface, kappa, angle }) =>
  ({ ravine: () => ravine({ kappa, angle: radians(angle) }), saddle, minima: twoMinima })[surface]();

const turned = ([x, y], degrees) => {
  const [c, s] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))];
  return [c * x - s * y, s * x + c * y];
};

const knobsOf = ({ alpha, rho, beta1, beta2 }) => ({ alpha, rho, beta1, beta2 });
const noiseOf = ({ noise, seed }) => ({ noise, rng: noise > 0 ? defaultRng(seed) : null });

/** Who is looked at: whom the state names, else the only runner with a rate of its own, else the first one. */
function chosenOf({ chosen, optimizers, rates }) {
  if (chosen !== "auto") return chosen;
  const runs = NAMES.filter((name) => optimizers.includes(name));
  const set = runs.filter((name) => rates[name] !== RATE[name]);
  return (set.length === 1 ? set[0] : runs[0]) ?? NAMES[0];
}

/** Everything that the figure shows of a state, and what the reader's moves make of it. */
export class Model {
  #cells = new Sliced(LATTICE.columns * LATTICE.rows);
  #kept = new Map(); // the paths of optimizers whose settings have not changed
  #turn = { from: START.ravine, angle: 0, to: START.ravine };

  at(s) {
    const span = SPANS.find((n) => n >= s.steps);
    const surface = surfaceOf(s);
    const running = NAMES.filter((name) => s.optimizers.includes(name));
    const runners = running.map((name) => ({ name, style: STYLES[name], ...this.#run(name, s, surface, span) }));
    Object.entries(s.paths).forEach(([name, rows], i) => {
      const path = Float64Array.from(rows.flat());
      runners.push({ name, style: series.own[i], own: true, path, losses: losses(path, s, surface) });
    });
    for (const runner of runners) judge(runner, s);
    const finished = runners.filter(({ lost }) => lost === null).toSorted((a, b) => a.loss - b.loss);
    const curvatures = s.surface === "ravine" ? eigenvalues(surface.hessian(0, 0)) : null;
    const chosen = chosenOf(s);
    const reason = s.view === "why" ? this.#why(chosen, s, surface) : null;
    return { s, step: s.steps, span, surface, runners, finished, curvatures, chosen, reason, bounds: curvatures ? bounds(s, curvatures[1]) : {} };
  }

  /** The next step: its equations, and its arrows, which are drawn `scale` times as long: 1, 2 or 5 times a power of ten. */
  #why(name, s, surface) {
    const optimizer = new optimizers[name](s.rates[name], knobsOf(s));
    const seen = stepInFull(optimizer, surface, s.start, s.steps + 1, noiseOf(s));
    const { lines, past } = equations(name, optimizer, seen, s.steps + 1, signed);
    const [from, gradient, step] = [seen.from, seen.gradient, seen.step].map((pair) => [...pair]);
    const arrows = [
      name !== "SGD" && { name: "−ηg", role: "given", by: gradient.map((g) => -optimizer.lr * g) },
      past && { ...past, role: past.name === "αv" ? "past" : "mean" },
      { name: "Δ", role: "step", by: step },
    ].filter(Boolean);
    const room = (0.55 * AREA[s.surface]) / Math.max(...arrows.map(({ by }) => Math.hypot(...by)));
    const power = 10 ** Math.floor(Math.log10(room));
    return { name, from, gradient, lines, arrows, step, scale: [5, 2, 1].find((m) => m * power <= room) * power };
  }

  /** The map of what is chosen, as far as `budget` milliseconds more take it: { done, steps, best, … }. */
  map({ s, surface, curvatures, chosen }, budget) {
    const name = SHARE[chosen] ? chosen : "Momentum";
    const knob = SHARE[name];
    const above = { grad: surface.grad, f: (x, y) => surface.f(x, y) - LOWEST[s.surface] };
    const compute = (cell) => {
      const [lr, share] = placeOf(cell);
      return stepsToSettle(new optimizers[name](lr, { ...knobsOf(s), [knob]: share }), above, s.start, LEVEL, LONGEST) ?? Infinity;
    };
    const key = JSON.stringify([name, s.surface, s.kappa, s.angle, s.start, knob === "beta1" && s.beta2]);
    const done = this.#cells.work(key, compute, budget);
    const steps = this.#cells.values;
    const least = steps.reduce((a, b) => Math.min(a, b));
    const bound = curvatures && divergence[name];
    return {
      s,
      name,
      knob,
      symbol: SYMBOLS[knob],
      now: [s.rates[name], s[knob]],
      done,
      steps,
      least,
      best: steps.indexOf(least),
      edge: bound ? { text: bound.text, at: (share) => bound.rate(curvatures[1], share) } : null,
      formula: curvatures && name === "Momentum" ? bestMomentum(curvatures) : null,
    };
  }

  #run(name, s, surface, span) {
    const lr = s.rates[name];
    const knobs = Object.keys(KNOBS).filter((knob) => KNOBS[knob].includes(name));
    const key = JSON.stringify([s.surface, s.kappa, s.angle, s.start, s.noise, s.seed, span, lr, knobs.map((knob) => s[knob])]);
    if (this.#kept.get(name)?.key !== key) {
      const path = minimize(new optimizers[name](lr, knobsOf(s)), surface, s.start, span, noiseOf(s));
      this.#kept.set(name, { key, path, losses: losses(path, s, surface) });
    }
    return this.#kept.get(name);
  }

  /** Another surface, from its own start. */
  choose(surface) {
    return { surface, angle: 0, start: START[surface] };
  }

  /** A start that can be seen. */
  startAt({ surface }, [x, y]) {
    const area = AREA[surface];
    return { start: [clamp(x, -area, area), clamp(y, -RATIO * area, RATIO * area)].map(round) };
  }

  /** The start turns with the ravine, always from where the reader left it: no rounding adds up. */
  turn(s, angle) {
    if (!same(this.#turn.to, s.start)) this.#turn = { from: s.start, angle: s.angle };
    this.#turn.to = turned(this.#turn.from, angle - this.#turn.angle).map((v) => clamp(round(v), -REACH, REACH));
    return { angle, start: this.#turn.to };
  }

  /** Whoever is switched on is chosen. */
  switch({ optimizers }, name, on) {
    const running = NAMES.filter((other) => (other === name ? on : optimizers.includes(other)));
    return { optimizers: running, ...(on && { chosen: name }) };
  }

  /** Whoever is given a rate runs with it. */
  rate(s, name, value) {
    return { rates: { ...s.rates, [name]: round(value) }, ...this.switch(s, name, true) };
  }

  /** A cell of a map: its rate and its share, for whom it was made. */
  open(s, { name, knob }, cell) {
    const [lr, share] = placeOf(cell);
    return { ...this.rate(s, name, lr), [knob]: share };
  }

  /** The rates (and α) that are best for gradient descent and momentum on this quadratic. */
  tune({ rates, kappa, ...s }) {
    const [low, high] = eigenvalues(surfaceOf({ ...s, kappa }).hessian(0, 0));
    const [momentum, alpha] = bestMomentum([low, high]);
    return { rates: { ...rates, SGD: rate(2 / (low + high)), Momentum: rate(momentum) }, alpha: round(alpha) };
  }
}

/** The loss above its lowest value, step after step. */
function losses(path, { surface: name }, surface) {
  return Float64Array.from({ length: path.length / 2 }, (_, k) => Math.max(0, surface.f(path[2 * k], path[2 * k + 1]) - LOWEST[name]));
}

/** Where the runner is now, and since which step it has been lost. */
function judge(runner, { surface, steps }) {
  const { path, losses } = runner;
  const n = Math.min(steps, losses.length - 1);
  runner.lost = lostSince(path, losses, n, AREA[surface], 10 * losses[0] + 1e-9);
  runner.n = n;
  runner.loss = losses[n];
  const [x, y] = [path[2 * n], path[2 * n + 1]];
  const near = (px, py, reach) => Math.hypot(x - px, y - py) < reach;
  const places = {
    ravine: {},
    saddle: { atSaddle: near(0, 0, 0.1), atMinimum: near(0, 1, 0.25) || near(0, -1, 0.25) },
    minima: { atDeep: near(DEEP, 0, 0.25), atShallow: near(SHALLOW, 0, 0.25) },
  };
  runner.place = Object.entries(places[surface]).find(([, here]) => here)?.[0];
}

/** The rate at which each begins to diverge, and whether it is beyond it. */
function bounds({ rates, alpha, optimizers }, L) {
  const judged = Object.entries(divergence).map(([name, { text, rate: at }]) => {
    const bound = at(L, alpha);
    return [name, { name, text, bound, rate: rates[name], over: rates[name] > bound, on: optimizers.includes(name) }];
  });
  return Object.fromEntries(judged);
}

/** Which question makes sense now: what it says of losses holds for the settings of the opening. */
export function question(s) {
  const opened = (...names) => names.every((name) => same(s[name], schema[name].initial));
  if (!opened("optimizers", "rates", "alpha", "beta1", "beta2", "noise", "paths") || !same(s.start, START[s.surface])) return null;
  if (s.surface !== "ravine") return s.surface;
  return opened("kappa", "angle") ? "turn" : null;
}
