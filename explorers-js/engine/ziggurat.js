// Tables of the ziggurat: 256 layers of equal area that cover exp(−x²/2) from x = 0 to TAIL, the last of
// them (number 0) together with the tail beyond. A layer's x is its width times 52 random bits.

export const TAIL = 3.6541528853610088;
const AREA = 0.004928673233974658;
const BITS = 0x10_0000_0000_0000; // 2⁵²

const density = (x) => Math.exp((-x * x) / 2);

/** Width of each layer; how many of the bits are certainly under the curve; height of its lower edge. */
export const ZIGGURAT = /* @__PURE__ */ tables();

function tables() {
  const [width, inside, height] = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
  for (let k = 255, x = TAIL; k > 0; k--) {
    const above = k > 1 ? Math.sqrt(-2 * Math.log(AREA / x + density(x))) : 0;
    width[k] = x / BITS;
    inside[k] = (above / x) * BITS;
    height[k] = density(x);
    x = above;
  }
  const base = AREA / density(TAIL);
  width[0] = base / BITS;
  inside[0] = (TAIL / base) * BITS;
  height[0] = 1;
  return { width, inside, height };
}
