// The equations of an optimizer with the numbers of one step filled in. dlcore.optimizers.

const rest = (share) => Number((1 - share).toFixed(6));
const both = (value) => [value(0), value(1)];

// An equation says of the coordinate i what it `gives`, by which `rule`, its `value` and its `text`, the rule
// with the numbers filled in. g is the gradient, `old` what the optimizer kept before the step number t.
const equation = (gives, rule, value, text) => ({ gives, rule, value, text });

const gradient = ({ g }) => equation("g", "", (i) => g[i]);

/** α times the velocity less η times the gradient. */
const pulled = (gives, { g, lr, alpha, num, par }, v) =>
  equation(gives, "αv − ηg", (i) => alpha * v(i) - lr * g[i], (i) => `${num(alpha)}·${par(v(i))} − ${num(lr)}·${par(g[i])}`); // prettier-ignore

/** The running mean of the gradient, or of its square. */
const mean = ({ g, num, par }, gives, symbol, share, old, power = 1) => {
  const square = power === 2 ? "²" : "";
  const value = (i) => share * old[i] + (1 - share) * g[i] ** power;
  return equation(gives, `${symbol}${gives} + (1 − ${symbol})g${square}`, value, (i) => `${num(share)}·${par(old[i])} + ${num(rest(share))}·${par(g[i])}${square}`);
};

const corrected = ({ t, num, par }, of, symbol, share) => {
  const part = 1 - share ** t;
  return equation(`${of.gives}\u0302`, `${of.gives}/(1 − ${symbol}ᵗ)`, (i) => of.value(i) / part, (i) => `${par(of.value(i))}/${num(part)}`); // prettier-ignore
};

/** −η times one over the root of another. */
const divided = ({ lr, eps, num, par }, top, below) =>
  equation(
    "Δ",
    `−η${top.gives}/(√${below.gives} + ε)`,
    (i) => (-lr * top.value(i)) / (Math.sqrt(below.value(i)) + eps),
    (i) => `−${num(lr)}·${par(top.value(i))}/(√${num(below.value(i))} + ε)`,
  );

const rms = (given) => mean(given, "h", "ρ", given.rho, given.old[0], 2);

function adam(given, ahead) {
  const { beta1, beta2, old } = given;
  const m = mean(given, "m", "β₁", beta1, old[0]);
  const v = mean(given, "v", "β₂", beta2, old[1], 2);
  const [mHat, vHat] = [ahead?.(m) ?? corrected(given, m, "β₁", beta1), corrected(given, v, "β₂", beta2)];
  return [m, v, mHat, vHat, divided(given, mHat, vHat)];
}

const EQUATIONS = {
  SGD: ({ g, lr, num, par }) => [equation("Δ", "−ηg", (i) => -lr * g[i], (i) => `−${num(lr)}·${par(g[i])}`)], // prettier-ignore

  Momentum(given) {
    const v = pulled("v", given, (i) => given.old[0][i]);
    return [v, equation("Δ", "v", v.value)];
  },

  Nesterov(given) {
    const v = pulled("v", given, (i) => given.old[0][i]);
    return [v, pulled("Δ", given, v.value)];
  },

  AdaGrad(given) {
    const { g, old, num, par } = given;
    const h = equation("h", "h + g²", (i) => old[0][i] + g[i] ** 2, (i) => `${num(old[0][i])} + ${par(g[i])}²`); // prettier-ignore
    return [h, divided(given, gradient(given), h)];
  },

  RMSProp(given) {
    const h = rms(given);
    return [h, divided(given, gradient(given), h)];
  },

  AdaDelta(given) {
    const { g, lr, eps, old, num, par } = given;
    const h = rms(given);
    const s = (i) => old[1][i];
    const d = equation(
      "d",
      "g·√((s + ε)/(h + ε))",
      (i) => g[i] * Math.sqrt((s(i) + eps) / (h.value(i) + eps)),
      (i) => `${par(g[i])}·√((${num(s(i))} + ε)/(${num(h.value(i))} + ε))`,
    );
    return [h, d, equation("Δ", "−ηd", (i) => -lr * d.value(i), (i) => `−${num(lr)}·${par(d.value(i))}`)]; // prettier-ignore
  },

  Adam: (given) => adam(given),

  Nadam: (given) =>
    adam(given, (m) => {
      const { g, t, beta1, num, par } = given;
      const [next, now] = [1 - beta1 ** (t + 1), 1 - beta1 ** t];
      return equation(
        "m\u0302",
        "β₁m/(1 − β₁ᵗ⁺¹) + (1 − β₁)g/(1 − β₁ᵗ)",
        (i) => (beta1 * m.value(i)) / next + ((1 - beta1) * g[i]) / now,
        (i) => `${num(beta1)}·${par(m.value(i))}/${num(next)} + ${num(rest(beta1))}·${par(g[i])}/${num(now)}`,
      );
    }),

  AdamW(given) {
    const { lr, weightDecay, from, num, par } = given;
    const lines = adam(given);
    const last = lines.pop();
    const decayed = equation(
      "Δ",
      `−ηλw − ${last.rule.slice(1)}`,
      (i) => last.value(i) - lr * weightDecay * from[i],
      (i) => `−${num(lr)}·${num(weightDecay)}·${par(from[i])} − ${last.text(i).slice(1)}`,
    );
    return [...lines, decayed];
  },
};

/** What of a step comes from the past: the velocity kept, or the mean of the gradients where there is one. */
function past(name, { lr, alpha, old }, found) {
  if (name === "Momentum") return ["αv", (i) => alpha * old[0][i]];
  if (name === "Nesterov") return ["αv", (i) => alpha * found[0].value(i)];
  const average = found.find(({ gives }) => gives === "m\u0302");
  return average && ["−ηm\u0302", (i) => -lr * average.value(i)];
}

/**
 * What happened in a step that `stepInFull` saw, number `t` of the optimizer called `name`: { lines, past }. A line
 * has what it `gives`, by which `rule`, and of both coordinates its `values` and `texts`, in which `write` writes
 * the numbers; `past` is { name, by }, what of the step comes from earlier ones, or null.
 */
export function equations(name, optimizer, { from, gradient: g, before: old }, t, write) {
  const par = (value) => (value < 0 ? `(${write(value)})` : write(value));
  const given = { ...optimizer, g, old, from, t, num: write, par };
  const found = EQUATIONS[name](given);
  const lines = [gradient(given), ...found].map(({ gives, rule, value, text }) => ({
    gives,
    rule,
    values: both(value),
    texts: both((i) => write(value(i)) + (text ? ` = ${text(i)}` : "")),
  }));
  const [symbol, value] = past(name, given, found) ?? [];
  return { lines, past: value ? { name: symbol, by: both(value) } : null };
}
