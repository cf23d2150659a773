// What is known of descent on a quadratic whose curvatures lie between μ and L (Polyak 1964).

/** Rates beyond which an optimizer diverges. */
export const divergence = {
  SGD: { text: "2/L", rate: (L) => 2 / L },
  Momentum: { text: "2(1+α)/L", rate: (L, alpha) => (2 * (1 + alpha)) / L },
  Nesterov: { text: "2(1+α)/((1+2α)L)", rate: (L, alpha) => (2 * (1 + alpha)) / ((1 + 2 * alpha) * L) },
};

/** The rate and the α with which momentum shrinks the worse of both curvatures by the least factor, which is √α. */
export function bestMomentum([mu, L]) {
  const [a, b] = [Math.sqrt(mu), Math.sqrt(L)];
  return [4 / (a + b) ** 2, ((b - a) / (b + a)) ** 2];
}
