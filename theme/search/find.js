// What the book holds for a query: sections in order, each with an excerpt. No page.
import { excerpt, marked } from "./excerpt.js";
import { makeRanking } from "./rank.js";
import { makeSpelling } from "./spelling.js";
import { anyOf, bases, compact, marks, noun, source } from "./words.js";

export const LONGEST = 200; // characters of a query that are read
const WEIGHTS = [1, 0.5, 0.45, 0.4, 0.6]; // by kind, see theme/extension/search.py
const IN_ORDER = [0, 2, 2, 2, 1];
const ENOUGH = 0.3; // of the best score

/** The search over one index, see theme/extension/search.py. */
export function makeSearch(data) {
  const { pages, language } = data;
  const sections = data.sections.map(([page, kind, anchor, title, text, code]) => ({ page, kind, anchor, title, text, code }));
  const terms = data.terms.map(([own, other, more, place]) => ({ own, forms: [own, other, ...more], place }));
  const names = new Map(Object.entries(data.names).map(([name, places]) => [name.toLowerCase(), { name, places }]));
  const rank = makeRanking(sections, pages);
  const titled = sections.flatMap(({ title }) => title.match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const likely = makeSpelling(
    [...terms.map(({ own }) => own), ...data.terms.map(([, other]) => other), ...Object.keys(data.names), ...titled],
    (word) => sections.some(({ text }) => text.includes(noun(word))),
  );
  const known = formsOf(terms);
  const inside = [...known].filter(([form]) => form.length > 1).sort((a, b) => b[0].length - a[0].length);

  /** Sections that hold a pattern; `first` before all, then the chapters, those that say the most. */
  function saying(pattern, first) {
    const introduced = new RegExp(`(?:${pattern.source})\\(`, "iu");
    const score = ({ title, text }) => {
      const said = text.match(pattern)?.length ?? 0;
      const emphasis = (title.match(pattern) ? 3 : 0) + (introduced.test(text) ? 2 : 0);
      return emphasis + said / Math.sqrt(40 + text.length / 20);
    };
    const group = (number) => (first.includes(number) ? first.indexOf(number) - first.length : IN_ORDER[sections[number].kind]);
    return sections
      .map((section, number) => ({ number, score: score(section) }))
      .filter((each) => each.score || first.includes(each.number))
      .sort((a, b) => group(a.number) - group(b.number) || b.score - a.score)
      .map(({ number }) => number);
  }

  function findTerms(numbers) {
    const pattern = anyOf(numbers.map((number) => source(terms[number].own)));
    const first = [...new Set(numbers.map((number) => terms[number].place))];
    return { order: saying(pattern, first), pattern, term: terms[numbers[0]].own };
  }

  function findName({ name, places }) {
    const pattern = anyOf([`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`]);
    const using = sections.flatMap(({ code }, number) => (code.split(" ").includes(name) ? [number] : []));
    return { order: [...new Set([...places, ...saying(pattern, places), ...using])], pattern };
  }

  function findWords(text) {
    const { found, rest } = termsWithin(text, inside);
    const own = found.map((number) => terms[number].own);
    const phrase = anyOf([source(text, { loose: compact(text).length > 3, open: true })]);
    const about = own.map((word) => anyOf([source(word)]));
    const pairs = together(text);
    const taught = new Set(found.map((number) => terms[number].place));
    const says = (pattern, { title, text: body }) => body.search(pattern) >= 0 || title.search(pattern) >= 0;
    const scored = rank([...own, rest].join(" ")).map(({ number, score, share }) => {
      const section = sections[number];
      const exact = says(phrase, section);
      const wanted = about.filter((pattern) => says(pattern, section)).length;
      const near = pairs.reduce((all, pair) => all * (section.title.search(pair) >= 0 ? 1.5 : says(pair, section) ? 1.2 : 1), 1);
      const weight = WEIGHTS[section.kind] * (0.4 + share) * 1.25 ** wanted * near * (exact ? 3 : taught.has(number) ? 1.3 : 1);
      return { number, score: score * weight, share, exact };
    });
    scored.sort((a, b) => b.score - a.score);
    const enough = (scored[0]?.score ?? 0) * ENOUGH;
    const least = rest.trim().split(" ").length + found.length > 3 ? 0.25 : 0.5;
    return {
      order: scored.filter((each) => each.exact || (each.score >= enough && each.share >= least)).map(({ number }) => number),
      pattern: anyOf([...own.map((word) => source(word)), ...marks(rest)]),
      sure: found.length > 0 || scored.some(({ exact }) => exact),
    };
  }

  function look(text) {
    const numbers = bases(compact(text)).map((base) => known.get(base)).find(Boolean);
    if (numbers) return { ...findTerms(numbers), sure: true };
    const name = names.get(compact(text)) ?? names.get(text.toLowerCase());
    return name ? { ...findName(name), sure: true } : findWords(text);
  }

  function shown(number, pattern) {
    const { page, kind, anchor, title, text } = sections[number];
    const [address, chapter] = pages[page];
    return {
      address: `${address}#${anchor}`,
      chapter,
      kind,
      title: marked(title, pattern),
      excerpt: excerpt(text, pattern, language),
    };
  }

  /**
   * Answer a query with the first `most` results: { results, total, term, meant, instead, cut }.
   * `term`: the book's own word where the reader used another; `meant`: a likely spelling;
   * `instead`: the results are those of `meant`; `cut`: only the beginning of the query was read.
   */
  return function search(query, most = Infinity) {
    const whole = query.normalize("NFC").replace(/\s+/gu, " ").trim();
    const text = whole.slice(0, LONGEST);
    const answer = { results: [], total: 0, term: null, meant: null, instead: false, cut: text !== whole };
    if (!compact(text)) return answer;
    let found = look(text);
    if (!found.sure) answer.meant = likely(text);
    answer.instead = Boolean(answer.meant) && !(found.order.length && text.includes(" "));
    if (answer.instead) found = look(answer.meant);
    if (found.term && !answer.instead && !bases(compact(text)).includes(compact(found.term))) answer.term = found.term;
    answer.total = found.order.length;
    answer.results = found.order.slice(0, most).map((number) => shown(number, found.pattern));
    return answer;
  };
}

/** The numbers of the terms that a compact form may mean. */
function formsOf(terms) {
  const known = new Map();
  for (const [number, { forms }] of terms.entries()) {
    for (const form of new Set(forms.map(compact))) known.set(form, [...(known.get(form) ?? []), number]);
  }
  return known;
}

/** Patterns of two neighbouring words of a query, the second without its particle. */
function together(text) {
  const words = text.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
  return words.slice(1).map((word, i) => anyOf([source(`${words[i]} ${noun(word)}`, { open: true })]));
}

/** The terms within a longer query, the longest first, and what is left of it. */
function termsWithin(text, inside) {
  const found = new Set();
  const all = compact(text);
  let rest = text;
  for (const [form, numbers] of inside) {
    if (!all.includes(form)) continue;
    const without = rest.replace(anyOf([source(form, { loose: true })]), " ");
    if (without !== rest) for (const number of numbers) found.add(number);
    rest = without;
  }
  return { found: [...found], rest };
}
