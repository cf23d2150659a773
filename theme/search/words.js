// Words: what finds one in a text, whatever its spaces, particles and plurals, and the pieces of
// words by which sections are ranked. No page.

const HANGUL = /[가-힣]/;
const WORDS = /[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}_])+/gu;
const LETTER = /[a-z0-9_]/;
const GAP = "[\\s\\u2010-\\u2015-]*";
const SEPARATORS = /[\s\u2010-\u2015-]+/gu;
const SILENT = /[\s\u2010-\u2015'"“”‘’`.,:;!?()[\]{}<>/|·…-]+/gu;
// What follows a Korean noun; the longest first.
const PARTICLES = [
  "이란무엇인가", "란무엇인가", "이라는", "에서는", "으로는", "이란", "라는", "에서", "에는", "에게", "으로", "까지", "부터",
  "마다", "보다", "처럼", "이나", "인가", "입니다", "이다", "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과",
  "도", "만", "란", "나",
];
const PARTICLE = `(?:${PARTICLES.join("|")})`;
const AFTER_ONE = `(?=$|[^가-힣]|${PARTICLE}(?![가-힣]))`;
const ENDINGS = [[/ies$/, "y"], [/ices$/, "ix"], [/es$/, ""], [/ima$/, "imum"], [/s$/, ""]];
const STOP = new Set(
  ("a an and are as at be by can cannot do does for from has have how i if in into is it its many much my not of on or " +
    "should so than that the then there this to use used using was what when where which who why with you your").split(" "),
);

// Korean words that ask, and what makes a verb of a noun.
const ASKING = new RegExp(
  "^(?:왜|어떻게|무엇[을이]?|무슨|뭐[가를]?|뭘|언제|어떤|어디|이유|까닭|방법|차이|때|더|안|수|것|좀|정말|" +
    "[좋같]은가요?|(?:있|없|되|하|쓰|나)(?:나요?|는가요?|을까요?|어요|는|은)|[되하쓰]나|될까요?|할까요?|해야|돼요?|되면|하면|알려줘)$",
);
const VERB = /(?<=[가-힣]{2})(?:하|되|해|돼|했|됐|할|될|한|된)[가-힣]{0,3}$/;

/** A word as it is compared: no case, no spaces, no marks. */
export const compact = (text) => text.normalize("NFC").toLowerCase().replace(SILENT, "");

/** Forms of a compact query under which a term may be known: without particle, in the singular. */
export function bases(word) {
  const found = [word];
  if (HANGUL.test(word.at(-1) ?? "")) {
    for (const particle of PARTICLES) {
      if (word.endsWith(particle) && word.length > particle.length) found.push(word.slice(0, -particle.length));
    }
  } else {
    for (const [ending, single] of ENDINGS) if (ending.test(word)) found.push(word.replace(ending, single));
  }
  return found;
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const last = (letters) =>
  letters.replace(/y$/, "(?:y|ies)").replace(/imum$/, "im(?:um|a)").replace(/ix$/, "i(?:x|ces)");

/** The source of a pattern for a word. `loose`: it may be parted anywhere; `open`: it may go on. */
export function source(word, { loose = false, open = false } = {}) {
  const parts = word.normalize("NFC").trim().split(SEPARATORS).filter(Boolean);
  const inside = (part) => (loose ? [...part].map(escaped).join(GAP) : escaped(part));
  const ends = parts.map((part, i) => (i === parts.length - 1 && !loose ? last(inside(part)) : inside(part)));
  const before = /^[a-z0-9]/i.test(word) ? "(?<![A-Za-z0-9])" : "";
  let after = "";
  if (/[a-z0-9]$/i.test(word)) after = open ? "" : "(?:e?s)?(?![A-Za-z0-9])";
  if (word.length === 1 && HANGUL.test(word)) return `(?<![가-힣])${word}${AFTER_ONE}`;
  return before + ends.join(GAP) + after;
}

/** A pattern for any of some sources, or one that finds nothing. */
export const anyOf = (sources) => new RegExp(sources.length ? sources.join("|") : "(?!)", "giu");

/** A Korean word without its particle, or without what makes a verb of it. */
export function noun(word) {
  const [whole, short] = bases(word.replace(VERB, "")); // without its longest particle
  return short?.length > 1 ? short : whole;
}

/** The words of a query that stand alone, without particles: sources of patterns that mark them. */
export function marks(text) {
  return (text.match(WORDS) ?? []).flatMap((word) => {
    if (!HANGUL.test(word)) return word.length < 2 || STOP.has(word.toLowerCase()) ? [] : [`${source(word, { open: true })}\\w*`];
    const found = noun(word);
    return found.length > 1 && !ASKING.test(word) ? [`(?<![가-힣])${found}`] : [];
  });
}

/** A word without its English ending. */
const stem = (word) =>
  word.length < 5 ? word.replace(/(?<=[a-z]{3})s$/, "") : word.replace(/(?:ies|ing|ed|es|s|e|y)$/, "");

/** The words of a query in pieces: English without its ending; of Hangul each two syllables. */
export function pieces(text) {
  return [...new Set(text.toLowerCase().match(WORDS) ?? [])].flatMap((word) => {
    if (!HANGUL.test(word)) return STOP.has(word) ? [] : [[stem(word)]];
    if (ASKING.test(word)) return [];
    const whole = noun(word);
    return whole.length > 1 ? [Array.from({ length: whole.length - 1 }, (_, i) => whole.slice(i, i + 2))] : [];
  });
}

/** How often a piece stands in a text in small letters; one of letters begins a word, a short one is it. */
export function count(text, piece) {
  const free = HANGUL.test(piece);
  const letter = (at) => LETTER.test(text[at] ?? "");
  let found = 0;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) {
    if (free || !(letter(at - 1) || (piece.length < 4 && letter(at + piece.length)))) found += 1;
  }
  return found;
}
