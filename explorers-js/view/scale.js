// Linear and logarithmic scales, and how numbers are written.

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** Maps domain [d0, d1] to range [r0, r1]; `.invert` maps back. */
export function linear([d0, d1], [r0, r1]) {
  const scale = (value) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
  scale.invert = (place) => d0 + ((place - r0) / (r1 - r0)) * (d1 - d0);
  return scale;
}

/** As `linear`, equal steps for equal ratios; both ends of the domain are positive. */
export function logarithmic([d0, d1], range) {
  const inner = linear([Math.log10(d0), Math.log10(d1)], range);
  const scale = (value) => inner(Math.log10(value));
  scale.invert = (place) => 10 ** inner.invert(place);
  return scale;
}

/** The next round number of three digits above (direction 1) or below (−1) a positive value. */
export function nudge(value, direction) {
  const beside = value * (1 + direction * 1e-9);
  const power = 10 ** Math.floor(Math.log10(beside));
  const mantissa = value / power;
  const step = beside < 2 * power ? 0.05 : beside < 5 * power ? 0.1 : 0.25;
  const count = direction > 0 ? Math.floor(mantissa / step + 1e-9) + 1 : Math.ceil(mantissa / step - 1e-9) - 1;
  return Number((count * step * power).toPrecision(3));
}

/** Round tick values (1, 2 or 5 times a power of ten), about `count` of them. */
export function ticks([low, high], count = 4) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const out = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
    out.push(Number((i * step).toPrecision(12)));
  return out;
}

/** A number for people: fixed digits, a true minus sign, never "−0.00". */
export function fmt(value, digits = 2) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** As short as it can be: at most `digits` decimals, no trailing zeros. */
export const short = (value, digits = 2) => String(Number(value.toFixed(digits)) + 0).replace("-", "−");

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const superscript = (n) => (n < 0 ? "⁻" : "") + [...String(Math.abs(n))].map((digit) => SUPERSCRIPTS[digit]).join("");

/** 10 to the power of a whole number, for the ticks of a logarithmic axis: 10⁻², 1, 10. */
export const decade = (power) => (power === 0 ? "1" : power === 1 ? "10" : `10${superscript(power)}`);

/** A positive number of any size in three digits: 0.0133, 2.5·10⁻⁹. */
export function significant(value) {
  const power = value > 0 ? Math.floor(Math.log10(value)) : 0;
  if (power >= -4 && power < 5) return String(Number(value.toPrecision(3)));
  return `${(value / 10 ** power).toFixed(1)}·10${superscript(power)}`;
}

/** The same of any sign. */
export const signed = (value) => (value < 0 ? "−" : "") + significant(Math.abs(value));
