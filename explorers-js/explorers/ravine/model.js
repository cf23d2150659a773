// What ravine computes: surfaces, the paths of a race, who is lost and where the others are. No page.

import {
  clamp, defaultRng, eigenvalues, integer, lostSince, minimize, named, oneOf, optimizers, ravine, real, saddle, same, series,
  subset, twoMinima, vector,
} from "../../kit.js"; // prettier-ignore

const { plain, blue, green, red } = series;
const RATE = { SGD: 0.95, Momentum: 0.1, Nesterov: 0.1, AdaGrad: 1.5, RMSProp: 0.3, AdaDelta: 1, Adam: 0.3, Nadam: 0.3, AdamW: 0.3 };
export const NAMES = Object.keys(RATE);
export const STYLES = Object.fromEntries([...plain, ...blue, ...green, ...red].map((style, i) => [NAMES[i], style]));
const ADAMS = ["Adam", "Nadam", "AdamW"];
export const KNOBS = { alpha: ["Momentum", "Nesterov"], rho: ["RMSProp", "AdaDelta"], beta1: ADAMS, beta2: ADAMS };

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

const finitePair = (p) => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite);
const ownName = (name) => name.length >= 1 && name.length <= 20 && !NAMES.includes(name);
const ownPath = (path) => Array.isArray(path) && path.length >= 1 && path.length <= MAX_STEPS + 1 && path.every(finitePair);
const ownPaths = {
  key: "paths",
  initial: {},
  parse: () => null, // paths come from Python, never from an address
  valid: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= MAX_OWN &&
    Object.entries(value).every(([name, path]) => ownName(name) && ownPath(path)),
  format: () => "",
};

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
  paths: ownPaths,
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

/** Rates beyond which an optimizer diverges on a quadratic surface whose largest curvature is L. */
const BOUNDS = {
  SGD: { text: "2/L", value: (L) => 2 / L },
  Momentum: { text: "2(1+α)/L", value: (L, alpha) => (2 * (1 + alpha)) / L },
  Nesterov: { text: "2(1+α)/((1+2α)L)", value: (L, alpha) => (2 * (1 + alpha)) / ((1 + 2 * alpha) * L) },
};

/** Everything that the figure shows of a state, and what the reader's moves make of it. */
export class Model {
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
    return { s, step: s.steps, span, surface, runners, finished, curvatures, bounds: curvatures ? bounds(s, curvatures[1]) : {} };
  }

  #run(name, s, surface, span) {
    const lr = s.rates[name];
    const knobs = Object.keys(KNOBS).filter((knob) => KNOBS[knob].includes(name));
    const key = JSON.stringify([s.surface, s.kappa, s.angle, s.start, s.noise, s.seed, span, lr, knobs.map((knob) => s[knob])]);
    if (this.#kept.get(name)?.key !== key) {
      const noisy = { noise: s.noise, rng: s.noise > 0 ? defaultRng(s.seed) : null };
      const path = minimize(new optimizers[name](lr, { alpha: s.alpha, rho: s.rho, beta1: s.beta1, beta2: s.beta2 }), surface, s.start, span, noisy);
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

  switch({ optimizers }, name, on) {
    return { optimizers: NAMES.filter((other) => (other === name ? on : optimizers.includes(other))) };
  }

  /** Whoever is given a rate runs with it. */
  rate(s, name, value) {
    return { rates: { ...s.rates, [name]: round(value) }, ...this.switch(s, name, true) };
  }

  /** The rates (and α) that are best for gradient descent and momentum on this quadratic. */
  tune({ rates, kappa, ...s }) {
    const [low, high] = eigenvalues(surfaceOf({ ...s, kappa }).hessian(0, 0));
    const momentum = 4 / (Math.sqrt(low) + Math.sqrt(high)) ** 2;
    const root = Math.sqrt(kappa);
    return {
      rates: { ...rates, SGD: rate(2 / (low + high)), Momentum: rate(momentum) },
      alpha: round(((root - 1) / (root + 1)) ** 2),
    };
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
  const judged = Object.entries(BOUNDS).map(([name, { text, value }]) => {
    const bound = value(L, alpha);
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
