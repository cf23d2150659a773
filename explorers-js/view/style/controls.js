// Buttons, sliders, fields, lists and the player.

export const controls = `
button, input, select { font: inherit; color: inherit; }
button {
  display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 2.25rem; padding: 3px .7rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--panel); cursor: pointer; white-space: nowrap;
}
button:hover { background: var(--surface); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--onAccent); font-weight: 600; }
button.primary:hover { filter: brightness(1.08); }
button.quiet { min-height: 1.8rem; border-color: transparent; background: transparent; color: var(--muted); padding: 2px .5rem; font-size: .8125rem; }
button.quiet:hover { background: var(--surface); color: var(--ink); }
button.back { color: var(--onAccent); background: var(--accent); font-weight: 600; }
button.back:hover { color: var(--onAccent); background: var(--accent); filter: brightness(1.08); }
:is(button, input, a, select, textarea, summary):focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; }
.icon { width: .875rem; height: .875rem; fill: currentColor; flex: none; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; }
.player { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; }
label, legend, output { font-size: .8125rem; }
legend, .slider label, .number label, .select label { padding: 0; color: var(--muted); }
fieldset { display: flex; flex-wrap: wrap; align-items: center; gap: 2px .6rem; margin: 0; padding: 0; border: 0; min-width: 0; }
legend { float: left; } /* a floated legend is laid out like any other item */
.bar { display: inline-flex; flex-wrap: wrap; padding: 2px; border-radius: 9px; background: var(--surface); border: 1px solid var(--line); }
.bar label { position: relative; cursor: pointer; }
.bar input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; width: 100%; height: 100%; }
.bar span { display: grid; place-items: center; min-height: 1.75rem; min-width: 2rem; padding: 0 .6rem; border-radius: 7px; }
.bar input:checked + span { background: var(--accent); color: var(--onAccent); font-weight: 600; }
.bar input:focus-visible + span { outline: 2.5px solid var(--accent); outline-offset: 2px; }
.checkboxes .row { display: flex; flex-wrap: wrap; gap: 2px .9rem; }
.checkboxes label { display: inline-flex; align-items: center; gap: .35rem; min-height: 1.75rem; cursor: pointer; }
.checkboxes input { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
.slider { min-width: 0; }
.slider-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 .75rem; }
.slider-head output { font-weight: 600; }
.slider input { display: block; width: 100%; height: 1.6rem; margin: 0; accent-color: var(--accent); cursor: pointer; }
.zones { position: relative; height: 3px; margin: -4px 8px 0; pointer-events: none; }
.zone { position: absolute; left: calc(var(--at) * 100%); right: 0; height: 3px; border-radius: 2px; background: var(--bad); forced-color-adjust: none; }
.slider-head input { min-height: 1.75rem; width: 4.9rem; }
.ticks { position: relative; height: 1.5rem; margin-top: 1px; }
button.tick {
  position: absolute; left: calc(8px + var(--at) * (100% - 16px)); transform: translateX(-50%);
  min-height: 1.5rem; min-width: 24px; padding: 0 4px; border: 0; background: transparent; color: var(--muted); font-size: .78rem; border-radius: 5px;
}
button.tick.start { left: 0; transform: none; justify-content: start; }
button.tick.end { left: auto; right: 0; transform: none; justify-content: end; }
button.tick:hover { color: var(--ink); background: var(--surface); }
.swept { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .8rem; align-items: start; }
.swept > button { margin-top: .2rem; }
@container (max-width: 16rem) { .swept { grid-template-columns: minmax(0, 1fr); } button { white-space: normal; } }
.number { display: flex; flex-wrap: wrap; align-items: center; gap: 2px .5rem; }
input[type="number"] { width: 5.2em; min-height: 2rem; padding: 2px 6px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); }
input[aria-invalid="true"] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.select { display: flex; flex-wrap: wrap; align-items: center; gap: 2px .6rem; min-width: 0; }
select { min-height: 2rem; max-width: 100%; padding: 2px 6px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); }
textarea { font: .8125rem/1.5 ui-monospace, monospace; width: 100%; padding: 6px 8px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); color: inherit; resize: vertical; }
details.fold { border-top: 1px solid var(--faint); padding-top: 4px; }
details.fold > summary { width: fit-content; min-height: 1.9rem; padding: 4px 0; color: var(--accent); cursor: pointer; }

@container (max-width: 33.99rem) { .side .ticks { height: 1.4rem; } .slim .ticks { display: none; } }

@media (pointer: coarse) {
  button, .more > .tabs button { min-height: 2.75rem; }
  button.quiet { min-height: 2.25rem; }
  .bar span { min-height: 2.5rem; min-width: 2.75rem; }
  button.tick { min-height: 1.75rem; } .ticks { height: 1.75rem; }
  .slider input { height: 2.1rem; }
  input[type="number"], select { min-height: 2.5rem; font-size: 1rem; }
  details.fold > summary { min-height: 2.75rem; line-height: 2.2; }
}
@media (forced-colors: active) {
  .bar input:checked + span { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  button[aria-pressed="true"], button[aria-expanded="true"] { border-color: Highlight; outline: 2px solid Highlight; }
}
`;
