// The look of what only batch_norm has.

const groups = ["zero", "unit1", "unit2", "one"].map(
  (color, i) => `.axis td.group${i + 1} { background: color-mix(in srgb, var(--${color}) 20%, transparent); }`,
);

export const style = `
.axis :is(td, th) { padding: 4px; }
.axis td { border: 2px solid var(--panel); }
${groups.join("\n")}
.axis td b { display: block; }
.in-use th, .in-use td { font-weight: 650; }
.batch { color: var(--zero); } .running { color: var(--unit2); } .stream { color: var(--ink); }
.plot text.batch { fill: var(--zero); } .plot text.running { fill: var(--unit2); }
.formula { overflow-wrap: anywhere; }
.message { padding: 6px 10px; border-inline-start: 3px solid var(--one); background: var(--surface); }
.swatch:is(.dotted, .dashed) { width: 18px; height: 0; background: none; border-top: 3px dotted currentColor; border-radius: 0; }
.swatch.dashed { border-top: 2px dashed currentColor; }
`;
