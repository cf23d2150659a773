// The surface with all that can be dragged on it.

import {
  DraggablePoint, EndNames, Plot, SurfaceMap, attr, clamp, colorRamp, drawPaths, grip, h, label, polyline, rampColors, short, significant, svg,
} from "../../kit.js"; // prettier-ignore
import { AREA, LOWEST, RATIO, REACH } from "./model.js";
import { drawReason } from "./whyview.js";

const TURNER = 0.72 * REACH; // how far from the minimum the ravine is held to turn it
const FULL = 45; // degrees

export class Surface {
  /** `start(place)`, `turn(degrees)` and `race(place)` say what the reader did. */
  constructor(ui, { start, turn, race }) {
    this.ui = ui;
    this.map = new SurfaceMap();
    this.plot = new Plot(ui, {
      x: [-REACH, REACH],
      y: [-RATIO * REACH, RATIO * REACH],
      xLabel: "x",
      yLabel: "y",
      label: ui.t("plane"),
      tickCounts: [4, 3],
      aspect: (w) => ((w - 40) * RATIO + 38) / w, // equal scales along x and y
    });
    this.names = new EndNames(this.plot);
    const turnTo = (degrees) => turn(Math.round(clamp(degrees, 0, FULL)));
    this.turner = grip(
      this.plot,
      {
        label: ui.t("angle"),
        kind: "turner output",
        cue: "turn",
        onDrag: ([x, y]) => turnTo((Math.atan2(y, x) * 180) / Math.PI),
        onArrow: ([dx, dy], big) => turnTo(ui.state.angle + (dx + dy) * (big ? 15 : 1)),
      },
      svg("circle", { class: "knob", r: 6 }),
    );
    attr(this.turner.node, { "aria-valuemin": 0, "aria-valuemax": FULL });
    this.startTag = svg("text", { class: "tag", "aria-hidden": "true" });
    this.plot.marks.append(this.turner.node, this.startTag);
    this.start = new DraggablePoint(this.plot, {
      label: ui.t("start"),
      kind: "mover output",
      cue: "any",
      shape: svg("circle", { class: "knob", r: 7 }),
      bigStep: 0.5,
      onMove: start,
    });
    this.plot.svg.addEventListener("click", (event) => {
      if (!event.target.closest(".grip")) race(this.plot.locate(event).map((v) => Number(v.toFixed(2))));
    });
    this.ramp = colorRamp();
    this.title = h("p", { class: "panel-title" }, ui.t("plane"));
    this.element = h("div", { class: "surface stack" }, h("div", { class: "heading" }, this.title, this.ramp.element), this.plot.element);
    this.element.dataset.field = "surface kappa angle start";
  }

  draw({ s, surface, runners, reason }, look) {
    const { plot } = this;
    const area = AREA[s.surface];
    plot.setDomain([-area, area], [-RATIO * area, RATIO * area]);
    this.turner.show(s.surface === "ravine");
    if (!plot.width) return;
    plot.begin();
    this.#drawHeights(s, surface, look);
    if (s.surface === "ravine") this.#drawTurner(s, look);
    const ends = drawPaths(plot, runners, look);
    this.names.draw(reason ? [...ends, ...drawReason(plot, reason, look)] : ends, look);
    plot.end();
    this.start.draw(s.start);
    label(this.startTag, plot, s.start, this.ui.t("start"));
  }

  #drawHeights(s, surface, { colors, theme }) {
    const strength = theme === "dark" ? 0.3 : 0.22;
    const high = this.map.draw(this.plot, surface.f, {
      key: [s.surface, s.kappa, s.angle],
      lowest: LOWEST[s.surface],
      step: s.surface === "ravine" ? 0 : 0.125,
      color: colors.zero,
      line: colors.muted,
      strength,
    });
    const color = rampColors(colors.zero, 0, 1, strength);
    this.ramp.draw({ low: `${this.ui.t(lossOf(s))} 0`, high: significant(high), color: (share) => color(1 - share) });
  }

  #drawTurner({ angle }, { colors }) {
    const at = [Math.cos, Math.sin].map((f) => TURNER * f((angle * Math.PI) / 180));
    polyline(this.plot, [[0, 0], at], { color: colors.muted, width: 1.25, dash: [2, 4] });
    this.turner.place(at, angle, `${short(angle)}°`);
  }
}

/** The ravine's lowest loss is 0; of the others what lies above the lowest is shown. */
export const lossOf = ({ surface }) => (surface === "ravine" ? "loss" : "lossAbove");
