// Chapter `xor`: two hidden units carry the plane to a place where one line separates XOR.

import {
  Activation,
  Affine,
  BinaryCrossEntropy,
  DraggableLine,
  DraggablePoint,
  Plot,
  SGD,
  Sequential,
  activations,
  attr,
  button,
  clamp,
  clipLine,
  defaultRng,
  explorer,
  fmt,
  h,
  integer,
  isoline,
  matrix,
  numberField,
  oneOf,
  player,
  predict,
  real,
  same,
  segmented,
  short,
  slider,
  svg,
  xavierUniform,
} from "../kit.js";
import strings from "./space_warp.strings.json" with { type: "json" };

const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
const TARGETS = [0, 1, 1, 0];
const BY_HAND = [[1, 1, -1.5], [1, 1, -0.5], [-1, 1, -0.5]]; // rows (w₁, w₂, b): h₁, h₂, output
const UNITS = ["unit1", "unit2", "output"];
const NAMES = ["h₁", "h₂", "y"];
const CLASSES = ["zero", "one"];

const INPUT_DOMAIN = [-0.6, 1.6];
const POINT_RANGE = { min: INPUT_DOMAIN[0], max: INPUT_DOMAIN[1] };
const WEIGHT_RANGE = { min: -1000, max: 1000 };
const MAX_STEPS = 20000;
const TOGETHER = 0.03; // points nearer than this in hidden space count as one

const schema = {
  activation: oneOf("act", "step", ["step", "sigmoid", "tanh", "relu"]),
  blend: real("s", 0.6, { min: 0, max: 1 }),
  points: matrix("x", CORNERS, POINT_RANGE),
  start: oneOf("start", "hand", ["hand", "seed"]),
  weights: matrix("w", BY_HAND, WEIGHT_RANGE),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  lr: real("lr", 1, { min: 0.01, max: 10 }),
  steps: integer("n", 0, { min: 0, max: MAX_STEPS }),
};

// ---------------------------------------------------------------- mathematics

/** Sequential(Affine(2, 2), φ, Affine(2, 1)), from given weights or from a seed as dlcore draws them. */
function network({ activation, start, weights, seed }) {
  const rng = defaultRng(seed);
  const net = new Sequential(
    new Affine(2, 2, { init: xavierUniform, rng }),
    new Activation(activation),
    new Affine(2, 1, { init: xavierUniform, rng }),
  );
  if (start === "hand") {
    const [[a, b, c], [d, e, f], [g, i, j]] = weights;
    const [hidden, , output] = net.layers;
    hidden.params.W.set([a, d, b, e]);
    hidden.params.b.set([c, f]);
    output.params.W.set([g, i]);
    output.params.b.set([j]);
  }
  return net;
}

function weightsOf(net) {
  const [hidden, , output] = net.layers;
  const [{ W, b }, { W: V, b: c }] = [hidden.params, output.params];
  return [[W[0], W[2], b[0]], [W[1], W[3], b[1]], [V[0], V[1], c[0]]]; // prettier-ignore
}

/** ½(step(z) − t)², for a network of steps only. Its gradient carries the factor step′(z) = 0. */
class StepError {
  forward(z, targets) {
    this.z = z;
    this.error = z.map((v, i) => activations.step.f(v) - targets[i]);
    return this.error.reduce((sum, e) => sum + (e * e) / 2, 0) / z.length;
  }

  backward() {
    return this.error.map((e, i) => (e * activations.step.grad(this.z[i])) / this.z.length);
  }
}

/** The network after any number of full-batch steps; goes on from where it was if it can. */
class Training {
  #key = null;

  at({ points, steps, ...rest }) {
    const key = JSON.stringify([points, rest.activation, rest.start, rest.weights, rest.seed, rest.lr]);
    if (key !== this.#key || steps < this.losses.length - 1) {
      this.#key = key;
      this.net = network(rest);
      this.x = Float64Array.from(points.flat());
      this.loss = rest.activation === "step" ? new StepError() : new BinaryCrossEntropy();
      this.optimizer = new SGD(rest.lr);
      this.losses = [this.#forward()];
      this.diverged = false;
    }
    while (this.losses.length <= steps && !this.diverged) this.#step();
    return this;
  }

  #forward() {
    return this.loss.forward(this.net.forward(this.x, 4), TARGETS);
  }

  #step() {
    this.#forward();
    this.net.backward(this.loss.backward(), 4);
    this.optimizer.step(this.net.params, this.net.grads);
    this.losses.push(this.#forward());
    this.diverged = weightsOf(this.net)
      .flat()
      .some((w) => !(Math.abs(w) <= WEIGHT_RANGE.max));
  }
}

/** (1−s)·x + s·h: on the way from the input plane to hidden space. */
const between = (x, h, s) => [0, 1].map((i) => (1 - s) * x[i] + s * h[i]);

/** Indices of the points grouped by their place in hidden space. */
function groups(places) {
  const found = [];
  places.forEach(([x, y], k) => {
    const group = found.find(([first]) => Math.hypot(places[first][0] - x, places[first][1] - y) < TOGETHER);
    if (group) group.push(k);
    else found.push([k]);
  });
  return found;
}

// ---------------------------------------------------------------- drawing

const LATTICE = 121;
const GRID_LINES = Array.from({ length: 17 }, (_, i) => -0.5 + i / 8);
const GRID_SAMPLES = 48;

function hiddenDomain(activation, hidden) {
  if (activation === "tanh") return [-1.5, 1.5];
  if (activation !== "relu") return INPUT_DOMAIN;
  const top = Math.ceil(2 * (Math.max(1, ...hidden.flat()) + 0.35)) / 2;
  return [-0.4 * top, top];
}

const lattice = ([x0, x1], [y0, y1]) => {
  const out = new Float64Array(2 * LATTICE * LATTICE);
  let k = 0;
  for (let j = 0; j < LATTICE; j++)
    for (let i = 0; i < LATTICE; i++) {
      out[k++] = x0 + ((x1 - x0) * i) / (LATTICE - 1);
      out[k++] = y0 + ((y1 - y0) * j) / (LATTICE - 1);
    }
  return out;
};

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** Shade a plot by the network's output at every lattice point: the surer, the stronger. */
class Shading {
  constructor() {
    this.canvas = h("canvas", { width: LATTICE, height: LATTICE });
    this.ctx = this.canvas.getContext("2d");
    this.image = this.ctx.createImageData(LATTICE, LATTICE);
  }

  draw(plot, outputs, colors, strength) {
    const both = [rgb(colors.zero), rgb(colors.one)];
    const { data } = this.image;
    for (let j = 0; j < LATTICE; j++)
      for (let i = 0; i < LATTICE; i++) {
        const y = outputs[(LATTICE - 1 - j) * LATTICE + i];
        const color = both[y > 0.5 ? 1 : 0];
        const at = 4 * (j * LATTICE + i);
        data[at] = color[0];
        data[at + 1] = color[1];
        data[at + 2] = color[2];
        data[at + 3] = 255 * strength * Math.abs(2 * y - 1);
      }
    this.ctx.putImageData(this.image, 0, 0);
    // Lattice points are centres of pixels: the outer ones lie on the frame.
    const { x0, x1, y0, y1 } = plot.box;
    const [dx, dy] = [(x1 - x0) / (LATTICE - 1), (y1 - y0) / (LATTICE - 1)];
    plot.ctx.drawImage(this.canvas, x0 - dx / 2, y0 - dy / 2, x1 - x0 + dx, y1 - y0 + dy);
  }
}

/** Points along a segment from p to q, with a pair just before and after each hidden line it crosses. */
function samples(p, q, weights) {
  const along = Array.from({ length: GRID_SAMPLES + 1 }, (_, i) => i / GRID_SAMPLES);
  for (const [w1, w2, b] of weights.slice(0, 2)) {
    const [zp, zq] = [w1 * p[0] + w2 * p[1] + b, w1 * q[0] + w2 * q[1] + b];
    if (zp > 0 !== zq > 0) {
      const t = zp / (zp - zq);
      along.push(t - 1e-7, t + 1e-7);
    }
  }
  along.sort((a, b) => a - b);
  return along.map((t) => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
}

const [LOW, HIGH] = [GRID_LINES[0], GRID_LINES.at(-1)];
const GRID = GRID_LINES.flatMap((v) => [
  [[v, LOW], [v, HIGH]],
  [[LOW, v], [HIGH, v]],
]); // prettier-ignore

// ---------------------------------------------------------------- figure

function build(ui) {
  const training = new Training();
  const state = () => ui.state;
  const restart = (patch) => ui.set({ ...patch, steps: 0 });
  const current = () => weightsOf(training.at(state()).net);
  const bounded = (weights) =>
    weights.map((row) => row.map((w) => Number(clamp(w, WEIGHT_RANGE.min, WEIGHT_RANGE.max).toFixed(4))));

  /** From now on the weights are the reader's own: what is shown, with one row replaced. */
  const own = (row, values) => {
    const weights = bounded(current());
    weights[row] = values;
    restart({ start: "hand", weights: bounded(weights) });
  };

  const movePoint = (k, at) => {
    const { points, steps } = state();
    const moved = points.map((point, i) => (i === k ? at : point));
    if (steps > 0) restart({ start: "hand", weights: bounded(current()), points: moved });
    else ui.set({ points: moved });
  };

  // --- two planes
  const left = new Plot(ui, {
    x: INPUT_DOMAIN, y: INPUT_DOMAIN, xLabel: "x₁", yLabel: "x₂", label: ui.t("inputPlane"),
  }); // prettier-ignore
  const right = new Plot(ui, {
    x: INPUT_DOMAIN, y: INPUT_DOMAIN, xLabel: "h₁", yLabel: "h₂", label: ui.t("hiddenPlane"),
  }); // prettier-ignore
  const hiddenLines = [0, 1].map(
    (row) =>
      new DraggableLine(left, {
        kind: UNITS[row],
        name: NAMES[row],
        moveLabel: ui.t("moveLine", { name: NAMES[row] }),
        turnLabel: ui.t("turnLine", { name: NAMES[row] }),
        onChange: (weights) => own(row, weights),
      }),
  );
  const trails = svg("g", { "aria-hidden": "true" });
  right.marks.append(trails);
  const outputLine = new DraggableLine(right, {
    kind: "output",
    name: "y",
    rest: 0.85,
    moveLabel: ui.t("moveLine", { name: ui.t("outputUnit") }),
    turnLabel: ui.t("turnLine", { name: ui.t("outputUnit") }),
    onChange: (weights) => own(2, weights),
  });
  const mark = (k, kind = "dot") =>
    TARGETS[k] === 0
      ? svg("circle", { class: `${kind} zero`, r: 7 })
      : svg("rect", { class: `${kind} one`, x: -6.5, y: -6.5, width: 13, height: 13, rx: 2 });
  const tag = () => svg("text", { class: "tag", "aria-hidden": "true" });
  const tags = TARGETS.map(tag);
  left.marks.append(...tags);
  const inputs = TARGETS.map(
    (target, k) =>
      new DraggablePoint(left, {
        label: ui.t("dragPoint", { k: k + 1, target }),
        kind: "point",
        shape: mark(k),
        onMove: (at) => movePoint(k, at),
      }),
  );
  const carried = TARGETS.map((_, k) => svg("g", { class: "carried", "aria-hidden": "true" }, mark(k)));
  const carriedTags = TARGETS.map(tag);
  right.marks.append(...carried, ...carriedTags);

  const shades = [new Shading(), new Shading()];
  const inputLattice = lattice(INPUT_DOMAIN, INPUT_DOMAIN);
  const toOutput = (activation) => activations[activation === "step" ? "step" : "sigmoid"].f;

  /** Put a label beside a marker, on the side where there is room. */
  const label = (node, plot, [x, y], text) => {
    const [px, py] = [plot.x(x), plot.y(y)];
    const room = 12 + 7 * text.length;
    const end = px + room > plot.box.x1 || (x < 0.25 && px - room > plot.box.x0);
    attr(node, { x: px + (end ? -11 : 11), y: py + (py < plot.box.y0 + 24 ? 20 : -10), "text-anchor": end ? "end" : "start" });
    node.textContent = text;
  };
  const pair = ([a, b]) => `(${short(a)}, ${short(b)})`;

  function drawInputPlane(s, { net }) {
    const logits = net.forward(inputLattice, LATTICE * LATTICE);
    left.begin();
    shades[0].draw(left, logits.map(toOutput(s.activation)), ui.colors, 0.28);
    if (s.activation !== "step") {
      const { ctx } = left;
      const [low, high] = INPUT_DOMAIN;
      const at = (i) => low + (i * (high - low)) / (LATTICE - 1);
      ctx.beginPath();
      for (const [[a, b], [c, d]] of isoline(logits, LATTICE, LATTICE)) {
        ctx.moveTo(left.x(at(a)), left.y(at(b)));
        ctx.lineTo(left.x(at(c)), left.y(at(d)));
      }
      ctx.strokeStyle = ui.colors.ink;
      ctx.lineWidth = 2;
      ctx.stroke();
    }
    left.end();
  }

  /** Lines of the input plane at (1−s)·x + s·h(x), coloured by what the network says there. */
  function carry(net, lines, s, paint) {
    const flat = lines.flat();
    const [, hidden, logits] = net.outputs(Float64Array.from(flat.flat()), flat.length);
    const torn = s.activation === "step" && s.blend > 0;
    const place = (k) => between(flat[k], hidden.subarray(2 * k), s.blend);
    let k = 0;
    for (const line of lines) {
      for (let i = 1; i < line.length; i++) {
        const [a, b] = [k + i - 1, k + i];
        const jump = hidden[2 * a] !== hidden[2 * b] || hidden[2 * a + 1] !== hidden[2 * b + 1];
        if (!(torn && jump)) paint(place(a), place(b), logits[b] > 0 ? 1 : 0);
      }
      k += line.length;
    }
  }

  function drawHiddenPlane(s, { net }, weights) {
    const { ctx } = right;
    right.begin();
    const hiddenLattice = lattice(right.domain.x, right.domain.y);
    const outputs = net.layers[2].forward(hiddenLattice, LATTICE * LATTICE).map(toOutput(s.activation));
    shades[1].draw(right, outputs, ui.colors, 0.28 * s.blend ** 2);

    const paths = [new Path2D(), new Path2D()];
    const paint = (path) => (a, b) => {
      path.moveTo(right.x(a[0]), right.y(a[1]));
      path.lineTo(right.x(b[0]), right.y(b[1]));
    };
    const painters = paths.map(paint);
    carry(net, GRID.map(([p, q]) => samples(p, q, weights)), s, (a, b, side) => painters[side](a, b));
    ctx.lineWidth = 1;
    paths.forEach((path, side) => {
      ctx.strokeStyle = ui.colors[CLASSES[side]];
      ctx.globalAlpha = 0.6;
      ctx.stroke(path);
    });
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2.5;
    for (const row of [0, 1]) {
      const ends = clipLine(weights[row], [LOW, HIGH], [LOW, HIGH]);
      if (!ends) continue;
      const path = new Path2D();
      carry(net, [samples(...ends, weights)], s, paint(path));
      ctx.strokeStyle = ui.colors[UNITS[row]];
      ctx.stroke(path);
    }
    right.end();
  }

  function drawCarriedPoints(s, hidden) {
    const places = s.points.map((x, k) => between(x, hidden[k], s.blend));
    trails.replaceChildren();
    const pixel = ([x, y]) => [right.x(x), right.y(y)];
    places.forEach((place, k) => {
      const [[x1, y1], [x2, y2]] = [pixel(s.points[k]), pixel(hidden[k])];
      const ghost = mark(k, "ghost");
      ghost.setAttribute("transform", `translate(${x1},${y1}) scale(.8)`);
      trails.append(svg("line", { class: `trail ${CLASSES[TARGETS[k]]}`, x1, y1, x2, y2 }), ghost);
      carried[k].setAttribute("transform", `translate(${pixel(place)})`);
    });
    carriedTags.forEach((node) => (node.textContent = ""));
    for (const group of groups(places)) {
      const text = group.map((k) => pair(s.points[k])).join(" ");
      label(carriedTags[group[0]], right, places[group[0]], text);
      if (group.length > 1) {
        const [x, y] = places[group[0]];
        trails.append(svg("circle", { class: "ghost", cx: right.x(x), cy: right.y(y), r: 13 }));
      }
    }
  }

  // --- controls
  const activation = segmented(ui, {
    label: ui.t("activation"),
    choices: [["step", ui.t("stepName")], ["sigmoid", ui.t("sigmoidName")], ["tanh", "tanh"], ["relu", "ReLU"]], // prettier-ignore
    onChange: (value) => restart({ activation: value }),
  });
  const blend = slider(ui, {
    label: ui.t("blend"),
    min: 0,
    max: 1,
    step: 0.01,
    ticks: [
      [0, ui.t("inputSpace")],
      [0.5, "½"],
      [1, ui.t("hiddenSpace")],
    ],
    show: (value) => `s = ${fmt(value)}`,
    onInput: (value) => ui.set({ blend: value }),
  });
  const start = segmented(ui, {
    label: ui.t("startFrom"),
    choices: [["hand", ui.t("byHand")], ["seed", ui.t("fromSeed")]], // prettier-ignore
    onChange: (value) => restart(value === "hand" ? { start: value, weights: BY_HAND } : { start: value }),
  });
  const seed = numberField(ui, {
    label: ui.t("seed"),
    min: 0,
    max: 2 ** 32 - 1,
    step: 1,
    onInput: (value) => restart({ start: "seed", seed: value }),
  });
  const nextSeed = button(ui.t("nextSeed"), () => {
    const s = state();
    restart({ start: "seed", seed: s.start === "seed" ? (s.seed + 1) % 2 ** 32 : s.seed });
  });
  const rate = slider(ui, {
    label: ui.t("lr"),
    min: 0.01,
    max: 10,
    log: true,
    ticks: [0.01, 0.1, 1, 10].map((v) => [v, String(v)]),
    show: (value) => `η = ${Number(value.toPrecision(2))}`,
    onInput: (value) => restart({ lr: value }),
  });
  const play = player(ui, {
    advance(n) {
      const { steps } = state();
      ui.set({ steps: Math.min(steps + n, MAX_STEPS) });
      const reached = training.at(state()).losses.length - 1;
      if (training.diverged) ui.set({ steps: reached });
      return !training.diverged && reached < MAX_STEPS;
    },
    reset: () => restart({}),
  });
  const progress = h("p", { class: "progress" });

  // --- loss curve
  const guess = svg("text", { class: "note-text", "text-anchor": "end", "aria-hidden": "true" });
  const curve = new Plot(ui, { x: [0, 50], y: [0, 1], xLabel: ui.t("steps"), yLabel: ui.t("loss"), label: ui.t("lossCurve"), aspect: 0.46 }); // prettier-ignore

  curve.marks.append(guess);

  function drawLoss({ activation }, { losses }) {
    const last = losses.length - 1;
    const span = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000].find((n) => n >= last);
    curve.setDomain([0, span], [0, Math.max(1, Math.ceil(Math.max(...losses.slice(0, 50))))]);
    if (!curve.width) return;
    const { ctx } = curve;
    curve.begin();
    guess.textContent = activation === "step" ? "" : ui.t("guess");
    if (activation !== "step") {
      const y = curve.y(Math.LN2);
      attr(guess, { x: curve.box.x1 - 6, y: y - 5 });
      ctx.strokeStyle = ui.colors.muted;
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 4]);
      ctx.beginPath();
      ctx.moveTo(curve.box.x0, y);
      ctx.lineTo(curve.box.x1, y);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    ctx.strokeStyle = ctx.fillStyle = ui.colors.accent;
    ctx.lineWidth = 2.25;
    ctx.lineJoin = "round";
    const every = Math.max(1, Math.floor(losses.length / 600));
    ctx.beginPath();
    for (let k = 0; k <= last; k += every) ctx.lineTo(curve.x(k), curve.y(losses[k]));
    ctx.lineTo(curve.x(last), curve.y(losses[last]));
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(curve.x(last), curve.y(losses[last]), 4, 0, 7);
    ctx.fill();
    curve.end();
  }

  // --- numbers
  const cells = BY_HAND.map((_, row) =>
    ["w₁", "w₂", "b"].map((column, i) =>
      numberField(ui, {
        label: `${NAMES[row]}: ${column}`,
        hideLabel: true,
        ...WEIGHT_RANGE,
        onInput: (value) => {
          const values = bounded(current())[row];
          values[i] = value;
          own(row, values);
        },
      }),
    ),
  );
  const swatch = (kind) => h("span", { class: `swatch ${kind}`, "aria-hidden": "true" });
  const head = (...names) =>
    h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name))));
  const weightTable = h(
    "table",
    {},
    h("caption", {}, ui.t("weightsCaption")),
    head(ui.t("unit"), "w₁", "w₂", "b"),
    h(
      "tbody",
      {},
      ...cells.map((row, i) =>
        h("tr", {}, h("th", { scope: "row" }, swatch(UNITS[i]), NAMES[i]), ...row.map((c) => h("td", {}, c.element))),
      ),
    ),
  );
  const pointCells = TARGETS.map(() => [0, 1, 2, 3].map(() => h("td")));
  const pointNames = TARGETS.map(() => h("span"));
  const pointTable = h(
    "table",
    {},
    h("caption", {}, ui.t("pointsCaption")),
    head("(x₁, x₂)", "h₁", "h₂", "y", ui.t("target")),
    h(
      "tbody",
      {},
      ...TARGETS.map((target, k) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, swatch(target ? "square one" : "round zero"), pointNames[k]),
          ...pointCells[k],
        ),
      ),
    ),
  );

  function drawNumbers(s, weights, hidden, outputs, right) {
    weights.forEach((row, i) => row.forEach((value, j) => cells[i][j].draw(value)));
    pointCells.forEach(([h1, h2, y, t], k) => {
      pointNames[k].textContent = pair(s.points[k]);
      h1.textContent = fmt(hidden[k][0]);
      h2.textContent = fmt(hidden[k][1]);
      y.textContent = s.activation === "step" ? short(outputs[k]) : fmt(outputs[k]);
      t.textContent = `${TARGETS[k]} ${right[k] ? "✓" : "✗"}`;
      t.className = right[k] ? "good" : "bad";
    });
  }

  // --- all together
  const name = (plane) => h("p", { class: "panel-title" }, ui.t(plane));
  ui.body.append(
    activation.element,
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        { class: "stack" },
        name("inputPlane"),
        left.element,
        h(
          "div",
          { class: "legend" },
          h("span", {}, swatch("round zero"), ui.t("targetIs", { t: 0 })),
          h("span", {}, swatch("square one"), ui.t("targetIs", { t: 1 })),
          h("span", {}, ui.t("shadeNote")),
        ),
      ),
      h("div", { class: "stack" }, name("hiddenPlane"), right.element, blend.element),
    ),
    predict(ui, ui.strings.predict),
    h("div", { class: "row" }, start.element, h("div", { class: "pair" }, seed.element, nextSeed.element), rate.element),
    h(
      "div",
      { class: "columns" },
      h("div", { class: "stack" }, play.element, progress),
      curve.element,
    ),
    h("div", { class: "columns" }, weightTable, pointTable),
  );

  let facts;

  function draw(s) {
    const run = training.at(s);
    const weights = weightsOf(run.net);
    const [, flatHidden, logits] = run.net.outputs(run.x, 4);
    const hidden = TARGETS.map((_, k) => [flatHidden[2 * k], flatHidden[2 * k + 1]]);
    const outputs = Array.from(logits, toOutput(s.activation));
    const correct = TARGETS.map((t, k) => logits[k] > 0 === (t === 1));
    facts = { s, run, hidden, correct };

    activation.draw(s.activation);
    blend.draw(s.blend);
    start.draw(s.start);
    seed.draw(s.seed);
    rate.draw(s.lr);
    drawNumbers(s, weights, hidden, outputs, correct);
    progress.textContent =
      s.activation === "step" && s.steps > 0 ? ui.t("zeroGradient") : ui.t("progress", { n: run.losses.length - 1, loss: fmt(run.losses.at(-1), 4) });

    if (left.width && right.width) {
      drawInputPlane(s, run);
      hiddenLines.forEach((line, row) => line.draw(weights[row]));
      inputs.forEach((point, k) => {
        point.draw(s.points[k]);
        label(tags[k], left, s.points[k], pair(s.points[k]));
      });
      const domain = hiddenDomain(s.activation, hidden);
      right.setDomain(domain, domain);
      drawHiddenPlane(s, run, weights);
      outputLine.draw(weights[2]);
      outputLine.fade(0.2 + 0.8 * s.blend);
      drawCarriedPoints(s, hidden);
    }
    drawLoss(s, run);
  }

  function summary() {
    const { s, run, hidden, correct } = facts;
    const together = groups(hidden).filter((group) => group.length > 1);
    const wrong = correct.flatMap((ok, k) => (ok ? [] : [pair(s.points[k])]));
    return [
      ui.t("sumNetwork", { act: ui.t(`${s.activation}Name`), start: ui.t(s.start === "hand" ? "sumHand" : "sumSeed", s) }),
      s.steps > 0 ? ui.t("sumSteps", { n: run.losses.length - 1 }) : null,
      ui.t("sumRight", { n: correct.filter(Boolean).length }),
      wrong.length ? ui.t("sumWrong", { list: wrong.join(", ") }) : null,
      s.activation === "step" ? null : ui.t("sumLoss", { loss: fmt(run.losses.at(-1), 3) }),
      together.length
        ? together.map((g) => ui.t("sumTogether", { list: g.map((k) => pair(s.points[k])).join(", "), at: `(${fmt(hidden[g[0]][0])}, ${fmt(hidden[g[0]][1])})` })).join(" ")
        : ui.t("sumApart"),
      s.activation === "step" && s.steps > 0 ? ui.t("zeroGradient") : null,
      run.diverged ? ui.t("sumDiverged") : null,
    ]
      .filter(Boolean)
      .join(" ");
  }

  return { draw, summary };
}

export default explorer({ name: "space_warp", strings, schema, build });
