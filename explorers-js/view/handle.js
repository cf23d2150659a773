// Things to drag in a plot: by mouse, finger or pen, and by the arrow keys (Shift: bigger steps).

import { attr, svg } from "./dom.js";
import { clipLine, projectOnLine } from "./geometry.js";
import { clamp, fmt } from "./scale.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

// Arrowheads around a grip that say where it can be dragged, until the reader has dragged anything.
const CUES = {
  any: "M-17,-4L-21,0L-17,4M17,-4L21,0L17,4M-4,-17L0,-21L4,-17M-4,17L0,21L4,17",
  across: "M-17,-5L-22,0L-17,5M17,-5L22,0L17,5",
  along: "M-5,-17L0,-22L5,-17M-5,17L0,22L5,17",
  turn: "M10,-15A18,18 0 0 1 18,-2M13,-4L18,-2L20,-7M-10,15A18,18 0 0 1 -18,2M-13,4L-18,2L-20,7",
};

/**
 * A focusable group that reports where the pointer drags it and which arrow keys are pressed.
 * `cue` ("any", "across", "along" or "turn") shows that it can be dragged.
 */
export function grip(plot, { label, kind, cue, onDrag, onArrow }, ...shape) {
  const { ui } = plot;
  ui.cues ??= [];
  const understood = () => ui.cues.splice(0).forEach((arrows) => arrows.remove());
  const arrows = cue && svg("path", { class: "cue", d: CUES[cue], "aria-hidden": "true" });
  if (arrows) ui.cues.push(arrows);
  const node = svg(
    "g",
    { class: `grip ${kind}`, tabindex: 0, role: "slider", "aria-label": label },
    svg("circle", { class: "reach", r: 20 }),
    svg("circle", { class: "ring", r: 14 }),
    arrows,
    ...shape,
  );
  // The page must not scroll under a dragging finger; `touch-action` is not heeded on SVG groups.
  node.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  let held = null;
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = event.pointerId;
    node.setPointerCapture(held);
    node.focus({ preventScroll: true });
    node.classList.add("held");
    event.preventDefault();
  });
  node.addEventListener("pointermove", (event) => {
    if (event.pointerId !== held) return;
    understood();
    onDrag(plot.locate(event));
  });
  const release = () => {
    held = null;
    node.classList.remove("held");
  };
  node.addEventListener("pointerup", release);
  node.addEventListener("pointercancel", release);
  node.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
    understood();
    onArrow(arrow, event.shiftKey);
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    node,
    place([x, y], now, text) {
      if (!plot.width) return; // not measured yet
      node.setAttribute("transform", `translate(${plot.x(x).toFixed(2)},${plot.y(y).toFixed(2)})`);
      attr(node, { "aria-valuenow": now.toFixed(2), "aria-valuetext": text });
    },
    show(visible) {
      node.toggleAttribute("hidden", !visible);
    },
  };
}

const snapTo = (value, step) => Math.round(value / step) * step;

/** A point that can be dragged; coordinates are rounded to `snap`. */
export class DraggablePoint {
  constructor(plot, { label, kind, cue, shape, snap = 0.05, bigStep = 0.25, onMove }) {
    const { x, y } = plot.domain;
    const move = (px, py) =>
      onMove([
        Number(clamp(snapTo(px, snap), ...x).toFixed(6)),
        Number(clamp(snapTo(py, snap), ...y).toFixed(6)),
      ]);
    this.at = [0, 0];
    this.grip = grip(
      plot,
      {
        label,
        kind,
        cue,
        onDrag: ([px, py]) => move(px, py),
        onArrow: ([dx, dy], big) => {
          const step = big ? bigStep : snap;
          move(this.at[0] + dx * step, this.at[1] + dy * step);
        },
      },
      shape,
    );
    attr(this.grip.node, { "aria-valuemin": x[0], "aria-valuemax": x[1] });
    plot.marks.append(this.grip.node);
  }

  draw(at) {
    this.at = at;
    this.grip.place(at, at[0], `(${fmt(at[0])}, ${fmt(at[1])})`);
  }
}

/**
 * The line w₁x + w₂y + b = 0 with two grips: one moves it, one turns it about the first.
 * An arrow at the first shows the side on which w₁x + w₂y + b > 0. `rest` says how far along the
 * visible part of the line, from left to right, the first grip lies at the start.
 */
export class DraggableLine {
  constructor(plot, { kind, name, moveLabel, turnLabel, cue, rest = 0.5, step = 0.05, bigStep = 0.25, onChange }) {
    this.plot = plot;
    this.onChange = onChange;
    this.anchor = null;
    this.turnSide = 1;
    this.rest = rest;
    this.line = svg("line", { class: `wire ${kind}`, "aria-hidden": "true" });
    this.tag = svg("text", { class: "tag", "aria-hidden": "true" }, name);
    this.arrow = svg("path", { class: `arrow ${kind}`, d: "M0,0H20M15,-4.5L21,0L15,4.5" });
    this.mover = grip(
      plot,
      {
        label: moveLabel,
        kind: `mover ${kind}`,
        cue: cue && "any",
        onDrag: (at) => this.#moveTo(at),
        onArrow: ([dx, dy], big) => {
          const d = big ? bigStep : step;
          this.#moveTo([this.anchor[0] + dx * d, this.anchor[1] + dy * d]);
        },
      },
      this.arrow,
      svg("circle", { class: "knob", r: 7 }),
    );
    this.turner = grip(
      plot,
      {
        label: turnLabel,
        kind: `turner ${kind}`,
        cue: cue && "turn",
        onDrag: (at) => this.#turnTo(at),
        onArrow: ([dx, dy], big) => this.#turnBy((dy - dx) * (big ? 15 : 3)),
      },
      svg("circle", { class: "knob", r: 5.5 }),
    );
    const { x } = plot.domain;
    attr(this.mover.node, { "aria-valuemin": x[0], "aria-valuemax": x[1] });
    attr(this.turner.node, { "aria-valuemin": -180, "aria-valuemax": 180 });
    this.group = svg("g", {}, this.line, this.tag, this.turner.node, this.mover.node);
    plot.marks.append(this.group);
  }

  fade(opacity) {
    this.group.style.opacity = opacity;
  }

  /** Forget where the grips have been dragged: what else moves the line shall always put them alike. */
  release() {
    this.anchor = null;
    this.turnSide = 1;
  }

  #change(w1, w2, anchor) {
    this.anchor = anchor;
    const round = (value) => Number(value.toFixed(3)) + 0;
    this.onChange([round(w1), round(w2), round(-(w1 * anchor[0] + w2 * anchor[1]))]);
  }

  #moveTo([x, y]) {
    const { domain } = this.plot;
    this.#change(this.weights[0], this.weights[1], [clamp(x, ...domain.x), clamp(y, ...domain.y)]);
  }

  #turnTo([x, y]) {
    const [dx, dy] = [(x - this.anchor[0]) * this.turnSide, (y - this.anchor[1]) * this.turnSide];
    const distance = Math.hypot(dx, dy);
    if (distance < 1e-6) return;
    const size = Math.hypot(this.weights[0], this.weights[1]);
    this.#change((dy / distance) * size, (-dx / distance) * size, this.anchor);
  }

  #turnBy(degrees) {
    const [w1, w2] = this.weights;
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    this.#change(c * w1 - s * w2, s * w1 + c * w2, this.anchor);
  }

  /** `taken`: where names of points stand (what `label` returns), which the line's name keeps clear of. */
  draw(weights, taken = []) {
    this.weights = weights;
    const { plot } = this;
    const { x, y } = plot.domain;
    const [w1, w2] = weights;
    const size = Math.hypot(w1, w2);
    const exists = size > 1e-9;
    for (const part of [this.mover, this.turner]) part.show(exists);
    const ends = clipLine(weights, x, y);
    for (const part of [this.line, this.tag]) part.toggleAttribute("hidden", !ends);
    if (!exists) return;
    if (ends) {
      const [[x1, y1], [x2, y2]] = ends;
      attr(this.line, { x1: plot.x(x1), y1: plot.y(y1), x2: plot.x(x2), y2: plot.y(y2) });
      this.#placeTag(x1 > x2 ? ends : [ends[1], ends[0]], taken);
    }
    this.anchor = this.#nearAnchor(weights, ends);
    const [dx, dy] = [-w2 / size, w1 / size];
    const reach = 0.27 * (x[1] - x[0]);
    const at = (side) => [this.anchor[0] + side * reach * dx, this.anchor[1] + side * reach * dy];
    const within = ([px, py]) => px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
    if (!within(at(this.turnSide)) && within(at(-this.turnSide))) this.turnSide *= -1;
    const turn = at(this.turnSide);
    const angle = (Math.atan2(w2, w1) * 180) / Math.PI;
    this.mover.place(this.anchor, this.anchor[0], `(${fmt(this.anchor[0])}, ${fmt(this.anchor[1])})`);
    this.turner.place([clamp(turn[0], ...x), clamp(turn[1], ...y)], angle, `${fmt(angle, 0)}°`);
    this.arrow.setAttribute("transform", `rotate(${-angle})`);
  }

  /** The name stands beside the line, a little inside its right end or, where a point's name is in the way, elsewhere. */
  #placeTag([[x1, y1], [x2, y2]], taken) {
    const { plot } = this;
    const [right, left] = [[plot.x(x1), plot.y(y1)], [plot.x(x2), plot.y(y2)]];
    const [dx, dy] = [left[0] - right[0], left[1] - right[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [u, v] = [dx / length, dy / length];
    const { x0, x1: edge, y0, y1: bottom } = plot.box;
    const spot = ([px, py], along, across) => ({
      x: clamp(px + 18 * along * u - across * v, x0 + 12, edge - 12),
      y: clamp(py + 18 * along * v + across * u + 4, y0 + 16, bottom - 8),
    });
    const spots = [spot(right, 1, 12), spot(right, 1, -12), spot(left, -1, 12), spot(left, -1, -12)];
    const clear = (at) => taken.every((name) => Math.abs(name.x - at.x) > name.width / 2 + 12 || Math.abs(name.y - at.y) > 15 * plot.ui.rem);
    attr(this.tag, { ...(spots.find(clear) ?? spots[0]), "text-anchor": "middle" });
  }

  /** The grip stays where it was if the line still passes there, else slides along with the line. */
  #nearAnchor(weights, ends) {
    const { x, y } = this.plot.domain;
    const inside = ([px, py]) => px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
    if (this.anchor) {
      const near = projectOnLine(weights, this.anchor);
      const still = Math.hypot(near[0] - this.anchor[0], near[1] - this.anchor[1]) < 1e-9;
      if (inside(near)) return still ? this.anchor : near;
    }
    if (ends) {
      const [a, b] = ends[0][0] < ends[1][0] ? ends : [ends[1], ends[0]];
      return [0, 1].map((i) => a[i] + this.rest * (b[i] - a[i]));
    }
    const [px, py] = projectOnLine(weights, this.anchor ?? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2]);
    return [clamp(px, ...x), clamp(py, ...y)];
  }
}
