// The look of what only ravine has. Large text leaves a phone no room for the rate, which the slider tells too, nor
// for the mark, which the picture shows.

export const style = `
.surface .plot svg { cursor: crosshair; }
.runners :is(td, th) { padding: 0 4px; height: 1.5rem; }
.runners thead th { white-space: normal; }
.runners tbody tr { cursor: pointer; }
.runners tbody tr:hover { background: var(--surface); }
.runners tr.chosen { background: color-mix(in srgb, var(--accent) 12%, transparent); box-shadow: inset 3px 0 0 var(--accent); }
.runners tr.chosen .name { font-weight: 650; }
.runners tr.off :is(.name, td) { color: var(--muted); }
.runners tr.off .series-swatch { opacity: .45; }
.who { display: flex; align-items: center; min-width: 0; }
.who .on { display: grid; place-items: center; flex: none; width: 1.6rem; height: 1.5rem; cursor: pointer; }
.who .name { display: flex; align-items: center; gap: .3rem; flex: 1; min-height: 1.5rem; color: var(--ink); cursor: pointer; }
.who.own { padding-inline-start: 1.6rem; } .who.own .name { overflow-wrap: anywhere; white-space: normal; }
.who .name:has(:focus-visible) { outline: 2.5px solid var(--accent); border-radius: 4px; }
.runners input[type="checkbox"] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
@container (max-width: 16rem) { .runners { font-size: .7rem; } .runners :is(td, th):nth-child(2), .runners .pair { display: none; } }
.runners .best { font-weight: 700; color: var(--good); }
.bound span, .bounds span { white-space: nowrap; }
.bound { min-height: 1.5em; font-size: .8125rem; color: var(--muted); }
.bounds { display: grid; gap: 2px; font-size: .8125rem; color: var(--muted); }
.why :is(td, th) { white-space: normal; text-align: start; vertical-align: top; }
.why table { table-layout: fixed; } .why thead td { width: 10.5rem; } @container (max-width: 33.99rem) { .why thead td { width: 5.5rem; } }
.cross { fill: none; stroke: var(--ink); stroke-width: 2; }
.tune { display: grid; justify-items: start; }
.tune button { white-space: normal; text-align: start; }
:host([data-theme="dark"]) .runners input { color-scheme: dark; }
@media (pointer: coarse) {
  .runners :is(td, th), .who .on, .who .name { height: 2.5rem; }
  .who .on { width: 2.75rem; } .who.own { padding-inline-start: 2.75rem; }
}
@media (forced-colors: active) { .runners tr.chosen { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
