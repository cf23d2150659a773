// The complementary error function, 1 − erf(x) = P(|Z| > x√2) of a standard normal Z, to about 1e-15.

/** Near 0 the series of erf, whose terms are all positive; further out a continued fraction. */
export function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  const bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let [term, sum] = [2 * x, 0];
    for (let k = 1; sum + term !== sum; k++) {
      sum += term;
      term *= (2 * x * x) / (2 * k + 1);
    }
    return 1 - bell * sum;
  }
  let fraction = x;
  for (let k = 50; k > 0; k--) fraction = x + k / 2 / fraction;
  return bell / fraction;
}
