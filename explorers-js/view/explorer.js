// The shell of every explorer: state, language, theme, and redrawing. One `render({ model, el, page })`
// serves Jupyter (an anywidget model, no page) and the site (a plain model and the page that
// `loader.js` gives). What stands around the picture is made by frame.js.

import { Frame } from "./frame.js";
import { languageOf, shown } from "./language.js";
import { currentTheme, palettes, watchTheme } from "./palette.js";
import { formatState, openingState, parseState, same } from "./state.js";
import kitStrings from "./strings.json" with { type: "json" };
import { throttled } from "./throttle.js";

const SAVE_INTERVAL = 100; // ms between two messages to Python
const REPORT_INTERVAL = 500; // ms between two reports of results
const BUDGET = 6; // ms of a frame that computing may take: with the drawing a frame stays below 16
const OPENING = 100; // ms before the figure is shown

let serial = 0;

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
    this.lang = languageOf(el, model.get("lang"));
    this.strings = { ...kitStrings[this.lang], ...spec.strings[this.lang] };
    this.opening = openingState(spec.schema, page?.opening);
    /** What tests and curious readers may look at. */
    this.counters = { frames: 0, visible: false, lastFrame: 0, busy: false };
    /** How much larger than usual the reader's text is. */
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
    this.#watchMotion();

    this.frame = new Frame(this);
    this.host = this.frame.host;
    this.host.explorer = { counters: this.counters };
    el.append(this.host);
    this.onRemove(() => this.host.remove());

    this.#setTheme();
    this.onRemove(watchTheme(() => this.#setTheme()));
    const onFonts = () => this.invalidate(); // words on canvases do not change by themselves
    document.fonts.addEventListener("loadingdone", onFonts);
    this.onRemove(() => document.fonts.removeEventListener("loadingdone", onFonts));
    this.save = throttled(() => model.save_changes(), SAVE_INTERVAL);
    this.onRemove(this.save.cancel);
    this.sendReport = throttled(() => {
      for (const [name, value] of Object.entries(this.results)) model.set(name, value);
      this.save();
    }, REPORT_INTERVAL);
    this.onRemove(this.sendReport.cancel);
    this.#watchModel();
    this.#watchScreen();
  }

  #watchMotion() {
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.reducedMotion = motion.matches;
    const onMotion = () => (this.reducedMotion = motion.matches);
    motion.addEventListener("change", onMotion);
    this.onRemove(() => motion.removeEventListener("change", onMotion));
  }

  #watchModel() {
    const fields = Object.keys(this.#spec.schema);
    const onChange = () => {
      this.invalidate();
      this.page?.onChange();
    };
    for (const name of fields) this.#model.on(`change:${name}`, onChange);
    this.onRemove(() => fields.forEach((name) => this.#model.off(`change:${name}`, onChange)));
  }

  #watchScreen() {
    const observer = new IntersectionObserver((entries) => {
      this.#visible = this.counters.visible = entries.at(-1).isIntersecting;
      if (this.#visible) this.#schedule();
    });
    observer.observe(this.host);
    this.onRemove(() => observer.disconnect());
    this.onRemove(() => cancelAnimationFrame(this.#request));
  }

  #setTheme() {
    const theme = currentTheme();
    this.colors = palettes[theme];
    this.host.dataset.theme = theme;
    for (const [name, value] of Object.entries(this.colors)) this.host.style.setProperty(`--${name}`, value);
    this.invalidate();
  }

  /** Build the figure, put it into the frame, and show it once it has been measured and drawn, wherever it is. */
  async start() {
    const nextFrame = () => new Promise(requestAnimationFrame);
    this.host.style.visibility = "hidden";
    this.figure = this.#spec.build(this);
    this.frame.fill(this.figure);
    this.frame.unfold(this.figure.opens?.(this.state));
    this.#draw();
    await nextFrame(); // at its end plots learn their sizes
    await nextFrame();
    this.#draw();
    this.host.style.visibility = "";
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

  /** Change some fields of the state; returns the names of those that differ now. */
  set(patch) {
    this.note("");
    const changed = Object.entries(patch).filter(([name, value]) => !same(this.#model.get(name), value));
    for (const [name, value] of changed) this.#model.set(name, value);
    if (changed.length) this.save();
    return changed.map(([name]) => name);
  }

  /**
   * Go to the state that a text names, all that it does not name as in `from`, and mark what changed;
   * false if the text cannot be read.
   */
  visit(text, from = this.opening) {
    const patch = parseState(this.#spec.schema, text);
    const changed = this.set({ ...from, ...patch });
    if (patch === null) this.note(this.t("badLink"));
    this.frame.unfold(this.figure.opens?.(this.state));
    this.frame.mark(changed);
    return patch !== null;
  }

  /** Show a state of the figure's own words, and offer the way back. */
  show(text) {
    const before = this.state;
    const kept = Object.fromEntries((this.#spec.keep ?? []).map((name) => [name, before[name]]));
    this.visit(text, { ...openingState(this.#spec.schema), ...kept });
    this.frame.offerBack(this.t("backToMine"), () => this.set(before));
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

  /** The font of words on a canvas: that of the page, `size` pixels at the usual size of text. */
  font(size, weight = 400) {
    this.family ??= getComputedStyle(this.frame.root).fontFamily;
    return `${weight} ${size * this.rem}px ${this.family}`;
  }

  /** How many milliseconds a figure may compute before it draws; what is left is for the next frames. */
  get budget() {
    return this.counters.frames ? BUDGET : OPENING;
  }

  /** The figure computes over several frames: draw again until it is `done`, which is returned. */
  pending(done) {
    this.counters.busy = !done;
    if (!done) this.invalidate();
    return done;
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
        this.#draw();
        this.counters.lastFrame = performance.now() - start;
      }
      this.#schedule();
    });
  }

  #draw() {
    this.#dirty = false;
    const { state } = this;
    if (this.figure.draw(state) !== false) this.frame.say(this.figure.summary(), this.#animation !== null);
    this.frame.ask(state);
    this.counters.frames += 1;
  }

  note(text) {
    this.frame.note(text);
  }

  /** The string `key` in the page's language, {names} filled in. */
  t(key, values = {}) {
    return this.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
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
 * `spec` is { name, strings: {ko, en}, schema, build(ui), keep? }. `build` makes the parts of a figure:
 *   picture   nodes that a phone keeps in sight while the controls scroll
 *   controls  at most five nodes
 *   play      nodes: the player, and a line that says how far it is
 *   below     what belongs to the picture but need not stay in sight: curves over time
 *   more      [[title, …nodes], …], hidden until asked for
 *   opens     opens(state) names a field whose panel is open at the start, or null
 *   question  question(state) names the question of the strings that makes sense now, or null
 *   style     the CSS of what only this figure has
 *   draw      draw(state) shows a state; false while it is still computing: nothing is said yet
 *   summary   summary() says in words what is shown
 * `keep` names the fields that "show me" leaves as they are.
 */
export function explorer(spec) {
  const render = async ({ model, el, page }) => {
    if (!page) await shown(el); // its language is that of the place where it stands
    const shell = new Shell(spec, model, el, page);
    await shell.start();
    if (page?.badLink) shell.note(shell.t("badLink"));
    if (page) page.shell = shell;
    return () => shell.remove();
  };
  return { name: spec.name, schema: spec.schema, render };
}
