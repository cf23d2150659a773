// Many values, a few milliseconds of every frame at a time.

export class Sliced {
  #key = null;
  #next = 0;

  constructor(count) {
    this.values = new Float64Array(count).fill(Infinity);
  }

  /** Go on with `compute(k)` for at most about `budget` ms, anew for another `key`; true once all are there. */
  work(key, compute, budget) {
    if (key !== this.#key) [this.#key, this.#next] = [key, 0];
    const end = performance.now() + budget;
    while (this.#next < this.values.length) {
      if (performance.now() >= end) return false;
      this.values[this.#next] = compute(this.#next);
      this.#next++;
    }
    return true;
  }
}
