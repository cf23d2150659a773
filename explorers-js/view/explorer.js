// The shell of every explorer: state, language, theme, redrawing, the text summary, and the frame
// around the figure. One `render({ model, el, page })` serves Jupyter (an anywidget model, no page)
// and the site (a plain model and the page that `loader.js` gives).

import { button } from "./controls.js";
import { h } from "./dom.js";
import { currentTheme, palettes, watchTheme } from "./palette.js";
import { formatState, openingState, same } from "./state.js";
import kitStrings from "./strings.json" with { type: "json" };
import { css } from "./style.js";

const SUMMARY_INTERVAL = 1000; // ms between two announcements
const SAVE_INTERVAL = 100; // ms between two messages to Python
const REPORT_INTERVAL = 500; // ms between two reports of results

let serial = 0;

/** Wait until a node is in the document: JupyterLab renders a widget first and shows it afterwards. */
async function shown(el) {
  for (let frames = 0; !el.isConnected && frames < 60; frames++) await new Promise(requestAnimationFrame);
}

/** What is asked for; else the language of the notebook's own text, of the page, of the browser. */
function languageOf(model, el) {
  const asked = model.get("lang") ?? "auto";
  const notebook = el.closest(".jp-Notebook");
  const place = () => (el.closest("[lang]") ?? document.documentElement).lang || navigator.language;
  const written = () => notebook.lang || (/[가-힣]/.test(notebook.textContent) ? "ko" : "en");
  const found = asked !== "auto" ? asked : notebook ? written() : place();
  return found.toLowerCase().startsWith("ko") ? "ko" : "en";
}

/** Calls `action` at most once per `interval`, the last call always. */
function throttled(action, interval) {
  let timer = null;
  let again = false;
  const run = () => {
    timer = null;
    if (!again) return;
    again = false;
    timer = setTimeout(run, interval);
    action();
  };
  const call = () => {
    again = true;
    if (timer === null) run();
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}

class Shell {
  #spec;
  #model;
  #cleanups = [];
  #dirty = false;
  #visible = false;
  #animation = null;
  #request = null;

  constructor(spec, model, el, page) {
    this.#spec = spec;
    this.#model = model;
    this.page = page;
    this.lang = languageOf(model, el);
    this.strings = { ...kitStrings[this.lang], ...spec.strings[this.lang] };
    this.opening = openingState(spec.schema, page?.opening);
    /** What tests and curious readers may look at. */
    this.counters = { frames: 0, visible: false, lastFrame: 0, busy: false };

    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.reducedMotion = motion.matches;
    const onMotion = () => (this.reducedMotion = motion.matches);
    motion.addEventListener("change", onMotion);
    this.onRemove(() => motion.removeEventListener("change", onMotion));

    this.host = h("div", { class: "dl-explorer-live", "data-lm-suppress-shortcuts": "true" });
    this.host.explorer = { counters: this.counters };
    this.body = h("div", { class: "body" });
    this.#frame();
    el.append(this.host);
    this.onRemove(() => this.host.remove());

    this.#setTheme();
    this.onRemove(watchTheme(() => this.#setTheme()));
    this.save = throttled(() => model.save_changes(), SAVE_INTERVAL);
    this.onRemove(this.save.cancel);
    this.sendReport = throttled(() => {
      for (const [name, value] of Object.entries(this.results)) model.set(name, value);
      this.save();
    }, REPORT_INTERVAL);
    this.onRemove(this.sendReport.cancel);

    const fields = Object.keys(spec.schema);
    const onChange = () => {
      this.invalidate();
      page?.onChange();
    };
    for (const name of fields) model.on(`change:${name}`, onChange);
    this.onRemove(() => fields.forEach((name) => model.off(`change:${name}`, onChange)));

    const observer = new IntersectionObserver((entries) => {
      this.#visible = this.counters.visible = entries.at(-1).isIntersecting;
      if (this.#visible) this.#schedule();
    });
    observer.observe(this.host);
    this.onRemove(() => observer.disconnect());
    this.onRemove(() => cancelAnimationFrame(this.#request));
  }

  #frame() {
    const { strings } = this;
    const titleId = this.id();
    const actions = h("div", { class: "actions" });
    actions.append(button(this.t("opening"), () => this.set(this.opening), { icon: "reset", kind: "quiet" }).element);
    if (this.page) actions.append(this.#copyLink());
    this.noteElement = h("p", { class: "note", role: "status" });
    this.summaryElement = h("p", { class: "summary", "aria-live": "polite", "aria-atomic": "true" });
    this.announce = throttled(() => {
      const text = this.figure.summary();
      if (text !== this.summaryElement.textContent) this.summaryElement.textContent = text;
    }, SUMMARY_INTERVAL);
    this.onRemove(this.announce.cancel);
    this.root = h(
      "section",
      { class: "explorer", lang: this.lang, "aria-labelledby": titleId },
      h("header", {}, h("p", { class: "title", id: titleId }, strings.title), actions),
      h("p", { class: "hint" }, strings.hint),
      this.noteElement,
      this.body,
      this.summaryElement,
    );
    this.host.attachShadow({ mode: "open" }).append(h("style", {}, css), this.root);
  }

  #copyLink() {
    const copy = button(
      this.t("copyLink"),
      async () => {
        const link = this.page.link(this.stateText);
        try {
          await navigator.clipboard.writeText(link);
          copy.say(this.t("copied"));
          setTimeout(() => copy.say(this.t("copyLink")), 2000);
        } catch {
          this.note(`${this.t("copyByHand")} ${link}`);
        }
      },
      { icon: "link", kind: "quiet" },
    );
    return copy.element;
  }

  #setTheme() {
    const theme = currentTheme();
    this.colors = palettes[theme];
    this.host.dataset.theme = theme;
    for (const [name, value] of Object.entries(this.colors)) this.host.style.setProperty(`--${name}`, value);
    this.invalidate();
  }

  /** Build the figure; it gives { draw(), summary() }. */
  start() {
    this.figure = this.#spec.build(this);
    this.invalidate();
  }

  get state() {
    const state = {};
    for (const name of Object.keys(this.#spec.schema)) state[name] = this.#model.get(name);
    return state;
  }

  /** What of the state differs from the opening, as it stands in the address. */
  get stateText() {
    return formatState(this.#spec.schema, this.state, this.opening);
  }

  /** Change some fields of the state. */
  set(patch) {
    this.note("");
    const changed = Object.entries(patch).filter(([name, value]) => !same(this.#model.get(name), value));
    for (const [name, value] of changed) this.#model.set(name, value);
    if (changed.length) this.save();
  }

  /** Tell Python what came out: traits that are no part of the state. */
  report(results) {
    if (same(results, this.results ?? null)) return;
    this.results = results;
    this.sendReport();
  }

  /** Draw again in the next frame in which the figure is on screen. */
  invalidate() {
    this.#dirty = true;
    this.#schedule();
  }

  /** Call `frame(now)` in every frame while the figure is on screen; null stops. */
  animate(frame) {
    this.#animation = frame;
    this.#schedule();
  }

  #schedule() {
    if (this.#request !== null || !this.#visible || !(this.#dirty || this.#animation)) return;
    this.#request = requestAnimationFrame((now) => {
      this.#request = null;
      const start = performance.now();
      this.#animation?.(now);
      if (this.#dirty) {
        this.#dirty = false;
        if (this.figure.draw(this.state) !== false) this.announce();
        this.counters.frames += 1;
        this.counters.lastFrame = performance.now() - start;
      }
      this.#schedule();
    });
  }

  note(text) {
    this.noteElement.textContent = text;
  }

  /** The string `key` in the page's language, {names} filled in. */
  t(key, values = {}) {
    return this.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  trapHref(slug) {
    return this.page?.trapHref(slug);
  }

  id() {
    serial += 1;
    return `dl-${serial}`;
  }

  onRemove(action) {
    this.#cleanups.push(action);
  }

  remove() {
    this.#animation = null;
    for (const action of this.#cleanups) action();
  }
}

/**
 * `spec` is { name, strings: {ko, en}, schema, build(ui) → { draw(state), summary() } }. `draw` returns
 * false while it is still computing what the state asks for: nothing is announced yet.
 */
export function explorer(spec) {
  const render = async ({ model, el, page }) => {
    if (!page) await shown(el); // its language is that of the place where it stands
    const shell = new Shell(spec, model, el, page);
    shell.start();
    if (page?.badLink) shell.note(shell.t("badLink"));
    if (page) page.shell = shell;
    return () => shell.remove();
  };
  return { name: spec.name, schema: spec.schema, render };
}
