// Chapter `batch-norm`: a stream of batches through one unit, normalized by the batch or by what was stored.

import {
  BatchNorm,
  DraggableValue,
  LayerNorm,
  Plot,
  attr,
  bars,
  beside,
  bracket,
  button,
  clamp,
  defaultRng,
  dots,
  explorer,
  fmt,
  h,
  integer,
  numberField,
  oneOf,
  player,
  real,
  roundDomain,
  rows,
  same,
  segmented,
  short,
  slider,
  svg,
} from "../../kit.js";
import strings from "./strings.json" with { type: "json" };

const WIDEST = 64; // examples in the largest batch
const MOST_BATCHES = 500;
const MOST_CHANGES = 60;
const SIZES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64];
const MEAN = { min: -4, max: 4 };
const SPREAD = { min: 0.2, max: 2.5 };
const LARGEST = 1e6; // of the reader's own activations

const inside = (value, { min, max }) => value >= min && value <= max;
const isSize = (value) => Number.isInteger(value) && value >= 1 && value <= WIDEST;

const schema = {
  mode: oneOf("mode", "train", ["train", "eval"]),
  batch_size: integer("m", 8, { min: 1, max: WIDEST }),
  gamma: real("g", 1, { min: -3, max: 3 }),
  beta: real("b", 0, { min: -3, max: 3 }),
  mean: real("mu", 3, MEAN),
  spread: real("sd", 1.8, SPREAD),
  momentum: real("w", 0.9, { min: 0, max: 0.99 }),
  odd: real("odd", 0, { min: -2 * LARGEST, max: 2 * LARGEST }),
  seed: integer("seed", 0, { min: 0, max: 2 ** 32 - 1 }),
  batches: integer("n", 26, { min: 1, max: MOST_BATCHES }),
  // What the stream was before: (up to batch, mean, spread, batch size, 1 in training or 0).
  past: rows("past", [[20, 0, 1, 8, 1]], {
    most: MOST_CHANGES,
    good: (all) =>
      all.every(
        (row, i) =>
          row.length === 5 &&
          Number.isInteger(row[0]) &&
          row[0] > (i ? all[i - 1][0] : 0) &&
          row[0] < MOST_BATCHES &&
          inside(row[1], MEAN) &&
          inside(row[2], SPREAD) &&
          isSize(row[3]) &&
          (row[4] === 0 || row[4] === 1),
      ),
  }),
  data: rows("z", [], {
    most: MOST_BATCHES,
    good: (all) =>
      all.every((row) => isSize(row.length) && row.length === all[0].length && row.every((v) => Math.abs(v) <= LARGEST)),
  }),
  axis: oneOf("axis", "batch", ["batch", "layer"]),
};

// ---------------------------------------------------------------- the stream

/** Rows of standard normal numbers, as default_rng(seed).standard_normal((batches, 64)) gives them. */
class Normals {
  row(seed, k) {
    if (seed !== this.seed) {
      this.seed = seed;
      this.rng = defaultRng(seed);
      this.all = [];
    }
    while (this.all.length <= k) this.all.push(Float64Array.from({ length: WIDEST }, () => this.rng.standardNormal()));
    return this.all[k];
  }
}

/** Mean and biased variance of each of d columns, as a training batch of BatchNorm has them. */
function statistics(z, d = 1) {
  const layer = new BatchNorm(d);
  layer.forward(z, z.length / d);
  return layer.batch;
}

const ofUnit = ({ mean, var: variance }) => ({ mean: mean[0], variance: variance[0] });
const momentsOf = (z) => ofUnit(statistics(z));

const scaled = (layer, { gamma, beta }) => {
  layer.params.gamma.fill(gamma);
  layer.params.beta.fill(beta);
  return layer;
};

class Stream {
  #normals = new Normals();

  /** Everything that the figure shows of a state. */
  at(s) {
    const drawn = (k) => (s.data.length ? Float64Array.from(s.data[k % s.data.length]) : this.#normals.row(s.seed, k));
    const pool = Array.from({ length: s.data.length || 16 }, (_, k) => [...drawn(k)]).flat();
    const source = s.data.length ? momentsOf(Float64Array.from(pool)) : { mean: 0, variance: 1 };
    const now = [s.batches, s.mean, s.spread, s.batch_size, s.mode === "train" ? 1 : 0];

    const layer = scaled(new BatchNorm(1, { momentum: s.momentum }), s);
    const history = [];
    let z, stored;
    for (let k = 1; k <= s.batches; k++) {
      const [, mean, spread, size, training] = k < s.batches ? (s.past.find(([until]) => until >= k) ?? now) : now;
      z = drawn(k - 1)
        .subarray(0, size)
        .map((u) => mean + spread * u);
      if (k === s.batches) z[0] += s.odd;
      stored = ofUnit(layer.buffers);
      if (training) layer.forward(z, z.length);
      history.push({
        k,
        training,
        data: { mean: mean + spread * source.mean, variance: spread ** 2 * source.variance },
        batch: training ? ofUnit(layer.batch) : momentsOf(z),
        // A batch's biased variance is on average this much smaller than that of the data.
        expected: (spread ** 2 * source.variance * (z.length - 1)) / z.length,
        running: ofUnit(layer.buffers),
      });
    }

    const training = s.mode === "train";
    const { batch } = history.at(-1);
    /** What a batch gives now, in a layer that holds the running averages. */
    const outputs = (x) => {
      const copy = scaled(new BatchNorm(1), s);
      copy.buffers.mean[0] = stored.mean;
      copy.buffers.var[0] = stored.variance;
      copy.training = training;
      return copy.forward(x, x.length);
    };
    const asDrawn = z.with(0, z[0] - s.odd);
    const many = { z: [], y: [] };
    for (let i = 0; i + z.length <= pool.length; i += z.length) {
      const x = Float64Array.from(pool.slice(i, i + z.length), (u) => s.mean + s.spread * u);
      many.z.push(...x);
      many.y.push(...outputs(x));
    }
    const y = outputs(z);
    const yDrawn = outputs(asDrawn);
    const moved = Math.max(0, ...Array.from(y, (v, i) => (i ? Math.abs(v - yDrawn[i]) : 0)));
    const used = training ? batch : stored;
    return { z, y, yDrawn, moved, many, history, used, outputMoments: momentsOf(y), table: this.#table(s, z) };
  }

  /** The first examples of the batch as a small batch of three units. */
  #table(s, z) {
    const n = Math.min(4, z.length);
    const u = this.#normals.row(s.seed, s.batches - 1);
    const x = new Float64Array(3 * n);
    for (let i = 0; i < n; i++) x.set([z[i], -1 + 0.5 * u[WIDEST - 1 - i], 4 + 3 * u[WIDEST - 5 - i]], 3 * i);
    if (s.axis === "batch") return { n, x, y: scaled(new BatchNorm(3), s).forward(x, n), ...statistics(x, 3) };
    const transposed = x.map((_, k) => x[3 * (k % n) + Math.floor(k / n)]);
    return { n, x, y: scaled(new LayerNorm(3), s).forward(x, n), ...statistics(transposed, n) };
  }
}

// ---------------------------------------------------------------- drawing

const [BEFORE, AFTER, DATA] = [0.6, 0.4, 0.92]; // heights of the two rows of dots, and of the grips
const WINDOW = 60; // batches that the curves over time show

const reachOf = ({ data, mean, spread }) => {
  if (!data.length) return 8;
  const far = Math.max(4, Math.abs(mean) + spread * Math.max(...data.flat().map(Math.abs)));
  const power = 10 ** Math.floor(Math.log10(far));
  return [1, 2, 5, 10].map((m) => m * power).find((m) => m >= far);
};

const sheet = `
.axis :is(td, th) { padding: 4px; }
.axis td { border: 2px solid var(--panel); }
.axis td.group1 { background: color-mix(in srgb, var(--zero) 20%, transparent); }
.axis td.group2 { background: color-mix(in srgb, var(--unit1) 20%, transparent); }
.axis td.group3 { background: color-mix(in srgb, var(--unit2) 20%, transparent); }
.axis td.group4 { background: color-mix(in srgb, var(--one) 20%, transparent); }
.axis td b { display: block; }
.in-use th, .in-use td { font-weight: 650; }
.batch { color: var(--zero); } .running { color: var(--unit2); } .stream { color: var(--ink); }
.formula { overflow-wrap: anywhere; }
.message { padding: 6px 10px; border-inline-start: 3px solid var(--one); background: var(--surface); }
.swatch.dotted { width: 18px; height: 0; background: none; border-top: 3px dotted currentColor; border-radius: 0; }
.swatch.dashed { width: 18px; height: 0; background: none; border-top: 2px dashed currentColor; border-radius: 0; }
`;

// ---------------------------------------------------------------- figure

function build(ui) {
  const stream = new Stream();
  const state = () => ui.state;
  const begun = (s) => s.past.findLast(([until]) => until < s.batches)?.[0] ?? 0;

  /** From this batch on it is otherwise; what came before stays as it was. */
  const from = (patch) => {
    const s = state();
    if (Object.entries(patch).every(([name, value]) => same(s[name], value))) return;
    const past = s.past.filter(([until]) => until < s.batches);
    if (begun(s) < s.batches - 1)
      past.push([s.batches - 1, s.mean, s.spread, s.batch_size, s.mode === "train" ? 1 : 0]);
    ui.set({ ...patch, past: past.slice(-MOST_CHANGES) });
  };

  // --- before and after
  const main = new Plot(ui, {
    x: [-8, 8],
    y: [0, 1],
    xLabel: "",
    yLabel: "",
    label: ui.t("mainPlot"),
    tickCounts: [8, 0],
    aspect: (width) => (width < 540 ? 1.15 : 0.56),
  });
  const text = (kind) => svg("text", { class: kind, "aria-hidden": "true" });
  const names = {
    before: text("axis-name"),
    after: text("axis-name"),
    batch: text("tag batch"),
    running: text("tag running"),
    stream: text("tag"),
    target: text("tag"),
    first: text("tag"),
  };
  for (const [key, node] of Object.entries(names)) {
    node.textContent = ui.t(`name_${key}`);
    node.style.fill = key === "batch" ? "var(--zero)" : key === "running" ? "var(--unit2)" : "";
  }
  main.marks.append(...Object.values(names));
  const meanGrip = new DraggableValue(main, {
    label: ui.t("mean"),
    kind: "mover stream",
    shape: svg("circle", { class: "knob", r: 7 }),
    range: [MEAN.min, MEAN.max],
    onChange: (value) => from({ mean: value }),
  });
  const spreadGrip = new DraggableValue(main, {
    label: ui.t("spread"),
    kind: "turner stream",
    shape: svg("circle", { class: "knob", r: 5.5 }),
    range: [SPREAD.min, SPREAD.max],
    onChange: (value) => from({ spread: value }),
  });
  const square = () => svg("rect", { class: "dot one", x: -6.5, y: -6.5, width: 13, height: 13, rx: 2 });
  const oddGrip = new DraggableValue(main, {
    label: ui.t("oddExample"),
    kind: "odd",
    shape: square(),
    range: [-8, 8],
    onChange: (value) => ui.set({ odd: Number((value - (facts.now.z[0] - facts.s.odd)).toFixed(4)) }),
  });
  const oddOutput = svg("g", { "aria-hidden": "true" }, square());
  main.marks.append(oddOutput);

  function drawMain(s, now) {
    const reach = reachOf(s);
    main.setDomain([-reach, reach], [0, 1]);
    const { ctx, box, y } = main;
    const { colors } = ui;
    const training = s.mode === "train";
    const x = (v) => main.x(clamp(v, -50 * reach, 50 * reach));
    const line = (x1, y1, x2, y2) => {
      ctx.beginPath();
      ctx.moveTo(x1, y1);
      ctx.lineTo(x2, y2);
      ctx.stroke();
    };
    main.begin();
    bars(main, now.many.z, { base: BEFORE, height: 0.36, color: colors.faint });
    bars(main, now.many.y, { base: AFTER, height: -0.36, color: colors.faint });
    ctx.strokeStyle = colors.line;
    ctx.lineWidth = 1;
    for (const v of [BEFORE, AFTER]) line(box.x0, y(v), box.x1, y(v));
    ctx.setLineDash([2, 4]);
    line(main.x(0), box.y0, main.x(0), box.y1);
    ctx.setLineDash([]);

    // mean ± standard deviation in use are carried to β ± γ
    const deviation = Math.sqrt(now.used.variance);
    ctx.fillStyle = colors[training ? "zero" : "unit2"];
    ctx.globalAlpha = 0.13;
    ctx.beginPath();
    ctx.moveTo(x(now.used.mean - deviation), y(BEFORE));
    ctx.lineTo(x(now.used.mean + deviation), y(BEFORE));
    ctx.lineTo(x(s.beta + s.gamma), y(AFTER));
    ctx.lineTo(x(s.beta - s.gamma), y(AFTER));
    ctx.fill();

    // each example on its way
    const crowded = now.z.length > 24;
    ctx.strokeStyle = colors.muted;
    ctx.globalAlpha = crowded ? 0.45 : 0.7;
    ctx.lineWidth = crowded ? 1 : 1.5;
    now.z.forEach((v, i) => i && line(x(v), y(BEFORE), x(now.y[i]), y(AFTER)));
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colors.one;
    ctx.lineWidth = 2.25;
    line(x(now.z[0]), y(BEFORE), x(now.y[0]), y(AFTER));
    const look = { color: colors.ink, edge: colors.panel, radius: crowded ? 3.5 : 5 };
    dots(main, now.z.subarray(1), BEFORE, look);
    dots(main, now.y.subarray(1), AFTER, look);
    if (s.odd !== 0) dots(main, now.yDrawn.subarray(1), AFTER - 0.045, { color: colors.panel, edge: colors.ink, radius: 3.5 });

    const { running, batch, data } = now.history.at(-1);
    const around = ({ mean, variance }) => ({ center: mean, half: Math.sqrt(variance), hollow: colors.panel });
    bracket(main, { ...around(batch), y: 0.7, color: colors.zero, bold: training, tag: names.batch });
    bracket(main, { ...around(running), y: 0.8, color: colors.unit2, bold: !training, tag: names.running });
    bracket(main, { center: s.beta, half: s.gamma, y: 0.12, color: colors.ink, hollow: colors.panel, tag: names.target });
    ctx.strokeStyle = colors.ink;
    ctx.lineWidth = 1.5;
    ctx.setLineDash([1, 4]);
    const spread = [data.mean - Math.sqrt(data.variance), data.mean + Math.sqrt(data.variance)];
    line(x(spread[0]), y(DATA), x(spread[1]), y(DATA));
    ctx.setLineDash([]);
    main.end();

    const edge = (v) => clamp(v, -reach, reach);
    beside(main, names.stream, spread, DATA);
    attr(names.before, { x: box.x0 + 8, y: y(BEFORE) - 8 });
    attr(names.after, { x: box.x0 + 8, y: y(AFTER) + 20 });
    attr(names.first, { x: main.x(edge(now.z[0])), y: y(BEFORE) - 12, "text-anchor": "middle" });
    for (const { grip } of [meanGrip, spreadGrip]) grip.show(!s.data.length);
    meanGrip.draw(s.mean, DATA);
    spreadGrip.draw(s.spread, DATA, s.mean);
    oddGrip.setRange([-reach, reach]);
    oddGrip.draw(edge(now.z[0]), BEFORE);
    oddOutput.setAttribute("transform", `translate(${main.x(edge(now.y[0]))},${y(AFTER)})`);
  }

  // --- over time
  const overTime = ["mean", "variance"].map((what) => {
    const plot = new Plot(ui, {
      x: [0, WINDOW + 2],
      y: [0, 1],
      xLabel: "",
      yLabel: "",
      label: ui.t(`${what}Plot`),
      tickCounts: [4, 3],
      aspect: 0.5,
    });
    return { what, plot };
  });

  function drawOverTime(s, { history }) {
    const first = Math.max(0, s.batches - WINDOW);
    const shown = history.slice(first);
    for (const { what, plot } of overTime) {
      const ceiling = what === "variance" ? 2.5 * Math.max(...shown.map((e) => Math.max(e.data.variance, e.running.variance))) : Infinity;
      const values = shown.flatMap((e) => [e.data[what], e.running[what], Math.min(e.batch[what], ceiling)]);
      plot.setDomain([first, first + WINDOW + 2], roundDomain([0, ...values]));
      if (!plot.width) continue;
      const { ctx, box, x, y } = plot;
      const { colors } = ui;
      plot.begin();
      ctx.fillStyle = colors.surface;
      for (const { k, training } of shown)
        if (!training) ctx.fillRect(x(k - 0.5), box.y0, x(k + 0.5) - x(k - 0.5) + 0.5, box.y1 - box.y0);
      ctx.lineCap = "round";
      const stairs = (color, width, dash, value) => {
        ctx.strokeStyle = color;
        ctx.lineWidth = width;
        ctx.setLineDash(dash);
        ctx.beginPath();
        for (const entry of shown) for (const half of [-0.5, 0.5]) ctx.lineTo(x(entry.k + half), y(value(entry)));
        ctx.stroke();
        ctx.setLineDash([]);
      };
      stairs(colors.ink, 1.75, [1, 4], (entry) => entry.data[what]);
      if (what === "variance") stairs(colors.zero, 1.25, [5, 4], (entry) => entry.expected);
      ctx.fillStyle = colors.zero;
      for (const { k, batch } of shown) {
        ctx.beginPath();
        ctx.arc(x(k), y(batch[what]), k === s.batches ? 4.5 : 2.25, 0, 7);
        ctx.fill();
      }
      ctx.strokeStyle = ctx.fillStyle = colors.unit2;
      ctx.lineWidth = 2.5;
      ctx.lineJoin = "round";
      ctx.beginPath();
      if (first === 0) ctx.lineTo(x(0), y(what === "mean" ? 0 : 1));
      for (const { k, running } of shown) ctx.lineTo(x(k), y(running[what]));
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(x(s.batches), y(history.at(-1).running[what]), 4.5, 0, 7);
      ctx.fill();
      plot.end();
    }
  }

  // --- controls
  const mode = segmented(ui, {
    label: ui.t("mode"),
    choices: [["train", ui.t("train")], ["eval", ui.t("eval")]], // prettier-ignore
    onChange: (value) => from({ mode: value }),
  });
  const size = slider(ui, {
    label: ui.t("batchSize"),
    min: 0,
    max: SIZES.length - 1,
    step: 1,
    ticks: [1, 2, 8, 32].map((m) => [SIZES.indexOf(m), String(m)]),
    show: () => String(facts.now.z.length),
    onInput: (i) => from({ batch_size: SIZES[i] }),
  });
  const place = (m) => SIZES.findLastIndex((other) => other <= m);
  const number = (name, min, max, marks, set = ui.set.bind(ui), label = name) =>
    slider(ui, {
      label: ui.t(label),
      min,
      max,
      step: name === "momentum" ? 0.01 : 0.05,
      ticks: marks.map((v) => [v, short(v)]),
      show: (value) => fmt(value),
      onInput: (value) => set({ [name]: value }),
    });
  const sliders = {
    gamma: number("gamma", -3, 3, [-1, 0, 1, 2]),
    beta: number("beta", -3, 3, [-2, 0, 2]),
    mean: number("mean", MEAN.min, MEAN.max, [-3, 0, 3], from),
    spread: number("spread", SPREAD.min, SPREAD.max, [0.5, 1, 2], from),
    momentum: number("momentum", 0, 0.99, [0, 0.5, 0.9]),
  };
  const seed = numberField(ui, {
    label: ui.t("seed"),
    min: 0,
    max: 2 ** 32 - 1,
    step: 1,
    onInput: (value) => ui.set({ seed: value, odd: 0 }),
  });
  const putBack = button(ui.t("putBack"), () => ui.set({ odd: 0 }));
  const play = player(ui, {
    speeds: [1, 2, 5],
    interval: 350,
    stepName: ui.t("nextBatch"),
    advance(n) {
      const { batches } = state();
      ui.set({ batches: Math.min(batches + n, MOST_BATCHES), odd: 0 });
      return batches + n < MOST_BATCHES;
    },
    count: () => state().batches,
    rewind: () => ui.set({ batches: 1, past: [], odd: 0 }),
  });
  const formula = h("p", { class: "formula" });
  const message = h("p", { class: "message" });

  // --- numbers
  const swatch = (kind) => h("span", { class: `swatch ${kind}`, "aria-hidden": "true" });
  const head = (...cells) => h("thead", {}, h("tr", {}, ...cells.map((cell) => h("th", { scope: "col" }, cell))));
  const statRows = ["data", "batch", "running"].map((who) => {
    const cells = [h("td"), h("td"), h("td")];
    const kind = { data: "dotted stream", batch: "batch", running: "running" }[who];
    return { who, cells, row: h("tr", {}, h("th", { scope: "row" }, swatch(kind), ui.t(`row_${who}`)), ...cells) };
  });
  const statTable = h(
    "table",
    {},
    h("caption", {}, ui.t("statCaption")),
    head(ui.t("of"), ui.t("meanName"), ui.t("varianceName"), ui.t("inUse")),
    h("tbody", {}, ...statRows.map(({ row }) => row)),
  );

  function drawStatistics(s, now) {
    const last = now.history.at(-1);
    for (const { who, cells, row } of statRows) {
      const used = who === (s.mode === "train" ? "batch" : "running");
      cells[0].textContent = fmt(last[who].mean);
      cells[1].textContent = fmt(last[who].variance);
      cells[2].textContent = used ? "✓" : "";
      row.className = used ? "in-use" : "";
    }
  }

  const axis = segmented(ui, {
    label: ui.t("whichAxis"),
    choices: [["batch", ui.t("batchNorm")], ["layer", ui.t("layerNorm")]], // prettier-ignore
    onChange: (value) => ui.set({ axis: value }),
  });
  const axisTable = h("table", { class: "axis" });
  const axisText = h("p", {});
  const axisCaption = h("p", { class: "hint" });

  function drawAxis(s, { n, x, y, mean, var: variance }) {
    const along = s.axis === "batch";
    const cell = (i, j) =>
      h(
        "td",
        { class: `group${(along ? j : i) + 1}` },
        h("span", { class: "visually-hidden" }, "z "),
        fmt(x[3 * i + j]),
        h("b", {}, h("span", { class: "visually-hidden" }, "y "), fmt(y[3 * i + j])),
      );
    const extra = (values, k) => h("td", { class: `group${k + 1}` }, fmt(values[k]));
    const moments = [["μ", mean], ["σ²", variance]]; // prettier-ignore
    const columns = [0, 1, 2];
    const body = Array.from({ length: n }, (_, i) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, i ? null : swatch("square one"), ui.t("exampleName", { k: i + 1 })),
        ...columns.map((j) => cell(i, j)),
        ...(along ? [] : moments.map(([, values]) => extra(values, i))),
      ),
    );
    const foot = along
      ? moments.map(([name, values]) =>
          h("tr", {}, h("th", { scope: "row" }, name), ...columns.map((j) => extra(values, j))),
        )
      : [];
    axisTable.replaceChildren(
      h("caption", { class: "visually-hidden" }, ui.t("axisName")),
      head(
        "z → y",
        ...columns.map((j) => ui.t("unitName", { k: j + 1 })),
        ...(along ? [] : moments.map(([name]) => name)),
      ),
      h("tbody", {}, ...body, ...foot),
    );
    axisCaption.textContent = ui.t("axisCaption", { n });
    axisText.textContent = ui.t(along ? (n === 1 ? "axisOne" : "axisBatch") : "axisLayer", { n });
  }

  // --- all together
  const title = (key) => h("p", { class: "panel-title" }, ui.t(key));
  const legend = h(
    "div",
    { class: "legend" },
    h("span", {}, swatch("dotted stream"), ui.t("row_data")),
    h("span", {}, swatch("batch"), ui.t("row_batch")),
    h("span", {}, swatch("running"), ui.t("row_running")),
    h("span", {}, swatch("square one"), ui.t("oddName")),
  );
  const expected = h("div", { class: "legend" }, h("span", {}, swatch("dashed batch"), ui.t("expected")));
  ui.body.append(
    h("style", {}, sheet),
    h("div", { class: "columns" }, mode.element, size.element),
    h("div", { class: "stack" }, main.element, legend, formula, message),
    h("div", { class: "row" }, play.element, putBack.element),
    h("div", { class: "columns" }, ...overTime.map(({ what, plot }) => h("div", { class: "stack" }, title(`${what}Plot`), plot.element, what === "variance" ? expected : null))),
    h("div", { class: "columns" }, ...["gamma", "beta", "mean", "spread"].map((name) => sliders[name].element)),
    h("div", { class: "columns" }, h("div", { class: "stack" }, sliders.momentum.element, seed.element), statTable),
    h("div", { class: "columns" }, h("div", { class: "stack" }, axis.element, axisCaption, axisText), axisTable),
  );

  let facts;

  /** Batches whose outputs do not depend on the data; two that are nearly alike feel ε. */
  const special = (s, { z, used }) => {
    if (s.mode !== "train") return null;
    if (z.length === 1) return "sumOne";
    return z.length === 2 && used.variance > 1e-3 ? "sumTwo" : null;
  };

  function draw(s) {
    const now = stream.at(s);
    facts = { s, now };
    const values = { b: fmt(s.beta), low: fmt(s.beta - Math.abs(s.gamma)), high: fmt(s.beta + Math.abs(s.gamma)) };
    facts.values = values;

    mode.draw(s.mode);
    size.draw(place(now.z.length));
    for (const [name, control] of Object.entries(sliders)) control.draw(s[name]);
    seed.draw(s.seed);
    // The reader's own activations drift by themselves.
    for (const name of ["mean", "spread"]) sliders[name].element.hidden = s.data.length > 0;
    axis.draw(s.axis);
    putBack.element.hidden = s.odd === 0;
    const signed = (value) => (value < 0 ? "− " : "+ ") + fmt(Math.abs(value));
    formula.textContent = ui.t("formula", {
      g: fmt(s.gamma),
      z: fmt(now.z[0]),
      m: signed(-now.used.mean),
      v: fmt(now.used.variance),
      b: signed(s.beta),
      y: fmt(now.y[0]),
    });
    const key = special(s, now);
    message.hidden = key === null;
    message.textContent = key ? ui.t(key, values) : "";
    if (main.width) drawMain(s, now);
    drawOverTime(s, now);
    drawStatistics(s, now);
    drawAxis(s, now.table);
  }

  function summary() {
    const { s, now, values } = facts;
    const m = now.z.length;
    const { data, running } = now.history.at(-1);
    const moments = ({ mean, variance }) => ({ m: fmt(mean), v: fmt(variance) });
    const training = s.mode === "train";
    const key = special(s, now);
    return [
      ui.t(training ? "sumTrain" : "sumEval", { n: s.batches, size: m, ...moments(now.used) }),
      ui.t("sumOutputs", { m: fmt(now.outputMoments.mean), d: fmt(Math.sqrt(now.outputMoments.variance)) }),
      key ? ui.t(key, values) : null,
      s.odd !== 0 && m > 1
        ? ui.t("sumOdd", { d: fmt(s.odd), c: fmt(now.moved) })
        : null,
      ui.t("sumStream", { ...moments(data), rm: fmt(running.mean), rv: fmt(running.variance) }),
      axisText.textContent,
    ]
      .filter(Boolean)
      .join(" ");
  }

  return { draw, summary };
}

export default explorer({ name: "batch_norm", strings, schema, build });
