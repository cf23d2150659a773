// Likely spellings: the words of the book that are a slip of the finger away. No page.
import { bases, compact } from "./words.js";

const SHORTEST = 4; // letters; Hangul is taken apart, as it is typed
const apart = (word) => compact(word).normalize("NFD");

/** How many slips (a letter too many, too few, another, two exchanged) part two words, at most `most`. */
export function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** The letters of a word as bits: two words that differ in many cannot be a slip apart. */
const bits = (letters) => [...letters].reduce((sum, letter) => sum | (1 << letter.charCodeAt(0) % 32), 0);

function ones(number) {
  let sum = 0;
  for (let rest = number; rest; rest &= rest - 1) sum += 1;
  return sum;
}

/**
 * A function from a query to its likely spelling, or null. `words`: the more likely first; `said`:
 * whether the book says a word, which then needs no other spelling.
 */
export function makeSpelling(words, said) {
  const list = [...new Set(words)].map((word) => ({ word, letters: apart(word), bits: bits(apart(word)) }));

  function near(text) {
    const asked = apart(text);
    const most = asked.length < SHORTEST ? 0 : asked.length < 7 ? 1 : 2;
    let found = null;
    let fewest = most + 1;
    const own = bits(asked);
    for (const { word, letters, bits: other } of list) {
      if (fewest === 0 || ones(own ^ other) > 2 * (fewest - 1)) continue;
      const count = slips(asked, letters, fewest - 1);
      if (count < fewest) [found, fewest] = [word, count];
    }
    return found;
  }

  return (text) => {
    for (const base of bases(compact(text))) {
      const whole = near(base);
      if (whole) return compact(whole) === base ? null : whole;
    }
    const each = text.split(" ").map((word) => {
      const better = word.length > 3 && !said(word) ? near(word) : null;
      return better ?? word;
    });
    const meant = each.join(" ");
    return each.length > 1 && meant !== text ? meant : null;
  };
}
