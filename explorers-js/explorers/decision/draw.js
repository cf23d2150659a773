// What decision draws: the points, the plane, the maps of the units, a tile for each seed.

import { HeatMap, drawAnswers, drawClasses, fmt, latticePoints, rampColors } from "../../kit.js";
import { COARSE, DOMAIN } from "./model.js";

export const FINE = 91; // lattice points along a side of the plane at rest
const SMALL = 25; // and of a tile
const lattices = new Map([FINE, SMALL].map((n) => [n, latticePoints(DOMAIN, n)]));
const surface = new HeatMap();

/** What every layer gives on an n × n lattice. */
const outputsOf = (run, n) => (n === COARSE ? run.coarse : run.outputs(lattices.get(n), n * n));

/** Paint what each hidden unit computes; gives, layer by layer, which are dead, and their ranges. */
export function drawMaps(ui, maps, run) {
  const dead = run.dead();
  const ranges = dead.map((column, l) => {
    const name = (u) => ui.t(column[u] ? "unitDead" : "unit", { layer: l + 1, unit: u + 1 });
    return maps.paint(l, run.coarse[run.hidden[l]], COARSE, column, name);
  });
  return { dead, ranges };
}

const answersOf = (run, outputs, n) => ({ outputs: outputs.at(-1), n, probability: run.probability, middle: run.middle });

/** The output with its boundary and the points, or the hidden unit `units.shown` enlarged. */
export function drawPlane(ui, plane, run, n, units) {
  const outputs = outputsOf(run, n);
  const sets = [[run.sets[1], 1.9], [run.sets[0], 4]].filter(([set]) => set); // prettier-ignore
  plane.begin();
  if (units?.shown) {
    const { layer, unit } = units.shown;
    const values = outputs[run.hidden[layer]];
    const ramp = rampColors(ui.colors.ink, ...units.ranges[layer][unit], 0.6);
    surface.paint(n, (k) => values[k * units.dead[layer].length + unit], ramp);
    surface.drawOn(plane.ctx, plane.box);
    for (const [set, r] of sets) drawClasses(plane, set, r, ui.colors);
  } else drawAnswers(plane, answersOf(run, outputs, n), sets, ui.colors);
  plane.end();
}

/** The output and the training points of a run, small. */
export function drawTile(plot, run, colors) {
  drawAnswers(plot, answersOf(run, outputsOf(run, SMALL), SMALL), [[run.sets[0], 2.5]], colors);
}

/** What the title says of it. */
export function titleOf(ui, { shown, dead, ranges }) {
  if (!shown) return ui.t("plane");
  const { layer, unit } = shown;
  const [low, high] = ranges[layer][unit].map((value) => fmt(value));
  return ui.t(dead[layer][unit] ? "unitDead" : "unitPlane", { layer: layer + 1, unit: unit + 1, low, high });
}
