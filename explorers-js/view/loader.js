// The site's loader: mounts every <figure class="dl-explorer" data-explorer="name"> when it comes
// near the screen, with <same folder>/<name>.js, and keeps the states in the address.

import { languageOf } from "./language.js";
import { follow, onHistory } from "./links.js";
import { bringToView, hold } from "./scroll.js";
import { formatFragment, openingState, parseFragment, parseState } from "./state.js";

const NEAR = "600px";
const WRITE_DELAY = 400; // ms; browsers refuse addresses that change too often

/** The least that `render` needs of an anywidget model. */
export function plainModel(values) {
  const listeners = new Map();
  return {
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      for (const listener of listeners.get(`change:${name}`) ?? []) listener();
    },
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event).add(listener);
    },
    off: (event, listener) => listeners.get(event)?.delete(listener),
    save_changes() {},
  };
}

const scripts = new Map();

function loadScript(src) {
  if (!scripts.has(src))
    scripts.set(
      src,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = src;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${src}`));
        document.head.append(script);
      }),
    );
  return scripts.get(src);
}

/** The explorer `name`, and its words in a language. */
async function load(name, folder, lang) {
  await Promise.all([loadScript(`${folder}${name}.js`), loadScript(`${folder}${name}.${lang}.js`)]);
  return window.dlExplorers[name];
}

function given(figure) {
  try {
    return JSON.parse(figure.dataset.state ?? "{}");
  } catch {
    return {};
  }
}

/** A prediction as the page keeps it for its reader; on a page that keeps none, nothing. */
function predictionOf(key) {
  const reader = window.dlReader;
  return reader && { kept: reader.all().predictions[key], keep: (sign) => reader.add("predictions", { [key]: sign }) };
}

/** The figures of a page by their key in the address: the first of a kind is `name`, the next `name-2`. */
export class Figures {
  #folder;
  #timer = null;
  #mounting = new Map();
  mounted = new Map(); // key → shell

  constructor(folder) {
    this.#folder = folder;
    this.elements = new Map();
    const counts = new Map();
    for (const figure of document.querySelectorAll("figure.dl-explorer[data-explorer]")) {
      const name = figure.dataset.explorer;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      this.elements.set(count === 1 ? name : `${name}-${count}`, figure);
    }
  }

  /** Bring a figure to life, once; gives its shell. */
  mount(key) {
    if (!this.#mounting.has(key)) this.#mounting.set(key, this.#mount(key));
    return this.#mounting.get(key);
  }

  async #mount(key) {
    const figure = this.elements.get(key);
    const lang = languageOf(figure, figure.dataset.lang);
    const explorer = await load(figure.dataset.explorer, this.#folder, lang);
    const opening = openingState(explorer.schema, given(figure));
    const text = parseFragment(location.hash).explorers.get(key);
    const patch = text === undefined ? {} : parseState(explorer.schema, text);
    const model = plainModel({ ...opening, ...patch, lang });
    const root = document.documentElement.dataset.content_root ?? "";
    const embedded = document.documentElement.classList.contains("dl-embed");
    const page = {
      opening,
      badLink: patch === null,
      link: (state) => `${location.href.replace(/#.*$/, "")}#${key}:${state}`,
      onChange: () => this.writeSoon(),
      memory: (question) => predictionOf(`${figure.dataset.explorer}/${question}`),
      target: embedded ? "_blank" : null,
      trapHref: (slug) => (document.getElementById(slug) ? `#${slug}` : `${embedded ? root : ""}misconceptions.html#${slug}`),
    };
    const place = document.createElement("div");
    place.className = "dl-place";
    const picture = figure.querySelector("img");
    picture.before(place);
    await explorer.render({ model, el: place, page });
    picture.hidden = true;
    this.mounted.set(key, page.shell);
    return page.shell;
  }

  /** What each figure shows, as it stands in the address. */
  texts() {
    return new Map([...this.mounted].map(([key, shell]) => [key, shell.stateText]));
  }

  writeSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.write(), WRITE_DELAY);
  }

  /** Write the states into the address; what it says of figures not yet alive stays. */
  write() {
    const fragment = parseFragment(location.hash);
    for (const [key, text] of this.texts()) fragment.explorers.set(key, text);
    const hash = formatFragment(fragment);
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }
}

/** Something else than a click on a link of the text has changed the address: take over its states. */
function onHashChange(figures) {
  const { explorers } = parseFragment(location.hash);
  for (const [key, text] of explorers) figures.mounted.get(key)?.visit(text);
  if (!explorers.size) figures.write(); // a link to a section leaves the figures as they are
}

export function startLoader(folder) {
  const figures = new Figures(folder);
  const keys = new Map([...figures.elements].map(([key, figure]) => [figure, key]));
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        figures.mount(keys.get(target)).catch((error) => console.error(error));
      }
    },
    { rootMargin: NEAR },
  );
  // A figure may stand over the column beside the text: what is there makes way while one is in sight.
  const inSight = new Set();
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) inSight[isIntersecting ? "add" : "delete"](target);
    document.documentElement.classList.toggle("dl-in-sight", inSight.size > 0);
  });
  for (const figure of keys.keys()) {
    near.observe(figure);
    sight.observe(figure);
  }
  const { anchor, explorers } = parseFragment(location.hash);
  const wanted = [...explorers.keys()].find((key) => figures.elements.has(key));
  const target = document.getElementById(anchor) ?? figures.elements.get(wanted);
  if (explorers.size && target) {
    bringToView(target);
    hold(target);
  }
  addEventListener("hashchange", () => onHashChange(figures));
  addEventListener("click", (event) => follow(event, figures));
  addEventListener("popstate", (event) => onHistory(event, figures));
}
