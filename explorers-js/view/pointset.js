// A set of points to edit in a plot. Mouse, pen, finger: press an empty place to add, drag to move.
// Keyboard: one grip stands on the chosen point. Arrows move it, PageUp and PageDown go from point to
// point, Enter adds one beside it, Space changes its class, Delete removes it.

import { attr, svg } from "./dom.js";
import { DraggablePoint } from "./handle.js";
import { clamp } from "./scale.js";

const REACH = 16; // px
const SNAP = 0.01;

export class EditablePoints {
  /**
   * Points are [x, y, class]. `change(points)` takes over an edited list; `added(shift)` is the class
   * of a new point; `label(k, points)` names a point for a screen reader.
   */
  constructor(plot, { label, added, change }) {
    this.plot = plot;
    this.options = { label, added, change };
    this.points = null;
    this.chosen = 0;
    this.handle = new DraggablePoint(plot, {
      label: "",
      kind: "point",
      shape: svg("circle", { class: "chosen", r: 10 }),
      snap: SNAP,
      onMove: (at) => this.#move(at),
    });
    this.node = this.handle.grip.node;
    this.node.style.pointerEvents = "none"; // the whole plane listens, not the grip
    this.node.addEventListener("keydown", (event) => this.#key(event));
    this.#listen(plot.svg);
  }

  #listen(plane) {
    let [held, moved] = [null, false];
    plane.addEventListener(
      "touchstart",
      (event) => {
        const { clientX, clientY } = event.touches[0];
        if (this.#near({ clientX, clientY }) >= 0) event.preventDefault(); // drag, don't scroll
      },
      { passive: false },
    );
    plane.addEventListener("pointerdown", (event) => {
      moved = false;
      const near = event.button === 0 ? this.#near(event) : -1;
      if (near < 0) return;
      held = event.pointerId;
      moved = true; // the click that follows adds nothing
      plane.setPointerCapture(held);
      this.#choose(near);
      event.preventDefault();
    });
    plane.addEventListener("pointermove", (event) => {
      if (event.pointerId === held) this.#move(this.plot.locate(event));
    });
    for (const end of ["pointerup", "pointercancel"]) plane.addEventListener(end, () => (held = null));
    plane.addEventListener("click", (event) => {
      if (this.points && !moved) this.#add(this.plot.locate(event), event.shiftKey);
    });
  }

  #near(event) {
    if (!this.points) return -1;
    const frame = this.plot.svg.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const far = ([x, y]) => Math.hypot(this.plot.x(x) - px, this.plot.y(y) - py);
    const distances = this.points.map(far);
    const near = distances.indexOf(Math.min(...distances));
    return distances[near] <= REACH ? near : -1;
  }

  #choose(k) {
    this.chosen = k;
    this.draw(this.points);
    this.node.focus({ preventScroll: true });
  }

  #add([x, y], shift) {
    const round = (v) => Number((Math.round(v / SNAP) * SNAP).toFixed(6)) + 0;
    this.chosen = this.points.length;
    this.options.change([...this.points, [round(x), round(y), this.options.added(shift)]]);
    this.node.focus({ preventScroll: true });
  }

  #replace(point) {
    this.options.change(this.points.map((old, k) => (k === this.chosen ? point : old)));
  }

  #move([x, y]) {
    const round = (v) => Number((Math.round(v / SNAP) * SNAP).toFixed(6)) + 0;
    this.#replace([round(x), round(y), this.points[this.chosen][2]]);
  }

  remove() {
    this.options.change(this.points.filter((_, k) => k !== this.chosen));
  }

  #key(event) {
    const { chosen, points } = this;
    const n = points.length;
    const [x, y, label] = points[chosen];
    const actions = {
      PageDown: () => this.#choose((chosen + 1) % n),
      PageUp: () => this.#choose((chosen + n - 1) % n),
      Enter: () => this.#add([clamp(x + 0.2, ...this.plot.domain.x), y], event.shiftKey),
      " ": () => this.#replace([x, y, 1 - label]),
      Delete: () => this.remove(),
      Backspace: () => this.remove(),
    };
    if (!actions[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    actions[event.key]();
    event.preventDefault();
    event.stopPropagation();
  }

  /** Show the grip on the chosen point; null: nothing can be edited. */
  draw(points) {
    this.points = points;
    this.handle.grip.show(points !== null);
    this.node.setAttribute("tabindex", points ? 0 : -1);
    this.plot.svg.style.cursor = points ? "crosshair" : "";
    if (!points) return;
    this.chosen = Math.min(this.chosen, points.length - 1);
    this.handle.draw(points[this.chosen]);
    attr(this.node, { "aria-label": this.options.label(this.chosen, points) });
  }
}
