// How well sections answer a question in many words: BM25 over the pieces of its words.
import { count, pieces } from "./words.js";

const [SATURATION, LENGTH] = [1.2, 0.6];
const [IN_TITLE, IN_CHAPTER] = [5, 3]; // a piece in a title counts as so many in the text

/** A function from a question to [{ number, score, share }], `share` of its pieces found. */
export function makeRanking(sections, pages) {
  const known = sections.map(({ title, text, code, page }) => ({
    title: title.toLowerCase(),
    chapter: pages[page][1].toLowerCase(),
    text: `${text} ${code}`.toLowerCase(),
  }));
  const mean = known.reduce((sum, { text }) => sum + text.length, 0) / known.length;
  const rarity = (found) => Math.log(1 + (known.length - found + 0.5) / (found + 0.5));

  return (question) => {
    const asked = pieces(question);
    const scores = known.map(() => 0);
    const found = known.map(() => 0);
    for (const [word, piece] of asked.flatMap((each) => each.map((piece) => [each, piece]))) {
      const own = known.map(({ title, text }) => count(text, piece) + IN_TITLE * count(title, piece));
      const counts = known.map(({ chapter }, number) => own[number] + IN_CHAPTER * count(chapter, piece));
      const weight = rarity(own.filter(Boolean).length) / word.length;
      for (const [number, times] of counts.entries()) {
        if (!times) continue;
        const long = 1 - LENGTH + (LENGTH * known[number].text.length) / mean;
        scores[number] += (weight * times * (1 + SATURATION)) / (times + SATURATION * long);
        found[number] += 1 / word.length / asked.length;
      }
    }
    return scores.map((score, number) => ({ number, score, share: found[number] })).filter(({ score }) => score);
  };
}
