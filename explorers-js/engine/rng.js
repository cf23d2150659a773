// NumPy's default_rng(seed), bit for bit (normals: to the last digit or two): SeedSequence feeds PCG64
// (O'Neill 2014, XSL-RR 128/64).

import { TAIL, ZIGGURAT } from "./ziggurat.js";

// 128-bit numbers are eight limbs of 16 bits, the lowest first: their products and sums are exact in float64.
const MULTIPLIER = [0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360];

/** The eight 32-bit words that SeedSequence(seed).generate_state(8) gives. */
function seedWords(seed) {
  let entropy = BigInt(seed);
  if (entropy < 0n) throw new RangeError(`seed must be 0 or more, got ${seed}`);
  const words = [];
  do {
    words.push(Number(entropy & 0xffffffffn));
    entropy >>= 32n;
  } while (entropy > 0n);

  let hashConst = 0x43b0d7e5;
  const hash = (value) => {
    value = (value ^ hashConst) >>> 0;
    hashConst = Math.imul(hashConst, 0x931e8875) >>> 0;
    value = Math.imul(value, hashConst) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const mix = (x, y) => {
    const r = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
    return (r ^ (r >>> 16)) >>> 0;
  };

  const pool = [];
  for (let i = 0; i < 4; i++) pool.push(hash(words[i] ?? 0));
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++)
      if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  for (let from = 4; from < words.length; from++)
    for (let to = 0; to < 4; to++) pool[to] = mix(pool[to], hash(words[from]));

  let outConst = 0x8b51f9dd;
  const out = [];
  for (let i = 0; i < 8; i++) {
    let value = (pool[i % 4] ^ outConst) >>> 0;
    outConst = Math.imul(outConst, 0x58f38ded) >>> 0;
    value = Math.imul(value, outConst) >>> 0;
    out.push((value ^ (value >>> 16)) >>> 0);
  }
  return out;
}

/** Limbs of the 128-bit number whose upper half is words 0 and 1 and whose lower half is words 2 and 3. */
const limbs = ([low1, high1, low0, high0]) =>
  [low0, high0, low1, high1].flatMap((word) => [word & 0xffff, word >>> 16]);

export class Generator {
  #state = new Uint16Array(8);
  #next = new Uint16Array(8);
  #increment;
  // The 64 bits last drawn, and whether the upper half still waits for #nextUint32.
  #low = 0;
  #high = 0;
  #kept = null;

  constructor(seed) {
    const words = seedWords(seed);
    const [state, increment] = [limbs(words.slice(0, 4)), limbs(words.slice(4))];
    this.#increment = increment.map((limb, k) => ((limb << 1) & 0xffff) | (k ? increment[k - 1] >>> 15 : 1));
    this.#advance();
    for (let k = 0, carry = 0; k < 8; k++) {
      const sum = this.#state[k] + state[k] + carry;
      this.#state[k] = sum;
      carry = sum >>> 16;
    }
    this.#advance();
  }

  /** state ← state · MULTIPLIER + increment, modulo 2¹²⁸. */
  #advance() {
    const [state, next] = [this.#state, this.#next];
    for (let k = 0, carry = 0; k < 8; k++) {
      let sum = this.#increment[k] + carry;
      for (let i = 0; i <= k; i++) sum += state[i] * MULTIPLIER[k - i];
      next[k] = sum;
      carry = Math.floor(sum / 65536);
    }
    this.#state = next;
    this.#next = state;
  }

  /** Draw 64 bits into #low and #high: both halves of the state, folded by xor and turned. */
  #draw() {
    this.#advance();
    const s = this.#state;
    let low = (s[0] ^ s[4]) | ((s[1] ^ s[5]) << 16);
    let high = (s[2] ^ s[6]) | ((s[3] ^ s[7]) << 16);
    const turn = s[7] >>> 10;
    if (turn >= 32) [low, high] = [high, low];
    const by = turn & 31;
    // Shifting by 32 is shifting by 0 in JavaScript, hence in two moves.
    this.#low = ((low >>> by) | ((high << 1) << (31 - by))) >>> 0;
    this.#high = ((high >>> by) | ((low << 1) << (31 - by))) >>> 0;
  }

  /** 32 bits: the lower half of a draw, then its upper half. */
  #nextUint32() {
    if (this.#kept !== null) {
      const word = this.#kept;
      this.#kept = null;
      return word;
    }
    this.#draw();
    this.#kept = this.#high;
    return this.#low;
  }

  /** A float64 in [0, 1), as Generator.random(). */
  random() {
    this.#draw();
    return (this.#high * 2 ** 21 + (this.#low >>> 11)) / 2 ** 53;
  }

  /** `size` float64 in [low, high), as Generator.uniform(low, high, size). */
  uniform(low, high, size) {
    const out = new Float64Array(size);
    for (let i = 0; i < size; i++) out[i] = low + (high - low) * this.random();
    return out;
  }

  /** A standard normal float64, as Generator.standard_normal(): the ziggurat of Marsaglia & Tsang 2000. */
  standardNormal() {
    const { width, inside, height } = ZIGGURAT;
    for (;;) {
      this.#draw();
      const layer = this.#low & 0xff;
      const bits = (this.#high & 0x1fffffff) * 2 ** 23 + (this.#low >>> 9); // 52 of them
      const x = (this.#low & 0x100 ? -bits : bits) * width[layer];
      if (bits < inside[layer]) return x;
      if (layer === 0) return this.#low & 0x20000 ? -this.#normalTail() : this.#normalTail();
      const y = height[layer] + (height[layer - 1] - height[layer]) * this.random();
      if (y < Math.exp((-x * x) / 2)) return x;
    }
  }

  /** `size` normal float64, as Generator.normal(mean, std, size). */
  normal(mean, std, size) {
    const out = new Float64Array(size);
    for (let i = 0; i < size; i++) out[i] = mean + std * this.standardNormal();
    return out;
  }

  #normalTail() {
    for (;;) {
      const beyond = -Math.log1p(-this.random()) / TAIL;
      if (-2 * Math.log1p(-this.random()) > beyond * beyond) return TAIL + beyond;
    }
  }

  /** An integer in 0…max, each equally often: as many low bits as max has, drawn again while too large. */
  #below(max) {
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (this.#nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  /** 0…n−1 in random order, as Generator.permutation(n). */
  permutation(n) {
    return this.shuffle(Int32Array.from({ length: n }, (_, i) => i));
  }

  /** Shuffle an array in place, as Generator.shuffle, and return it. */
  shuffle(array) {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.#below(i);
      [array[i], array[j]] = [array[j], array[i]];
    }
    return array;
  }
}

export const defaultRng = (seed) => new Generator(seed);

/** A generator of normals only, which `rewind` sets back to its first: what has been drawn is kept and costs nothing again. */
class KeptNormals extends Generator {
  #kept = [];
  #next = 0;

  standardNormal() {
    if (this.#next === this.#kept.length) this.#kept.push(super.standardNormal());
    return this.#kept[this.#next++];
  }

  rewind() {
    this.#next = 0;
  }
}

/** Normals of a seed, always from the first; those that have been drawn for the latest seed are kept. */
export class Normals {
  #kept = { seed: null };

  of(seed) {
    if (seed !== this.#kept.seed) this.#kept = { seed, rng: new KeptNormals(seed) };
    this.#kept.rng.rewind();
    return this.#kept.rng;
  }
}
