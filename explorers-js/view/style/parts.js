// Tables, legends, and the question before the picture.

export const parts = `
table { border-collapse: collapse; width: 100%; font-size: .8125rem; }
caption { text-align: start; color: var(--muted); padding-bottom: 2px; }
th, td { padding: 3px 6px; text-align: end; border-bottom: 1px solid var(--faint); font-weight: 400; white-space: nowrap; }
@container (max-width: 16rem) { th, td { white-space: normal; overflow-wrap: anywhere; } }
thead th { color: var(--muted); }
th[scope="row"], thead th:first-child { text-align: start; }
td input[type="number"] { width: 100%; min-width: 3.6em; text-align: end; }
.swatch { display: inline-block; width: 14px; height: 4px; border-radius: 2px; background: currentColor; vertical-align: middle; margin-inline-end: 7px; forced-color-adjust: none; }
.swatch.round { width: 11px; height: 11px; border-radius: 50%; }
.swatch.square { width: 10px; height: 10px; border-radius: 2px; }
.heading { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; }
.heading .ramp canvas { flex-basis: 5rem; }
.series-swatch { flex: none; width: 28px; overflow: visible; forced-color-adjust: none; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 1rem; font-size: .8125rem; color: var(--muted); align-items: center; }
.good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
.ramp { display: flex; align-items: center; gap: .5rem; font-size: .8125rem; color: var(--muted); }
.ramp canvas { flex: 0 1 9rem; width: 9rem; min-width: 4rem; height: .7rem; border: 1px solid var(--line); border-radius: 3px; forced-color-adjust: none; }

/* notes that a phone has no room for; the summary says the same */
@container (max-width: 33.99rem) { .wordy { display: none; } }

/* predict first */
.predict { display: grid; grid-template-columns: minmax(0, 1fr) auto; margin-top: .5rem; border-radius: 9px; background: var(--surface); }
.predict button.ask { display: block; min-height: 2rem; padding: .35rem .75rem; border: 0; background: none; white-space: normal; text-align: start; line-height: 1.4; }
.predict .eyebrow { margin-inline-end: .5rem; color: var(--accent); font-weight: 600; font-size: .8125rem; }
.predict button.ask .eyebrow::after { content: " ▾"; }
.predict button.ask[aria-expanded="true"] .eyebrow::after { content: " ▴"; }
.predict button.ask[aria-expanded="true"] .question { font-weight: 600; }
@container (max-width: 33.99rem) { .predict button.ask[aria-expanded="false"] { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; padding-bottom: 0; margin-bottom: .35rem; } }
.predict > .answers { grid-column: 1 / -1; display: grid; gap: .5rem; padding: .2rem .75rem .7rem; }
.choices { display: grid; gap: .4rem; }
@container (min-width: 34rem) { .choices { grid-template-columns: 1fr 1fr; } }
button.choice { justify-content: start; text-align: start; white-space: normal; padding: .35rem .7rem; }
button.choice.right { border-color: var(--good); box-shadow: inset 0 0 0 1px var(--good); }
button.choice.wrong { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
button.choice.right::before { content: "✓"; color: var(--good); font-weight: 700; }
button.choice.wrong::before { content: "✗"; color: var(--bad); font-weight: 700; }
.verdict { display: grid; gap: .4rem; justify-items: start; }
.verdict:empty { display: none; }
a { color: var(--accent); }
`;
