// The graph as a picture: values above the nodes, derivatives below them.

import { h, svg } from "../../kit.js";
import { num as exact, symbol } from "./work.js";
import { edgeNumber } from "./tape.js";

const NARROW = 520; // px below which the graph runs from top to bottom
const TALL = 452; // its height then
const ROW = 52; // room for a node with both its numbers, where the graph runs from left to right
const BOX = 11; // half the height of a node
const BEND = 52;
const NEAR = 0.4; // where an arrow has its tip: nearer to the parent, where arrows to one node are apart

const num = (v) => exact(v, 2);

export class GraphView {
  /** `pick(i)` says which input the reader has pressed. */
  constructor(ui, pick) {
    this.ui = ui;
    this.pick = pick;
    this.width = 0;
    this.body = svg("g");
    this.svg = svg("svg", { role: "img", "aria-label": ui.t("picture") }, this.body);
    this.element = h("div", { class: "plot graph" }, this.svg);
    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === this.width || !contentRect.width) return;
      this.width = contentRect.width;
      ui.invalidate();
    });
    observer.observe(this.element);
    ui.onRemove(() => observer.disconnect());
  }

  #place({ places }) {
    const { width } = this;
    const { rem } = this.ui;
    const tall = (this.tall = width < NARROW * rem);
    const [levels, most] = [0, 1].map((k) => 1 + Math.max(...places.map((place) => place[k])));
    const height = (tall ? TALL : ROW * Math.max(4, most)) * rem;
    const [long, across] = tall ? [height, width] : [width, height];
    const step = Math.min(across / most, 96 * rem);
    this.room = tall ? step : long / levels; // how wide a node may be
    const start = (across - (most - 1) * step) / 2;
    this.svg.setAttribute("width", width);
    this.svg.setAttribute("height", height);
    return places.map(([level, place]) => {
      const [along, beside] = [((level + 0.5) * long) / levels, start + place * step];
      return tall ? [beside, along] : [along, beside];
    });
  }

  #edge(now, at, i, j) {
    const { nodes, places, active, back, s, arrived } = now;
    const from = nodes[i].of[j];
    const [[x0, y0], [x1, y1]] = [at[from], at[i]];
    const long = Math.hypot(x1 - x0, y1 - y0);
    const before = nodes[i].of.slice(0, j).filter((other) => other === from).length;
    const past = places[from][1] === places[i][1] && places[i][0] - places[from][0] > 1;
    const bend = (before ? 1 : past ? -1 : 0) * BEND * this.ui.rem;
    const [mx, my] = [(x0 + x1) / 2 - (bend * (y1 - y0)) / long, (y0 + y1) / 2 + (bend * (x1 - x0)) / long];
    const on = i === active;
    const isCut = edgeNumber(nodes, i, j) === s.cut;
    const { colors } = this.ui;
    const stroke = isCut ? colors.bad : !on ? colors.line : back ? colors.one : colors.zero;
    const line = svg("path", { class: `edge ${on ? "on" : ""} ${isCut ? "cut" : ""}`, stroke, d: `M${x0},${y0}Q${mx},${my} ${x1},${y1}` });

    const along = (a, m, b) => (1 - NEAR) ** 2 * a + 2 * NEAR * (1 - NEAR) * m + NEAR ** 2 * b;
    const [ax, ay] = [along(x0, mx, x1), along(y0, my, y1)];
    const turn = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI + (on && back ? 180 : 0);
    const tip = svg("path", { class: `tip ${on ? (back ? "back" : "ahead") : ""}`, d: "M-4,-4L5,0L-4,4Z", transform: `translate(${ax},${ay}) rotate(${turn})` });
    const sent = on && back ? arrived[from].find((part) => part.from === i && part.j === j) : null;
    const text = isCut ? "✂" : sent && this.room > 50 * this.ui.rem ? num(sent.part) : "";
    return [line, tip, text && svg("text", { class: `sent ${isCut ? "cut" : ""}`, x: ax + (this.tall ? 7 : 0), y: ay + (this.tall ? 4 : -7), "text-anchor": this.tall ? "start" : "middle" }, text)].filter(Boolean);
  }

  #node(now, [x, y], i, chosen) {
    const { nodes, values, ops, n, active, arrived, grad, inputs, whole, back } = now;
    const node = nodes[i];
    const { rem } = this.ui;
    const full = `${node.called}: ${symbol(node)}`;
    const wide = (text) => 2 * Math.max(14, 3.4 * text.length + 5) * rem;
    const words = node.op && wide(full) < this.room ? full : node.called;
    const half = wide(words) / 2;
    const seen = !node.op || ops.indexOf(i) < n;
    const input = inputs.find((each) => each.i === i);
    const reached = arrived[i].length > 0 || (i === nodes.length - 1 && back > 0);
    const box = svg("rect", { x: -half, y: -BOX * rem, width: 2 * half, height: 2 * BOX * rem, rx: 7 });
    const name = svg("text", { class: "name", y: 4 * rem, "text-anchor": "middle" }, words);
    const parts = [box, name];
    // Beside the node where arrows run up and down and there is room, above and below it elsewhere.
    const beside = this.tall && this.room > 80 * rem;
    const place = (above) => (beside ? { x: half + 5, y: (above ? -2 : 11) * rem } : { y: (above ? -BOX - 4 : BOX + 13) * rem, "text-anchor": "middle" });
    if (seen) parts.push(svg("text", { class: "value", ...place(true) }, Number.isFinite(values[i]) ? num(values[i]) : "?"));
    const bad = whole && input && !input.ok;
    if (reached) parts.push(svg("text", { class: `grad ${bad ? "wrong" : ""}`, ...place(false) }, num(grad[i]) + (bad ? " ✗" : "")));
    const kind = `node ${input ? "input" : ""} ${i === active ? (back ? "back" : "ahead") : ""} ${seen ? "" : "waiting"} ${input && i === chosen ? "picked" : ""}`;
    const group = svg("g", { class: kind, transform: `translate(${x},${y})` }, ...parts);
    if (input) group.addEventListener("click", () => this.pick(inputs.indexOf(input)));
    return group;
  }

  draw(now, chosen) {
    if (!this.width) return;
    const at = this.#place(now);
    const lines = now.edges.flatMap(([i, j]) => this.#edge(now, at, i, j));
    const sent = lines.filter((node) => node.tagName === "text");
    const nodes = now.nodes.map((_, i) => this.#node(now, at[i], i, chosen));
    this.body.replaceChildren(...lines.filter((node) => node.tagName !== "text"), ...nodes, ...sent);
  }
}

export const style = `
.graph .edge { fill: none; stroke-width: 1.75; } .graph .edge.on { stroke-width: 2.5; }
.graph .tip { fill: var(--muted); }
.graph .tip.back { fill: var(--one); }
.graph .tip.ahead { fill: var(--zero); }
.graph .edge.cut { stroke-dasharray: 3 5; }
.graph .node rect { fill: var(--surface); stroke: var(--muted); stroke-width: 1.25; }
.graph .node.input { cursor: pointer; } .graph .node.input rect { fill: var(--panel); }
.graph .node.picked rect { stroke: var(--accent); stroke-width: 2.5; }
.graph .node.waiting rect { stroke-dasharray: 3 3; }
.graph .node.back rect { stroke: var(--one); stroke-width: 3; } .graph .node.ahead rect { stroke: var(--zero); stroke-width: 3; }
.graph text { font-size: .75rem; }
.graph :is(.value, .grad, .sent) { paint-order: stroke; stroke: var(--panel); stroke-width: 3.5px; stroke-linejoin: round; }
.graph .value { fill: var(--zero); } .graph :is(.grad, .sent) { fill: var(--one); }
.graph .sent { font-weight: 700; } .graph .grad.wrong { fill: var(--bad); font-weight: 700; }
.working { min-height: 4.6em; } .working p:first-child { font-weight: 600; }
.steps :is(td, thead th) { white-space: normal; overflow-wrap: anywhere; text-align: start; } .steps th { vertical-align: top; }
.expression { display: grid; gap: 2px; } .expression label { color: var(--muted); }
.expression input { min-height: 2rem; padding: 2px 6px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); font-family: ui-monospace, monospace; width: 100%; }
.expression input[aria-invalid="true"] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
`;
