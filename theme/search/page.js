// A search field and what it finds: keyboard, words for the live region, results as links.
/* global WORDS -- the interface's words in the page's language, put in by the build */
import { LONGEST } from "./find.js";

const AT_ONCE = 20;
const QUIET = 400; // ms: a screen reader hears the count when typing pauses
const NAME = 2; // the kind of what the reference holds, which is in English
const KOREAN = /([가-힣]+(?: [가-힣]+)*)/;

const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key]);

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Parts of a text as nodes; on an English page Korean words say that they are. */
function nodesOf(parts, english) {
  const nodes = (text) =>
    text.split(english ? KOREAN : /$^/).map((piece) => {
      if (!english || !KOREAN.test(piece)) return piece;
      return Object.assign(element("span", "", piece), { lang: "ko" });
    });
  return parts.flatMap(({ text, hit }) => (hit ? [element("mark", "", ...nodes(text))] : nodes(text)));
}

function item(found, root) {
  const english = document.documentElement.lang === "en";
  const link = element("a", "", ...nodesOf(found.title, english));
  link.href = root + found.address;
  const text = element("p", "", ...nodesOf(found.excerpt, english));
  if (found.kind === NAME) text.lang = "en";
  return element("li", "", link, element("span", "place", found.chapter), text);
}

/** Let a form answer from `search` as one types. */
export function attach(form, search) {
  const input = form.querySelector("input");
  const box = form.parentElement.querySelector(".search-found");
  const [status, hint, list, more] = [".state", ".hint", "ol", ".more"].map((name) => box.querySelector(name));
  const root = document.documentElement.dataset.content_root ?? "./";
  const dialog = form.closest("dialog");
  let shown = AT_ONCE;
  let timer = 0;

  function announce(answer) {
    const { total, cut, instead, meant } = answer;
    const said = [cut && say(WORDS.cut, { most: LONGEST })];
    if (instead) said.push(say(WORDS.instead, { word: meant }));
    said.push(total ? say(WORDS.count, { n: total }) : WORDS.none);
    const text = input.value.trim() ? said.filter(Boolean).join(" ") : "";
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = text), QUIET);
  }

  function suggest({ term, meant, instead }) {
    hint.replaceChildren();
    if (meant && !instead) {
      const button = element("button", "", meant);
      button.type = "button";
      button.addEventListener("click", () => {
        input.value = meant;
        input.focus();
        ask();
      });
      hint.append(`${WORDS.meant} `, button);
    } else if (term) {
      hint.append(`${WORDS.own} `, element("strong", "", term));
    }
    hint.hidden = !hint.childNodes.length;
  }

  function draw() {
    const answer = search(input.value, shown);
    list.replaceChildren(...answer.results.map((found) => item(found, root)));
    suggest(answer);
    more.hidden = answer.total <= shown;
    announce(answer);
  }

  function ask() {
    shown = AT_ONCE;
    draw();
  }

  input.addEventListener("input", ask);
  more.addEventListener("click", () => {
    const before = shown;
    shown += AT_ONCE;
    draw();
    list.children[before]?.querySelector("a").focus();
  });
  list.addEventListener("click", (event) => event.target.closest("a") && dialog?.close());
  form.parentElement.addEventListener("keydown", (event) => move(event, input, list));
  form.addEventListener("submit", (event) => {
    input.value = input.value.trim().slice(0, LONGEST);
    if (dialog) return;
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  });
  if (!dialog) input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  ask();
}

/** Arrows go through the results, Escape back to the field. */
function move(event, input, list) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: at > 0 ? 0 : at };
  const next = steps[event.key];
  if (next === undefined || next === at) return;
  event.preventDefault();
  event.stopPropagation();
  stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
}
