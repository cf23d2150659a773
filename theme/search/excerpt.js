// A piece of a section's text around what was found, as parts: { text, hit }.

const ROOM = { ko: 110, en: 180 }; // characters
const BEFORE = 0.3;

/** A text in parts, those that the pattern finds marked. */
export function marked(text, pattern) {
  const parts = [];
  let end = 0;
  for (const { 0: hit, index } of text.matchAll(pattern)) {
    if (!hit) continue;
    if (index > end) parts.push({ text: text.slice(end, index), hit: false });
    parts.push({ text: hit, hit: true });
    end = index + hit.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), hit: false });
  return parts;
}

/** Where the most different things of a query stand together: [start, end] of the first of them. */
function best(hits, room) {
  let found = hits[0];
  let most = 0;
  for (const [i, hit] of hits.entries()) {
    const near = new Set();
    for (let j = i; j < hits.length && hits[j][1] < hit[0] + room; j += 1) near.add(hits[j][2]);
    if (near.size > most) [most, found] = [near.size, hit];
  }
  return found;
}

/** The excerpt of a text; it begins and ends between words. */
export function excerpt(text, pattern, language) {
  const room = ROOM[language];
  const hits = [...text.matchAll(pattern)]
    .filter(([hit]) => hit)
    .map(({ 0: hit, index }) => [index, index + hit.length, hit.toLowerCase()]);
  if (!hits.length) return marked(cut(text, 0, room), /(?!)/gu);
  const [start, end] = best(hits, room * (1 - BEFORE));
  return marked(cut(text, Math.max(0, start - room * BEFORE), Math.max(end, start + room * (1 - BEFORE))), pattern);
}

function cut(text, from, to) {
  const start = from > 0 ? text.indexOf(" ", from) + 1 : 0;
  const space = to < text.length ? text.lastIndexOf(" ", to) : -1;
  const end = to >= text.length ? text.length : space > start ? space : to;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}
