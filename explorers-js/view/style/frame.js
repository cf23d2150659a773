// The frame of a figure: title, question, stage (picture and controls), what is behind "More", summary.
// Narrow below 34rem (a phone), middle up to 52rem, wide from there: the controls stand at the side.

export const frame = `
:host { display: block; color: var(--ink); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.explorer {
  container-type: inline-size; display: flex; flex-direction: column; height: 100%;
  padding: .8rem 1.1rem .7rem;
  border: 1px solid var(--line); border-radius: 12px;
  background: var(--panel); color: var(--ink);
  font: 400 .875rem/1.5 var(--dl-font, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", system-ui, "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", NanumGothic, sans-serif);
  font-variant-numeric: tabular-nums;
  text-align: start;
}
.explorer:lang(ko) { word-break: keep-all; overflow-wrap: anywhere; }
.explorer:focus { outline: none; }
.explorer.visited { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
p { margin: 0; }
header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 .75rem; }
.title { font-size: 1.0625rem; font-weight: 650; line-height: 1.35; letter-spacing: -0.005em; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 2px; margin-inline: -.5rem; }
.hint { color: var(--muted); }
.note:empty { display: none; }
.note { position: sticky; bottom: .5rem; z-index: 3; margin-top: .4rem; padding: .3rem .6rem; border: 1px solid var(--line); border-inline-start: 3px solid var(--one); border-radius: 6px; background: var(--surface); overflow-wrap: anywhere; }
.summary { margin-top: .6rem; padding-top: .5rem; border-top: 1px solid var(--faint); color: var(--muted); }

/* the stage */
.stage { display: grid; gap: .7rem 1.2rem; grid-template: "picture" auto "side" auto "below" auto / minmax(0, 1fr); margin-top: .6rem; }
.side { grid-area: side; } .below { grid-area: below; display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
.picture { grid-area: picture; --square: 42svh; display: grid; gap: .3rem 1rem; grid-template-columns: minmax(0, 1fr); align-content: start; background: var(--panel); }
.side { display: grid; gap: .7rem; grid-template-columns: minmax(0, 1fr); align-content: start; }
.controls { display: grid; gap: .6rem 1.2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.controls > * { min-width: 0; }
.play { display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); }
.progress { min-height: 1.5em; }
@container (max-width: 33.99rem) {
  .picture.two { --square: 29svh; }
  .picture { position: sticky; top: var(--dl-top, 0px); z-index: 2; margin-inline: -.3rem; padding: 0 .3rem .4rem; box-shadow: 0 8px 6px -6px var(--faint); }
}
@container (min-width: 34rem) {
  .controls { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .picture.two { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .controls > .whole { grid-column: 1 / -1; }
}
@container (min-width: 52rem) {
  .stage { grid-template: "picture side" auto "below side" 1fr / minmax(0, 1fr) 17rem; }
  .controls { grid-template-columns: minmax(0, 1fr); }
}
@media (max-height: 32rem) { .picture { position: static !important; } }

/* what is behind "More" */
.more { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); margin-top: .6rem; }
.more > .tabs { display: flex; flex-wrap: wrap; gap: .2rem .4rem; align-items: center; border-top: 1px solid var(--faint); padding-top: .4rem; color: var(--muted); font-size: .8125rem; }
.more > .tabs button { min-height: 1.9rem; padding: .1rem .6rem; border-radius: 7px; color: var(--accent); border-color: transparent; background: transparent; text-align: start; }
.more > .tabs button::after { content: "▾"; font-size: .75em; }
.more > .tabs button[aria-expanded="true"] { background: var(--surface); border-color: var(--line); font-weight: 600; }
.more > .tabs button[aria-expanded="true"]::after { content: "▴"; }
.more > .panel { display: grid; gap: .7rem 1.2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@container (min-width: 34rem) { .more > .panel { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
.more > .panel > * { min-width: 0; }
@container (min-width: 34rem) { .more > .panel > .whole { grid-column: 1 / -1; } }

/* what a link of the text has just changed */
@keyframes changed { from { outline-color: var(--accent); background: color-mix(in srgb, var(--accent) 18%, transparent); } to { outline-color: transparent; } }
.changed { outline: 2px solid transparent; outline-offset: 4px; border-radius: 6px; animation: changed 2.4s ease-out; }

/* grids of equal parts */
.columns { display: grid; gap: .8rem 1.1rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@container (min-width: 34rem) { .columns { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
.row { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; }
.row .slider { flex: 1 1 9em; }
.pair { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; }
.stack { display: grid; gap: .4rem; grid-template-columns: minmax(0, 1fr); align-content: start; }

@media (prefers-reduced-motion: no-preference) {
  button, .grip .ring { transition: background-color .12s, border-color .12s, opacity .12s; }
}
@media (prefers-reduced-motion: reduce) {
  .changed { animation: none; outline-color: var(--accent); }
}
@media print { .actions, .predict, .play, .bar, .more { display: none; } }
`;
