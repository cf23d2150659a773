// The site's loader: mounts every <figure class="dl-explorer" data-explorer="name"> when it comes
// near the screen, with <same folder>/<name>.js, and keeps the state in the address.

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

function load(name, folder) {
  if (!scripts.has(name))
    scripts.set(
      name,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${folder}${name}.js`;
        script.onload = () => resolve(window.dlExplorers[name]);
        script.onerror = () => reject(new Error(`cannot load ${script.src}`));
        document.head.append(script);
      }),
    );
  return scripts.get(name);
}

const mounted = new Map(); // key in the address → { explorer, page }
let timer = null;

function writeAddress() {
  const fragment = parseFragment(location.hash);
  for (const [key, { page }] of mounted) fragment.explorers.set(key, page.shell.stateText);
  const hash = formatFragment(fragment);
  if (hash !== location.hash)
    history.replaceState(history.state, "", hash || location.pathname + location.search);
}

function given(figure) {
  try {
    return JSON.parse(figure.dataset.state ?? "{}");
  } catch {
    return {};
  }
}

async function mount(figure, key, folder) {
  const explorer = await load(figure.dataset.explorer, folder);
  const opening = openingState(explorer.schema, given(figure));
  const text = parseFragment(location.hash).explorers.get(key);
  const patch = text === undefined ? {} : parseState(explorer.schema, text);
  const model = plainModel({ ...opening, ...patch, lang: figure.dataset.lang ?? "auto" });
  const page = {
    opening,
    badLink: patch === null,
    link: (state) => `${location.href.replace(/#.*$/, "")}#${key}:${state}`,
    onChange() {
      clearTimeout(timer);
      timer = setTimeout(writeAddress, WRITE_DELAY);
    },
    trapHref: (slug) => (document.getElementById(slug) ? `#${slug}` : `misconceptions.html#${slug}`),
  };
  const place = document.createElement("div");
  const picture = figure.querySelector("img");
  figure.insertBefore(place, picture);
  await explorer.render({ model, el: place, page });
  if (picture) picture.hidden = true;
  mounted.set(key, { explorer, page });
}

/** A link to this same page was followed: take over the states that it holds. */
function onHashChange() {
  for (const [key, text] of parseFragment(location.hash).explorers) {
    const entry = mounted.get(key);
    if (!entry) continue;
    const patch = parseState(entry.explorer.schema, text);
    entry.page.shell.set({ ...entry.page.opening, ...patch });
    if (patch === null) entry.page.shell.note(entry.page.shell.t("badLink"));
  }
}

export function startLoader(folder) {
  const counts = new Map();
  const keys = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        mount(target, keys.get(target), folder).catch((error) => console.error(error));
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of document.querySelectorAll("figure.dl-explorer[data-explorer]")) {
    const name = figure.dataset.explorer;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    keys.set(figure, count === 1 ? name : `${name}-${count}`);
    observer.observe(figure);
  }
  const { anchor, explorers } = parseFragment(location.hash);
  const wanted = [...keys].find(([, key]) => explorers.has(key))?.[0];
  if (explorers.size) (document.getElementById(anchor) ?? wanted)?.scrollIntoView();
  addEventListener("hashchange", onHashChange);
}
