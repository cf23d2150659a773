// Much work, a few milliseconds of every frame at a time.

import { same } from "./state.js";

/** Work that a generator does piece by piece. */
export class Piecewise {
  #key = null;
  #work;
  done = true;

  /** Go on with the generator `make()` gives for at most about `budget` ms, with a new one for another `key`; true once it has ended. */
  work(key, make, budget) {
    if (key !== this.#key) [this.#key, this.#work, this.done] = [key, make(), false];
    const end = performance.now() + budget;
    while (!this.done && performance.now() < end) ({ done: this.done, value: this.value } = this.#work.next());
    return this.done;
  }
}

/** What a generator makes of a state that changes: what is begun is ended before anything else, and so follows a drag that is faster. */
export class Following {
  #pieces = new Piecewise();
  #begun;
  latest = null;

  /** Go on with `make(s)` for about `budget` ms, the very first time to its end; true once `latest` is what it gives for `s`. */
  work(s, make, budget) {
    const end = performance.now() + budget;
    if (this.#pieces.done) this.#begun = s;
    while (this.#pieces.work(JSON.stringify(this.#begun), () => make(this.#begun), this.latest ? end - performance.now() : Infinity)) {
      this.latest = this.#pieces.value;
      if (same(this.#begun, s)) return true;
      this.#begun = s;
    }
    return false;
  }
}

function* each(values, compute) {
  for (let k = 0; k < values.length; k++) {
    values[k] = compute(k);
    yield;
  }
}

/** Many values. */
export class Sliced {
  #pieces = new Piecewise();

  constructor(count) {
    this.values = new Float64Array(count).fill(Infinity);
  }

  /** Go on with `compute(k)` for at most about `budget` ms, anew for another `key`; true once all are there. */
  work(key, compute, budget) {
    const { values } = this;
    return this.#pieces.work(key, () => each(values, compute), budget);
  }
}
