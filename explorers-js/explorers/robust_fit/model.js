// What robust_fit computes: a line through ten points and two that can be moved, best under three losses.

import { Huber, MeanAbsoluteError, MeanSquaredError, clamp, fitLine, matrix, oneOf, real } from "../../kit.js";

export const NAMES = ["mse", "mae", "huber"];
export const REACH = 10; // both coordinates lie between 0 and this
const X = [0.5, 1.5, 3, 4, 5, 6, 7, 8, 8.5, 9.5];
const T = [2.1, 3.3, 3.5, 4.9, 4.7, 5.9, 5.8, 7.1, 6.8, 8];
const ALONE = fitLine("mse", { x: X, t: T }); // the line of the ten that stay
const TOUCH = 1e-9; // an error below this is none: the point lies on the line
export const FIRST = X.length; // the number of point A; B is the next

export const schema = {
  loss: oneOf("loss", "mse", NAMES),
  delta: real("d", 1, { min: 0.1, max: 10 }),
  moved: matrix("p", [[9, 0.5], [2, 3.4]], { min: 0, max: REACH }), // prettier-ignore
};

const LOSSES = { mse: () => new MeanSquaredError(), mae: () => new MeanAbsoluteError(), huber: (delta) => new Huber({ delta }) };

/** A loss with its best line, and what each point's error e = ŷ − t means to it. */
function fit(name, data, delta) {
  const [loss, [w, b]] = [LOSSES[name](delta), fitLine(name, data, delta)];
  const errors = data.x.map((v, i) => w * v + b - data.t[i]).map((e) => (Math.abs(e) < TOUCH ? 0 : e));
  const [value, slope] = [(e) => loss.value(e, 0), (e) => loss.grad(e, 0)];
  return { name, w, b, value, slope, errors, values: errors.map(value), pulls: errors.map(slope) };
}

/** Everything that the figure shows of a state. The axes are the same for all three losses. */
export function at(s) {
  const data = { x: [...X, ...s.moved.map(([x]) => x)], t: [...T, ...s.moved.map(([, t]) => t)] };
  const fits = NAMES.map((name) => fit(name, data, s.delta));
  const most = (key) => Math.max(...fits.flatMap((each) => each[key].map(Math.abs)));
  return {
    s,
    ...data,
    fits,
    chosen: fits[NAMES.indexOf(s.loss)],
    alone: ALONE,
    far: Math.max(2, 2 * Math.ceil(0.55 * most("errors"))),
    high: 1.15 * Math.max(1, most("values")),
    steep: 1.25 * Math.max(1, most("pulls")),
  };
}

const STEP = 0.1;
const round = (t) => Number(clamp(t, 0, REACH).toFixed(1));

/** The height at which A is no outlier: on the line of the ten others. */
const home = ([[x]]) => round(ALONE[0] * x + ALONE[1]);

/** On which side of its home A is: above (1), below (−1) or on it (0). */
export const side = ({ moved }) => Math.sign(Number((moved[0][1] - home(moved)).toFixed(6)));

/** How many steps A is away from its home. */
export const away = ({ moved }) => Math.round(Math.abs(moved[0][1] - home(moved)) / STEP);

/** The patch that puts A so many steps above or below its home. */
export const put = ({ moved }, steps, where) => ({ moved: moved.with(0, [moved[0][0], round(home(moved) + where * steps * STEP)]) });

/** The question that makes sense now: while squared error has a point far off. */
export function question({ loss, moved, delta }) {
  const { chosen } = at({ loss, moved, delta });
  return loss === "mse" && Math.max(...chosen.errors.map(Math.abs)) > 3 ? "follows" : null;
}
