// Schedules: the learning rate of step i = 0, 1, … dlcore.schedules.

/** lr · factor^⌊i / every⌋. */
export const stepDecay = (lr, every, factor = 0.1) => (i) => lr * factor ** Math.floor(i / every);

/** final + (lr − final) (1 + cos(π i / nSteps)) / 2, then `final` (Loshchilov & Hutter 2017). */
export const cosineDecay =
  (lr, nSteps, final = 0) =>
  (i) =>
    final + ((lr - final) * (1 + Math.cos(Math.PI * Math.min(i / nSteps, 1)))) / 2;

/** Rise in a straight line over the first nSteps, then follow another schedule (or a rate, a number). */
export function warmup(nSteps, schedule) {
  const after = typeof schedule === "number" ? () => schedule : schedule;
  return (i) => (i < nSteps ? (after(0) * (i + 1)) / nSteps : after(i - nSteps));
}
