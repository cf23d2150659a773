// Plots, and what is drawn and dragged in them.

export const plots = `
.panel-title { font-weight: 600; line-height: 1.4; }
.plot { position: relative; width: 100%; }
.plot canvas, .plot svg { display: block; width: 100%; height: auto; }
.plot canvas { position: absolute; inset: 0; }
.plot svg { position: relative; overflow: hidden; }
.plot text { font-size: .78rem; fill: var(--ink); }
.plot text.tag { font-weight: 600; paint-order: stroke; stroke: var(--panel); stroke-width: 4px; stroke-linejoin: round; }
.plot text.end { fill: color-mix(in srgb, var(--own) 70%, var(--ink)); }
.axes rect { fill: none; stroke: var(--line); }
.axes line { stroke: var(--line); }
.axes text { fill: var(--muted); font-size: .75rem; }
.plot text.note-text { fill: var(--muted); font-size: .75rem; }
.plot text.symbol { font-style: italic; }
.plot text.axis-name { fill: var(--muted); font-size: .84rem; paint-order: stroke; stroke: var(--panel); stroke-width: 3px; }
/* on a phone, squares that leave room for the controls below them */
@container (max-width: 33.99rem) { .plot.fit { width: min(100%, var(--square)); min-width: min(100%, 11rem); margin-inline: auto; } }

/* things to drag */
.grip { cursor: grab; outline: none; }
.grip.held { cursor: grabbing; }
.grip .reach { fill: transparent; }
.grip .ring { fill: none; stroke: var(--accent); stroke-width: 2.5; opacity: 0; }
.grip:hover .ring { opacity: .35; }
.grip:focus-visible .ring, .grip.held .ring { opacity: 1; }
.grip .knob { fill: var(--panel); stroke: currentColor; stroke-width: 2.5; }
.grip.mover .knob { fill: currentColor; stroke: var(--panel); stroke-width: 2; }
.grip .cue { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; paint-order: stroke; pointer-events: none; }
.wire { stroke: currentColor; stroke-width: 2.75; stroke-linecap: round; pointer-events: none; }
.arrow { fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; pointer-events: none; }
.unit1 { color: var(--unit1); } .unit2 { color: var(--unit2); } .output { color: var(--ink); }
.zero { color: var(--zero); } .one { color: var(--one); }
.dot { fill: currentColor; stroke: var(--panel); stroke-width: 2; }
.ghost { fill: none; stroke: currentColor; stroke-width: 1.5; }
.trail { stroke: currentColor; stroke-width: 1.75; stroke-dasharray: 1 5; stroke-linecap: round; fill: none; }

/* a network of small maps */
.unitmaps { position: relative; }
.unitmaps > canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.weight-tag { position: absolute; left: 0; top: 0; padding: 1px 7px; border-radius: 6px; background: var(--panel); border: 1px solid var(--line); font-size: .8125rem; white-space: nowrap; pointer-events: none; }
.columns-of-units { position: relative; display: flex; justify-content: space-between; align-items: center; gap: 8px; min-height: 150px; }
.columns-of-units .column { display: grid; gap: 5px; justify-items: center; }
.columns-of-units .end { padding: 1px 6px; font-style: italic; border-radius: 6px; background: var(--surface); }
button.unit { display: block; width: var(--unit); min-height: 0; height: var(--unit); padding: 0; overflow: hidden; border: 1.5px solid var(--line); border-radius: 6px; }
button.unit canvas { display: block; width: 100%; height: 100%; }
button.unit.dead { border-style: dashed; border-color: var(--bad); }
button.unit[aria-pressed="true"] { outline: 2.5px solid var(--accent); }

/* small pictures side by side */
.tiles { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 5px; }
button.tile { position: relative; display: grid; gap: 0; min-width: 0; min-height: 0; padding: 0; overflow: hidden; color: var(--ink); font-weight: 400; border: 1.5px solid var(--line); border-radius: 6px; }
button.tile canvas { display: block; width: 100%; aspect-ratio: 1; }
button.tile > .line { display: flex; justify-content: space-between; gap: 4px; min-width: 0; padding: 0 4px; font-size: .75rem; line-height: 1.4; border-top: 1px solid var(--faint); }
button.tile > .line > :first-child { min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--muted); }
button.tile.good { border-color: var(--good); }
button.tile.failed { border-style: dashed; border-color: var(--bad); }

.chosen { fill: none; stroke: var(--ink); stroke-width: 2; }
.stroke { display: inline-block; width: 18px; height: 0; border-top: 2.5px solid var(--ink); vertical-align: middle; margin-inline-end: 7px; }
.stroke.failed { border-top: 2.5px dotted var(--bad); }
.stroke.test { border-top: 2.5px dashed var(--accent); }
`;
