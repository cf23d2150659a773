// Chapter `optimizers`: nine optimizers, and the reader's own, race down the same surface.

import {
  AdaDelta,
  AdaGrad,
  Adam,
  AdamW,
  DraggablePoint,
  Momentum,
  Nadam,
  Nesterov,
  Plot,
  RMSProp,
  SGD,
  SurfaceMap,
  attr,
  button,
  clamp,
  decade,
  defaultRng,
  drawSeries,
  eigenvalues,
  explorer,
  fmt,
  h,
  integer,
  minimize,
  named,
  numberField,
  oneOf,
  player,
  ravine,
  real,
  saddle,
  segmented,
  series,
  seriesSwatch,
  short,
  significant,
  slider,
  subset,
  svg,
  twoMinima,
  vector,
} from "../../kit.js";
import strings from "./strings.json" with { type: "json" };

const RUNNERS = {
  SGD: { make: (lr) => new SGD(lr), lr: 0.95, style: series.plain[0] },
  Momentum: { make: (lr, { alpha }) => new Momentum(lr, { alpha }), lr: 0.1, style: series.blue[0] },
  Nesterov: { make: (lr, { alpha }) => new Nesterov(lr, { alpha }), lr: 0.1, style: series.blue[1] },
  AdaGrad: { make: (lr) => new AdaGrad(lr), lr: 1.5, style: series.green[0] },
  RMSProp: { make: (lr, { rho }) => new RMSProp(lr, { rho }), lr: 0.3, style: series.green[1] },
  AdaDelta: { make: (lr, { rho }) => new AdaDelta(lr, { rho }), lr: 1, style: series.green[2] },
  Adam: { make: (lr, { beta1, beta2 }) => new Adam(lr, { beta1, beta2 }), lr: 0.3, style: series.red[0] },
  Nadam: { make: (lr, { beta1, beta2 }) => new Nadam(lr, { beta1, beta2 }), lr: 0.3, style: series.red[1] },
  AdamW: { make: (lr, { beta1, beta2 }) => new AdamW(lr, { beta1, beta2 }), lr: 0.3, style: series.red[2] },
};
const NAMES = Object.keys(RUNNERS);
const KNOBS = { alpha: ["Momentum", "Nesterov"], rho: ["RMSProp", "AdaDelta"], beta1: ["Adam", "Nadam", "AdamW"], beta2: ["Adam", "Nadam", "AdamW"] }; // prettier-ignore
const SYMBOLS = { alpha: "α", rho: "ρ", beta1: "β₁", beta2: "β₂" };

const AREA = { ravine: 9, saddle: 2, minima: 2 }; // half the width of what is shown
const RATIO = 0.65; // its height / width
const START = { ravine: [-7, 2], saddle: [-1.5, 0], minima: [1.7, 0.8] };
const [DEEP, SHALLOW] = [-1, 1].map(minimumNear); // of the surface with two minima, both at y = 0
const LOWEST = { ravine: 0, saddle: -0.25, minima: twoMinima().f(DEEP, 0) };
const RATES = { min: 0.001, max: 10 };
const REACH = 9;
const MAX_STEPS = 1000;
const MAX_OWN = 3;
const SPANS = [30, 60, 100, 200, 300, 500, 1000];
const DEEPEST = -8; // decades of the loss that the plot goes down at most

const finitePair = (p) => Array.isArray(p) && p.length === 2 && p.every(Number.isFinite);
const ownPaths = {
  key: "paths",
  initial: {},
  parse: () => null, // paths come from Python, never from an address
  valid: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= MAX_OWN &&
    Object.entries(value).every(
      ([name, path]) =>
        name.length >= 1 &&
        name.length <= 20 &&
        !NAMES.includes(name) &&
        Array.isArray(path) &&
        path.length >= 1 &&
        path.length <= MAX_STEPS + 1 &&
        path.every(finitePair),
    ),
  format: () => "",
};

const schema = {
  surface: oneOf("f", "ravine", Object.keys(AREA)),
  kappa: real("k", 20, { min: 1, max: 1000 }),
  angle: real("rot", 0, { min: 0, max: 45 }),
  start: vector("at", START.ravine, { min: -REACH, max: REACH }),
  optimizers: subset("opt", ["SGD", "Momentum", "AdaGrad", "Adam"], NAMES),
  rates: named("lr", Object.fromEntries(NAMES.map((name) => [name, RUNNERS[name].lr])), RATES),
  alpha: real("a", 0.9, { min: 0, max: 0.999 }),
  rho: real("rho", 0.9, { min: 0, max: 0.999 }),
  beta1: real("b1", 0.9, { min: 0, max: 0.999 }),
  beta2: real("b2", 0.999, { min: 0, max: 0.9999 }),
  noise: real("noise", 0, { min: 0, max: 2 }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  steps: integer("n", 30, { min: 0, max: MAX_STEPS }),
  paths: ownPaths,
};

const css = `
.race .stack { grid-template-columns: minmax(0, 1fr); }
.race .stack > button { white-space: normal; justify-self: start; }
.race { display: grid; gap: 14px 18px; grid-template-columns: minmax(0, 1fr); align-items: start; }
@container (min-width: 540px) { .race { grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr); } }
.runners td, .runners th { padding: 1px 4px; height: 38px; }
.runners th[scope="row"] { padding-left: 0; }
.runners label { display: flex; align-items: center; gap: 7px; min-height: 32px; color: var(--ink); cursor: pointer; }
.runners input[type="checkbox"] { width: 18px; height: 18px; margin: 0; accent-color: var(--accent); flex: none; }
.runners .rate { display: flex; align-items: center; gap: 8px; }
.runners .slider { flex: 1; position: relative; }
.runners .rate input[type="number"] { width: 4.7em; min-width: 0; }
.runners .zone { position: absolute; right: 8px; bottom: 2px; height: 3px; border-radius: 2px; background: var(--bad); pointer-events: none; }
.runners tr.own td, .runners tr.own th { height: 32px; }
.runners .best { font-weight: 700; color: var(--good); }
.series-swatch { flex: none; overflow: visible; }
.bounds { display: grid; gap: 2px; font-size: 13px; color: var(--muted); }
@container (max-width: 420px) { .runners .series-swatch { width: 24px; } .runners label { gap: 5px; } .runners .rate { display: grid; gap: 0; justify-items: end; padding: 3px 0; } .runners .slider { width: 100%; } }
:host([data-theme="dark"]) .runners input { color-scheme: dark; }
`;

// ---------------------------------------------------------------- mathematics

/** Newton's method along y = 0. */
function minimumNear(x) {
  const { grad, hessian } = twoMinima();
  for (let i = 0; i < 9; i++) x -= grad(x, 0)[0] / hessian(x, 0)[0];
  return x;
}

const surfaceOf = ({ surface, kappa, angle }) =>
  ({
    ravine: () => ravine({ kappa, angle: (angle * Math.PI) / 180 }),
    saddle,
    minima: twoMinima,
  })[surface]();

const turned = ([x, y], degrees) => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [c * x - s * y, s * x + c * y];
};

/** Rates beyond which an optimizer diverges on a quadratic surface whose largest curvature is L. */
const BOUNDS = {
  SGD: { text: "2/L", value: (L) => 2 / L },
  Momentum: { text: "2(1+α)/L", value: (L, alpha) => (2 * (1 + alpha)) / L },
  Nesterov: { text: "2(1+α)/((1+2α)L)", value: (L, alpha) => (2 * (1 + alpha)) / ((1 + 2 * alpha) * L) },
};

/** All paths of a state; those whose settings have not changed are kept. */
class Race {
  #kept = new Map();

  at(s) {
    const span = SPANS.find((n) => n >= s.steps);
    this.span = span;
    this.surface = surfaceOf(s);
    const common = [s.surface, s.kappa, s.angle, s.start, s.noise, s.seed, span];
    const runners = NAMES.filter((name) => s.optimizers.includes(name)).map((name) => {
      const { make, style } = RUNNERS[name];
      const lr = s.rates[name];
      const knobs = Object.keys(KNOBS).filter((knob) => KNOBS[knob].includes(name));
      const key = JSON.stringify([common, lr, knobs.map((knob) => s[knob])]);
      if (this.#kept.get(name)?.key !== key) {
        const noisy = { noise: s.noise, rng: s.noise > 0 ? defaultRng(s.seed) : null };
        const path = minimize(make(lr, s), this.surface, s.start, span, noisy);
        this.#kept.set(name, { key, path, losses: this.#losses(path, s) });
      }
      return { name, style, ...this.#kept.get(name) };
    });
    Object.entries(s.paths).forEach(([name, rows], i) => {
      const path = Float64Array.from(rows.flat());
      runners.push({ name, style: series.own[i], own: true, path, losses: this.#losses(path, s) });
    });
    for (const runner of runners) this.#judge(runner, s);
    return runners;
  }

  #losses(path, { surface }) {
    return Float64Array.from({ length: path.length / 2 }, (_, k) =>
      Math.max(0, this.surface.f(path[2 * k], path[2 * k + 1]) - LOWEST[surface]),
    );
  }

  /** Where the runner is now, and since which step it has been lost. */
  #judge(runner, { surface, steps }) {
    const { path, losses } = runner;
    const n = Math.min(steps, losses.length - 1);
    const [w, high] = [AREA[surface], 10 * losses[0] + 1e-9];
    const inside = (k) => Math.abs(path[2 * k]) <= w && Math.abs(path[2 * k + 1]) <= w;
    runner.lost = null;
    for (let k = n; k >= 0 && !(losses[k] <= high) && !inside(k); k--) runner.lost = k;
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
}

// ---------------------------------------------------------------- figure

function build(ui) {
  const race = new Race();
  const dark = () => ui.host.dataset.theme === "dark";
  const colorOf = (style) => style[dark() ? "dark" : "light"];
  const round = (value) => Number(value.toFixed(4)) + 0;
  let highlighted = null;

  // --- the surface from above
  const plane = new Plot(ui, {
    x: [-REACH, REACH],
    y: [-RATIO * REACH, RATIO * REACH],
    xLabel: "x",
    yLabel: "y",
    label: ui.t("plane"),
    tickCounts: [4, 3],
    aspect: (w) => ((w - 40) * RATIO + 38) / w, // equal scales along x and y
  });
  const startTag = svg("text", { class: "tag", "aria-hidden": "true" }, ui.t("start"));
  plane.marks.append(startTag);
  const startPoint = new DraggablePoint(plane, {
    label: ui.t("start"),
    kind: "mover output",
    shape: svg("circle", { class: "knob", r: 7 }),
    bigStep: 0.5,
    onMove([x, y]) {
      const area = AREA[ui.state.surface];
      ui.set({ start: [clamp(x, -area, area), clamp(y, -RATIO * area, RATIO * area)].map(round) });
    },
  });

  const map = new SurfaceMap();

  function drawPlane(s, runners) {
    const area = AREA[s.surface];
    plane.setDomain([-area, area], [-RATIO * area, RATIO * area]);
    if (!plane.width) return;
    const { ctx, box } = plane;
    plane.begin();
    map.draw(plane, race.surface.f, {
      key: [s.surface, s.kappa, s.angle],
      lowest: LOWEST[s.surface],
      step: s.surface === "ravine" ? 0 : 0.125,
      color: ui.colors.zero,
      line: ui.colors.muted,
      strength: dark() ? 0.3 : 0.22,
    });
    for (const runner of inOrder(runners)) {
      const { path, lost } = runner;
      const n = lost === null ? runner.n : Math.min(runner.n, lost + 1); // what is lost is drawn no further
      const pixels = [];
      for (let k = 0; k <= n; k++) {
        const [x, y] = [plane.x(path[2 * k]), plane.y(path[2 * k + 1])];
        if (!Number.isFinite(x + y)) break;
        pixels.push(clamp(x, -1e4, 1e4), clamp(y, -1e4, 1e4));
      }
      // The last marker of a path that left the picture waits at its edge.
      const [x, y] = pixels.slice(-2);
      pixels.push(clamp(x, box.x0 + 6, box.x1 - 6), clamp(y, box.y0 + 6, box.y1 - 6));
      stroke(ctx, runner, pixels, Math.max(1, Math.ceil(n / 30)));
    }
    plane.end();
    startPoint.draw(s.start);
    const [px, py] = [plane.x(s.start[0]), plane.y(s.start[1])];
    const end = px > box.x1 - 60;
    attr(startTag, { x: px + (end ? -12 : 12), y: py + (py < box.y0 + 26 ? 20 : -10), "text-anchor": end ? "end" : "start" });
  }

  const inOrder = (runners) => runners.toSorted((a, b) => (a.name === highlighted) - (b.name === highlighted));

  function stroke(ctx, { name, style }, pixels, every) {
    ctx.globalAlpha = highlighted && name !== highlighted ? 0.22 : 1;
    drawSeries(ctx, pixels, style, { color: colorOf(style), halo: ui.colors.panel, every, width: name === highlighted ? 3 : 1.9 });
    ctx.globalAlpha = 1;
  }

  // --- loss against step
  const curve = new Plot(ui, {
    x: [0, 30],
    y: [-4, 1],
    xLabel: ui.t("steps"),
    yLabel: "",
    left: 36,
    label: ui.t("lossCurve"),
    aspect: (w) => (w < 300 ? 0.98 : 0.72),
    tickCounts: [3, 4],
    tickTexts: [short, decade],
  });

  const curveTitle = h("p", { class: "panel-title" });

  function drawCurve(s, runners) {
    let low = -4;
    let high = 0;
    for (const { losses, n } of runners) {
      for (const loss of losses.subarray(0, n + 1)) if (loss > 0 && loss < Infinity) low = Math.min(low, Math.log10(loss));
      if (losses[0] > 0 && losses[0] < Infinity) high = Math.max(high, Math.log10(losses[0]));
    }
    curveTitle.textContent = ui.t(s.surface === "ravine" ? "lossCurve" : "lossAboveCurve");
    curve.setDomain([0, race.span], [Math.max(DEEPEST, 2 * Math.floor(low / 2)), Math.floor(high) + 1]);
    if (!curve.width) return;
    curve.begin();
    for (const runner of inOrder(runners)) {
      const pixels = [];
      for (let k = 0; k <= runner.n; k++) {
        const loss = runner.losses[k];
        if (Number.isNaN(loss)) break;
        pixels.push(curve.x(k), clamp(curve.y(Math.log10(Math.max(loss, 1e-16))), -1e4, 1e4));
      }
      stroke(curve.ctx, runner, pixels, Math.ceil(race.span / 6));
    }
    curve.end();
  }

  // --- controls
  const surface = segmented(ui, {
    label: ui.t("surface"),
    choices: Object.keys(AREA).map((name) => [name, ui.t(name)]),
    onChange: (value) => ui.set({ surface: value, angle: 0, start: START[value] }),
  });
  const kappa = slider(ui, {
    label: ui.t("kappa"),
    min: 1,
    max: 1000,
    log: true,
    ticks: [1, 20, 100, 1000].map((v) => [v, String(v)]),
    show: (value) => `κ = ${short(value)}`,
    onInput: (value) => ui.set({ kappa: value }),
  });
  let turn = { from: START.ravine, angle: 0, to: START.ravine };
  const angle = slider(ui, {
    label: ui.t("angle"),
    min: 0,
    max: 45,
    step: 1,
    ticks: [0, 15, 30, 45].map((v) => [v, `${v}°`]),
    show: (value) => `${short(value)}°`,
    onInput(value) {
      // The start turns with the ravine, always from where the reader left it: no rounding adds up.
      const s = ui.state;
      if (String(turn.to) !== String(s.start)) turn = { from: s.start, angle: s.angle };
      turn.to = turned(turn.from, value - turn.angle).map((v) => clamp(round(v), -REACH, REACH));
      ui.set({ angle: value, start: turn.to });
    },
  });
  const noise = slider(ui, {
    label: ui.t("noise"),
    min: 0,
    max: 2,
    step: 0.05,
    ticks: [0, 0.5, 1, 2].map((v) => [v, String(v)]),
    show: (value) => `σ = ${short(value)}`,
    onInput: (value) => ui.set({ noise: value }),
  });
  const seed = numberField(ui, {
    label: ui.t("seed"),
    min: 0,
    max: 2 ** 32 - 1,
    step: 1,
    onInput: (value) => ui.set({ seed: value }),
  });
  const nextSeed = button(ui.t("nextSeed"), () => ui.set({ seed: (ui.state.seed + 1) % 2 ** 32 }));
  const seeds = h("div", { class: "pair" }, seed.element, nextSeed.element);
  const knobs = Object.fromEntries(
    Object.keys(KNOBS).map((name) => [
      name,
      slider(ui, {
        label: ui.t(name),
        min: 0,
        max: 0.999,
        step: 0.001,
        ticks: (name === "beta2" ? [0, 0.5, 0.999] : [0, 0.5, 0.9]).map((v) => [v, String(v)]),
        show: (value) => `${SYMBOLS[name]} = ${short(value, 4)}`,
        onInput: (value) => ui.set({ [name]: value }),
      }),
    ]),
  );
  const best = button(ui.t("best"), () => {
    const { rates, kappa: k } = ui.state;
    const [low, high] = eigenvalues(race.surface.hessian(0, 0));
    const rate = (value) => clamp(Number(value.toPrecision(3)), RATES.min, RATES.max);
    ui.set({
      rates: { ...rates, SGD: rate(2 / (low + high)), Momentum: rate(4 / (Math.sqrt(low) + Math.sqrt(high)) ** 2) },
      alpha: round(((Math.sqrt(k) - 1) / (Math.sqrt(k) + 1)) ** 2),
    });
  });
  const play = player(ui, {
    speeds: [1, 4, 16],
    interval: 90,
    advance(n) {
      const steps = Math.min(ui.state.steps + n, MAX_STEPS);
      ui.set({ steps });
      return steps < MAX_STEPS;
    },
    reset: () => ui.set({ steps: 0 }),
  });
  const progress = h("p", { class: "progress" });

  // --- the table of runners
  const highlight = (name) => {
    highlighted = name;
    ui.invalidate();
  };
  const spot = (row, name) => {
    for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, () => highlight(name));
    for (const event of ["pointerleave", "focusout"]) row.addEventListener(event, () => highlight(null));
    return row;
  };
  const rows = NAMES.map((name) => {
    const { style } = RUNNERS[name];
    const setRate = (value) => ui.set({ rates: { ...ui.state.rates, [name]: round(value) } });
    const check = h("input", {
      type: "checkbox",
      onchange: () => ui.set({ optimizers: NAMES.filter((other) => (other === name ? check.checked : ui.state.optimizers.includes(other))) }),
    });
    const swatch = h("span", { class: "pair" }, seriesSwatch(style));
    const rate = slider(ui, {
      label: ui.t("rateOf", { name }),
      ...RATES,
      log: true,
      show: (value) => `η = ${short(value, 4)}`,
      onInput: setRate,
    });
    const field = numberField(ui, { label: `${name}: η`, hideLabel: true, ...RATES, digits: 4, onInput: setRate });
    const zone = h("span", { class: "zone", "aria-hidden": "true" });
    rate.element.firstChild.classList.add("visually-hidden");
    rate.element.append(zone);
    const rates = h("div", { class: "rate" }, rate.element, field.element);
    const loss = h("td");
    const row = h("tr", {}, h("th", { scope: "row" }, h("label", {}, check, swatch, name)), h("td", {}, rates), loss);
    return { name, style, check, swatch, rate, field, zone, rates, loss, row: spot(row, name) };
  });
  const tbody = h("tbody", {}, ...rows.map(({ row }) => row));
  const lossHead = h("th", { scope: "col" });
  const table = h(
    "table",
    { class: "runners" },
    h("caption", { class: "visually-hidden" }, ui.t("runners")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ui.t("optimizer")), h("th", { scope: "col" }, ui.t("lr")), lossHead)),
    tbody,
  );
  let ownRows = new Map();

  function drawTable(s, runners) {
    const lowest = Math.min(...runners.filter(({ lost }) => lost === null).map(({ loss }) => loss));
    const write = (cell, runner) => {
      cell.className = !runner ? "" : runner.lost !== null ? "bad" : runner.loss === lowest ? "best" : "";
      cell.textContent = !runner ? "" : runner.lost !== null ? ui.t("diverged") : significant(runner.loss) + (runner.loss === lowest ? " ★" : "");
    };
    lossHead.textContent = ui.t(s.surface === "ravine" ? "loss" : "lossAbove");
    const [, L] = s.surface === "ravine" ? eigenvalues(race.surface.hessian(0, 0)) : [];
    for (const { name, style, check, swatch, rate, field, zone, rates, loss } of rows) {
      const on = s.optimizers.includes(name);
      check.checked = on;
      swatch.style.color = colorOf(style);
      rates.hidden = !on;
      rate.draw(s.rates[name]);
      field.draw(s.rates[name]);
      const bound = L && BOUNDS[name]?.value(L, s.alpha);
      zone.hidden = !bound;
      if (bound) zone.style.left = `calc(8px + (100% - 16px) * ${clamp(Math.log10(bound / RATES.min) / 4, 0, 1)})`;
      write(loss, runners.find((runner) => runner.name === name));
    }
    const own = runners.filter((runner) => runner.own);
    if (String(own.map(({ name }) => name)) !== String([...ownRows.keys()])) {
      for (const { row } of ownRows.values()) row.remove();
      ownRows = new Map(
        own.map(({ name, style }) => {
          const swatch = h("span", { class: "pair" }, seriesSwatch(style));
          const loss = h("td");
          const row = h("tr", { class: "own" }, h("th", { scope: "row" }, h("label", {}, swatch, name)), h("td", {}, ui.t("own")), loss);
          tbody.append(spot(row, name));
          return [name, { row, swatch, loss }];
        }),
      );
    }
    for (const runner of own) {
      const { swatch, loss } = ownRows.get(runner.name);
      swatch.style.color = colorOf(runner.style);
      write(loss, runner);
    }
  }

  // --- where gradient descent diverges
  const bounds = h("div", { class: "bounds" });

  /** The bounds of a quadratic surface: always that of SGD, and those of the others that run. */
  function verdicts(s) {
    if (s.surface !== "ravine") return [];
    const [, L] = eigenvalues(race.surface.hessian(0, 0));
    return Object.entries(BOUNDS)
      .filter(([name]) => name === "SGD" || s.optimizers.includes(name))
      .map(([name, { text, value }]) => ({ name, text, bound: value(L, s.alpha), rate: s.rates[name], on: s.optimizers.includes(name) }));
  }

  function drawBounds(s) {
    if (s.surface !== "ravine") {
      bounds.replaceChildren(h("p", {}, ui.t("noBound")));
      return;
    }
    const [low, L] = eigenvalues(race.surface.hessian(0, 0));
    bounds.replaceChildren(
      h("p", {}, ui.t("curvatures", { L: significant(L), mu: significant(low), best: significant(2 / (L + low)) })),
      ...verdicts(s).map(({ name, text, bound, rate, on }) => {
        const over = rate > bound;
        const values = { name, text, bound: significant(bound), rate: short(rate, 4) };
        return h(
          "p",
          {},
          `${ui.t("bound", values)} `,
          on ? h("span", { class: over ? "bad" : "good" }, `${over ? "✗" : "✓"} ${ui.t("now", values)}`) : null,
        );
      }),
    );
  }

  // --- all together
  ui.body.append(
    h("style", {}, css),
    surface.element,
    h(
      "div",
      { class: "race" },
      h("div", { class: "stack" }, h("p", { class: "panel-title" }, ui.t("plane")), plane.element),
      h("div", { class: "stack" }, curveTitle, curve.element),
    ),
    h("div", { class: "row" }, play.element, progress),
    predict(ui, ui.strings.predict),
    h(
      "div",
      { class: "race" },
      h("div", { class: "stack" }, table, bounds),
      h(
        "div",
        { class: "stack" },
        kappa.element,
        angle.element,
        best.element,
        noise.element,
        seeds,
        ...Object.values(knobs).map(({ element }) => element),
      ),
    ),
  );

  let facts;

  function draw(s) {
    const runners = race.at(s);
    facts = { s, runners };
    surface.draw(s.surface);
    kappa.draw(s.kappa);
    angle.draw(s.angle);
    noise.draw(s.noise);
    seed.draw(s.seed);
    for (const [name, users] of Object.entries(KNOBS)) {
      knobs[name].draw(s[name]);
      knobs[name].element.hidden = !users.some((user) => s.optimizers.includes(user));
    }
    for (const { element } of [kappa, angle, best]) element.hidden = s.surface !== "ravine";
    progress.textContent = ui.t("progress", { n: s.steps });
    drawTable(s, runners);
    drawBounds(s);
    drawPlane(s, runners);
    drawCurve(s, runners);
  }

  function summary() {
    const { s, runners } = facts;
    const finished = runners.filter(({ lost }) => lost === null).toSorted((a, b) => a.loss - b.loss);
    const lost = runners.filter((runner) => runner.lost !== null);
    const at = (place) => finished.filter((runner) => runner.place === place).map(({ name }) => name);
    return [
      ui.t(`sum_${s.surface}`, { k: short(s.kappa), angle: short(s.angle) }),
      ui.t("sumStart", { x: fmt(s.start[0]), y: fmt(s.start[1]) }),
      s.noise > 0 ? ui.t("sumNoise", { noise: short(s.noise), seed: s.seed }) : null,
      finished.length
        ? ui.t(s.surface === "ravine" ? "sumLosses" : "sumLossesAbove", { n: s.steps, list: finished.map(({ name, loss }) => `${name} ${significant(loss)}`).join(", ") })
        : null,
      runners.length ? null : ui.t("sumNobody"),
      ...["atSaddle", "atMinimum", "atDeep", "atShallow"].map((place) => (at(place).length ? ui.t(place, { list: at(place).join(", ") }) : null)),
      lost.length ? ui.t("sumLost", { list: lost.map(({ name, lost: k }) => ui.t("lostAt", { name, k })).join(", ") }) : null,
      ...verdicts(s).filter(({ on }) => on).map((v) =>
        ui.t(v.rate > v.bound ? "sumAbove" : "sumBelow", { ...v, bound: significant(v.bound), rate: short(v.rate, 4) }),
      ),
    ]
      .filter(Boolean)
      .join(" ");
  }

  return { draw, summary };
}

export default explorer({ name: "ravine", strings, schema, build });
