// How many steps a race takes at each learning rate and share of the velocity kept. No page.

const [COLUMNS, ROWS, CELL] = [40, 20, 0.05];
/** Rates 0.05, 0.10, …, 2 and shares 0, 0.05, …, 0.95. */
export const LATTICE = { columns: COLUMNS, rows: ROWS, x: [CELL, COLUMNS * CELL], y: [0, (ROWS - 1) * CELL] };
export const LEVEL = 1e-6; // of the loss above its lowest value
export const LONGEST = 500; // steps

/** The rate and the share of a cell. */
export const placeOf = (cell) => [(cell % COLUMNS) + 1, Math.floor(cell / COLUMNS)].map((n) => Number((n * CELL).toFixed(2)));
