// The look of every explorer, inside its shadow root. Colours are the custom properties that
// explorer.js sets from palette.js.

export const css = `
:host { display: block; margin: 1rem 0; color: var(--ink); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.explorer {
  container-type: inline-size;
  padding: 16px 18px 14px;
  border: 1px solid var(--line); border-radius: 12px;
  background: var(--panel); color: var(--ink);
  font: 400 14px/1.55 -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", system-ui, "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", NanumGothic, sans-serif;
  font-variant-numeric: tabular-nums;
  text-align: start;
}
.explorer:lang(ko) { word-break: keep-all; overflow-wrap: anywhere; }
p { margin: 0; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 2px 12px; }
.title { font-size: 17px; font-weight: 650; line-height: 1.35; letter-spacing: -0.005em; }
.actions { display: flex; gap: 2px; margin-inline: -8px; }
.hint { color: var(--muted); max-width: 46em; }
.note:empty { display: none; }
.note { margin-top: 8px; padding: 6px 10px; border-inline-start: 3px solid var(--one); background: var(--surface); overflow-wrap: anywhere; }
.body { display: grid; gap: 14px; margin-top: 14px; }
.summary { margin-top: 12px; padding-top: 10px; border-top: 1px solid var(--faint); color: var(--muted); min-height: 3.1em; }

/* grid of panels */
.columns { display: grid; gap: 14px 18px; grid-template-columns: minmax(0, 1fr); align-items: start; }
@container (min-width: 540px) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
.row { display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: center; }
.row .slider { flex: 1 1 9em; }
.pair { display: flex; align-items: center; gap: 6px; }
.stack { display: grid; gap: 8px; align-content: start; }

/* plots */
.panel-title { font-weight: 600; line-height: 1.4; }
.plot { position: relative; width: 100%; }
.plot canvas, .plot svg { display: block; width: 100%; height: auto; }
.plot canvas { position: absolute; inset: 0; }
.plot svg { position: relative; overflow: hidden; }
.plot text { font-size: 12.5px; fill: var(--ink); }
.plot text.tag { font-weight: 600; paint-order: stroke; stroke: var(--panel); stroke-width: 4px; stroke-linejoin: round; }
.axes rect { fill: none; stroke: var(--line); }
.axes line { stroke: var(--line); }
.axes text { fill: var(--muted); font-size: 12px; }
.plot text.note-text { fill: var(--muted); font-size: 12px; }
.plot text.symbol { font-style: italic; }
.plot text.axis-name { fill: var(--muted); font-size: 13.5px; paint-order: stroke; stroke: var(--panel); stroke-width: 3px; }

/* things to drag */
.grip { cursor: grab; outline: none; }
.grip.held { cursor: grabbing; }
.grip .reach { fill: transparent; }
.grip .ring { fill: none; stroke: var(--accent); stroke-width: 2.5; opacity: 0; }
.grip:hover .ring { opacity: .35; }
.grip:focus-visible .ring, .grip.held .ring { opacity: 1; }
.grip .knob { fill: var(--panel); stroke: currentColor; stroke-width: 2.5; }
.grip.mover .knob { fill: currentColor; stroke: var(--panel); stroke-width: 2; }
.wire { stroke: currentColor; stroke-width: 2.75; stroke-linecap: round; pointer-events: none; }
.arrow { fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; pointer-events: none; }
.unit1 { color: var(--unit1); } .unit2 { color: var(--unit2); } .output { color: var(--ink); }
.zero { color: var(--zero); } .one { color: var(--one); }
.dot { fill: currentColor; stroke: var(--panel); stroke-width: 2; }
.ghost { fill: none; stroke: currentColor; stroke-width: 1.5; }
.trail { stroke: currentColor; stroke-width: 1.75; stroke-dasharray: 1 5; stroke-linecap: round; fill: none; }

/* buttons and fields */
button, input, select { font: inherit; color: inherit; }
button {
  display: inline-flex; align-items: center; gap: 6px; min-height: 36px; padding: 4px 12px;
  border: 1px solid var(--line); border-radius: 8px; background: var(--panel); cursor: pointer; white-space: nowrap;
}
button:hover { background: var(--surface); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--onAccent); font-weight: 600; }
button.primary:hover { filter: brightness(1.08); }
button.quiet { border-color: transparent; background: transparent; color: var(--muted); padding: 4px 8px; font-size: 13px; }
button.quiet:hover { background: var(--surface); color: var(--ink); }
:is(button, input, a):focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; }
.icon { width: 14px; height: 14px; fill: currentColor; flex: none; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; }
.player { display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: center; }
label, legend, output { font-size: 13px; }
legend, .slider label, .number label { padding: 0; color: var(--muted); }
fieldset { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; margin: 0; padding: 0; border: 0; min-width: 0; }
legend { float: left; } /* a floated legend is laid out like any other item */
.bar { display: inline-flex; flex-wrap: wrap; padding: 2px; border-radius: 9px; background: var(--surface); border: 1px solid var(--line); }
.bar label { position: relative; cursor: pointer; }
.bar input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; width: 100%; height: 100%; }
.bar span { display: grid; place-items: center; min-height: 30px; min-width: 36px; padding: 0 11px; border-radius: 7px; }
.bar input:checked + span { background: var(--accent); color: var(--onAccent); font-weight: 600; }
.bar input:focus-visible + span { outline: 2.5px solid var(--accent); outline-offset: 2px; }
.slider { min-width: 0; }
.slider-head { display: flex; justify-content: space-between; gap: 12px; }
.slider-head output { font-weight: 600; }
.slider input { display: block; width: 100%; height: 26px; margin: 0; accent-color: var(--accent); cursor: pointer; }
.ticks { position: relative; height: 26px; }
button.tick {
  position: absolute; left: calc(8px + var(--at) * (100% - 16px)); transform: translateX(-50%);
  min-height: 24px; padding: 0 4px; border: 0; background: transparent; color: var(--muted); font-size: 12.5px; border-radius: 5px;
}
button.tick.start { left: 0; transform: none; }
button.tick.end { left: auto; right: 0; transform: none; }
button.tick:hover { color: var(--ink); background: var(--surface); }
.number { display: flex; align-items: center; gap: 8px; }
input[type="number"] { width: 5.2em; min-height: 32px; padding: 2px 6px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); }
input[aria-invalid="true"] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }

/* lists, disclosures, text areas */
.select { display: grid; gap: 2px; min-width: 0; }
.row .select { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.select label, .more label { font-size: 13px; color: var(--muted); }
select { min-height: 32px; max-width: 100%; padding: 2px 6px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); }
textarea { font: 13px/1.5 ui-monospace, monospace; width: 100%; padding: 6px 8px; border: 1px solid var(--line); border-radius: 7px; background: var(--panel); color: inherit; resize: vertical; }
:is(select, textarea, summary):focus-visible { outline: 2.5px solid var(--accent); outline-offset: 2px; }
details.more { border-top: 1px solid var(--faint); padding-top: 4px; }
details.more > summary { width: fit-content; min-height: 30px; padding: 4px 0; color: var(--accent); cursor: pointer; }
details.more > summary label { color: inherit; font-size: inherit; cursor: pointer; }
.settings { display: grid; gap: 14px 22px; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); align-items: end; padding: 8px 0 4px; }
.settings > * { min-width: 0; }
.settings select { width: 100%; }
.row > .control:has(.slider) { flex: 1 1 8em; min-width: 0; }

/* a network of small maps */
.unitmaps { position: relative; }
.unitmaps > canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.columns-of-units { position: relative; display: flex; justify-content: space-between; align-items: center; gap: 8px; min-height: 150px; }
.columns-of-units .column { display: grid; gap: 5px; justify-items: center; }
.columns-of-units .end { padding: 1px 6px; font-style: italic; border-radius: 6px; background: var(--surface); }
button.unit { display: block; width: var(--unit); min-height: 0; height: var(--unit); padding: 0; overflow: hidden; border: 1.5px solid var(--line); border-radius: 6px; }
button.unit canvas { display: block; width: 100%; height: 100%; }
button.unit.dead { border-style: dashed; border-color: var(--bad); }
button.unit[aria-pressed="true"] { outline: 2.5px solid var(--accent); }
.chosen { fill: none; stroke: var(--ink); stroke-width: 2; }
.stroke { display: inline-block; width: 18px; height: 0; border-top: 2.5px solid var(--ink); vertical-align: middle; margin-inline-end: 7px; }
.stroke.test { border-top: 2.5px dashed var(--accent); }

/* tables */
table { border-collapse: collapse; width: 100%; font-size: 13px; }
caption { text-align: start; color: var(--muted); padding-bottom: 2px; }
th, td { padding: 3px 6px; text-align: end; border-bottom: 1px solid var(--faint); font-weight: 400; white-space: nowrap; }
thead th { color: var(--muted); }
th[scope="row"], thead th:first-child { text-align: start; }
td input[type="number"] { width: 100%; min-width: 3.6em; text-align: end; }
.swatch { display: inline-block; width: 14px; height: 4px; border-radius: 2px; background: currentColor; vertical-align: middle; margin-inline-end: 7px; }
.swatch.round { width: 11px; height: 11px; border-radius: 50%; }
.swatch.square { width: 10px; height: 10px; border-radius: 2px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13px; color: var(--muted); align-items: center; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }

/* predict first */
.predict { position: relative; padding: 12px 14px; border-radius: 10px; background: var(--surface); display: grid; gap: 8px; }
.predict .eyebrow { font-size: 12.5px; font-weight: 600; color: var(--accent); }
.predict .ask { font-weight: 600; }
.predict > button.quiet { position: absolute; top: 6px; right: 8px; }
.choices { display: grid; gap: 6px; }
@container (min-width: 540px) { .choices { grid-template-columns: 1fr 1fr; } }
button.choice { justify-content: start; text-align: start; white-space: normal; padding: 7px 12px; min-height: 40px; }
button.choice.right { border-color: var(--good); box-shadow: inset 0 0 0 1px var(--good); }
button.choice.wrong { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
button.choice.right::before { content: "✓"; color: var(--good); font-weight: 700; }
button.choice.wrong::before { content: "✗"; color: var(--bad); font-weight: 700; }
a { color: var(--accent); }

@media (pointer: coarse) {
  button { min-height: 44px; }
  .bar span { min-height: 40px; min-width: 44px; }
  button.tick { min-height: 32px; } .ticks { height: 34px; }
  .slider input { height: 36px; }
  input[type="number"], select { min-height: 40px; font-size: 16px; }
  details.more > summary { min-height: 44px; line-height: 36px; }
}
@media (prefers-reduced-motion: no-preference) {
  button, .grip .ring { transition: background-color .12s, border-color .12s, opacity .12s; }
}
@media print { .actions, .predict, .player, .bar { display: none; } }
`;
