// The look of what only decision has.

export const style = `
.group { display: contents; }
.columns-of-units { min-height: 0; }
.results { align-self: center; }
.weights { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
.weights input { width: 5.5rem; }
.widths .row { display: flex; flex-wrap: wrap; gap: 6px 14px; }
.widths input { width: 4rem; }
@container (max-width: 33.99rem) {
  .plot.fit { --square: 32svh; }
  .units-panel .columns-of-units { --unit: 34px !important; }
  .stack.second { display: none; } /* of sixteen, the tiles are the picture */
}
`;
