// What stands below the picture, one of three: the losses, why the next step, the map of steps.

import { LossPlot, clamp, h } from "../../kit.js";
import { Cells } from "./mapview.js";
import { MAX_STEPS } from "./model.js";
import { lossOf } from "./surface.js";
import { Reason } from "./whyview.js";

const SLICE = 4; // ms of a frame that the map may take

export class Below {
  #model;
  #views;

  /** `look(steps)` and `open(patch)`, a race of the map, say what the reader wants to see. */
  constructor(ui, model, { look, open }) {
    this.ui = ui;
    this.#model = model;
    this.#views = {
      losses: new LossPlot(ui, { label: ui.t("lossCurve"), stepLabel: ui.t("steps"), look }),
      why: new Reason(ui, (n) => look(clamp(ui.state.steps + n, 0, MAX_STEPS))),
      map: new Cells(ui, (map, cell) => open(model.open(ui.state, map, cell))),
    };
    this.element = h("div", {}, this.#views.losses.element);
  }

  /** Returns the map, where it is shown, as far as it is computed. */
  draw(now, look) {
    const { view } = now.s;
    const { element } = this.#views[view];
    if (this.element.firstChild !== element) this.element.replaceChildren(element);
    const map = view === "map" ? this.#model.map(now, SLICE) : null;
    if (view === "losses") this.#views.losses.draw(now, this.ui.t(`${lossOf(now.s)}Curve`), look);
    else this.#views[view].draw(map ?? now, look);
    return map;
  }
}
