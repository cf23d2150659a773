// Products of matrices that are stored row after row.

/** a (rows × inner) times b (inner × columns). */
export function product(a, b, rows, inner, columns) {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const to = i * columns;
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k];
      const from = k * columns;
      for (let j = 0; j < columns; j++) out[to + j] += factor * b[from + j];
    }
  }
  return out;
}

export function transposed(a, rows, columns) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}
