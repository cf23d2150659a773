// Initial weights of an nIn × nOut matrix, row by row, from a NumPy generator: init(nIn, nOut, rng).
// dlcore.initializers.

/** Every weight the same: nothing tells the units of a layer apart. */
export const constant = (value) => (nIn, nOut) => new Float64Array(nIn * nOut).fill(value);

/** Mean 0 and standard deviation `std`. */
export const normal = (std) => (nIn, nOut, rng) => rng.normal(0, std, nIn * nOut);

const uniform = (std) => (nIn, nOut, rng) => rng.uniform(-Math.sqrt(3) * std, Math.sqrt(3) * std, nIn * nOut);

const xavier = (nIn, nOut) => Math.sqrt(2 / (nIn + nOut));
const he = (nIn) => Math.sqrt(2 / nIn);

/** Glorot & Bengio 2010: standard deviation √(2/(nIn + nOut)). */
export const xavierNormal = (nIn, nOut, rng) => normal(xavier(nIn, nOut))(nIn, nOut, rng);
export const xavierUniform = (nIn, nOut, rng) => uniform(xavier(nIn, nOut))(nIn, nOut, rng);

/** He et al. 2015: standard deviation √(2/nIn). */
export const heNormal = (nIn, nOut, rng) => normal(he(nIn))(nIn, nOut, rng);
export const heUniform = (nIn, nOut, rng) => uniform(he(nIn))(nIn, nOut, rng);
