// What stands around a picture: title and hint, the question, the stage (picture, controls, play) that
// fits one screen, what is behind "More", the summary.

import { button } from "./controls.js";
import { h } from "./dom.js";
import { more } from "./more.js";
import { predict } from "./predict.js";
import { Speaker } from "./speaker.js";
import { css } from "./style/index.js";

const MARKED = 2500; // ms that a change stays marked

export class Frame {
  #ui;
  #questions = new Map();

  constructor(ui) {
    this.#ui = ui;
    const { strings } = ui;
    const titleId = ui.id();
    this.speaker = new Speaker(ui);
    this.noteElement = h("p", { class: "note", role: "status" });
    this.back = h("span", {});
    this.asked = h("div", {});
    const again = button(ui.t("opening"), () => this.#startOver(), { icon: "reset", kind: "quiet" });
    const actions = h("div", { class: "actions" }, this.back, again.element, ui.page ? this.#copyLink() : null);
    this.root = h(
      "section",
      { class: "explorer", lang: ui.lang, "aria-labelledby": titleId, tabindex: -1 },
      h("header", {}, h("p", { class: "title", id: titleId }, strings.title), actions),
      h("p", { class: "hint" }, strings.hint),
      this.asked,
    );
    this.host = h("div", { class: "dl-explorer-live", "data-lm-suppress-shortcuts": "true" });
    this.host.attachShadow({ mode: "open" }).append(this.root);
  }

  /** Put the parts of a built figure in their places. */
  fill({ picture, controls, play, below = [], more: panels = [], question, style = "" }) {
    this.question = question;
    this.host.shadowRoot.prepend(h("style", {}, css + style));
    this.panels = more(this.#ui, panels);
    this.root.append(
      h(
        "div",
        { class: "stage" },
        h("div", { class: `picture ${picture.length === 2 ? "two" : ""}` }, ...picture),
        h("div", { class: "side" }, h("div", { class: "controls" }, ...controls), h("div", { class: "play" }, ...play)),
        h("div", { class: "below" }, ...below),
      ),
      this.panels.element,
      this.speaker.element,
      this.speaker.live,
      this.noteElement, // at the end, where it moves nothing, and yet in sight
    );
  }

  say(text, moving) {
    this.speaker.say(text, moving);
  }

  note(text) {
    this.noteElement.textContent = text;
  }

  /** Ask what makes sense in this state. A question that the reader has opened stays. */
  ask(state) {
    const open = [...this.#questions.values()].find((card) => card?.busy);
    const key = this.question?.(state) ?? null;
    if (key === this.shownQuestion || open) return;
    this.shownQuestion = key;
    if (key !== null && !this.#questions.has(key)) {
      const dismiss = () => {
        this.#questions.set(key, null); // asked and answered
        this.asked.replaceChildren();
        this.shownQuestion = undefined;
        this.#ui.invalidate();
      };
      this.#questions.set(key, predict(this.#ui, this.#ui.strings.predict[key], dismiss, this.#ui.page?.memory(key)));
    }
    const card = this.#questions.get(key);
    // The place of a question that no longer fits stays empty: nothing moves under a dragging hand.
    this.asked.style.minHeight = key === null ? `${this.asked.offsetHeight}px` : "";
    this.asked.replaceChildren(...(card ? [card.element] : []));
  }

  /** Open the panel behind "More" in which the control of a field stands; of none, nothing. */
  unfold(field) {
    const panel = field && this.root.querySelector(`.panel [data-field~="${field}"]`)?.closest(".panel");
    if (panel) this.panels.open(panel);
  }

  /** Mark for a moment the controls of these fields; a panel that holds one opens. */
  mark(fields) {
    const nodes = fields.flatMap((name) => [...this.root.querySelectorAll(`[data-field~="${name}"]`)]);
    for (const node of nodes) {
      if (node.closest(".panel[hidden]") && nodes.every((other) => other.closest(".panel"))) this.panels.open(node.closest(".panel"));
      node.classList.remove("changed");
      void node.offsetWidth; // starts the animation anew
      node.classList.add("changed");
    }
    this.root.classList.add("visited");
    clearTimeout(this.unmark);
    this.unmark = setTimeout(() => {
      this.root.classList.remove("visited");
      for (const node of nodes) node.classList.remove("changed");
    }, MARKED);
    this.#ui.onRemove(() => clearTimeout(this.unmark));
  }

  /** Offer one way back, once. */
  offerBack(text, action) {
    const way = button(text, () => (this.withdrawBack(), action()), { icon: "back", kind: "quiet back" });
    this.back.replaceChildren(way.element);
  }

  withdrawBack() {
    this.back.replaceChildren();
  }

  #startOver() {
    this.withdrawBack();
    this.#ui.figure.stop?.();
    this.#ui.set(this.#ui.opening);
  }

  #copyLink() {
    const ui = this.#ui;
    const copy = button(
      ui.t("copyLink"),
      async () => {
        const link = ui.page.link(ui.stateText);
        try {
          await navigator.clipboard.writeText(link);
          copy.say(ui.t("copied"));
          setTimeout(() => copy.say(ui.t("copyLink")), 2000);
        } catch {
          ui.note(`${ui.t("copyByHand")} ${link}`);
        }
      },
      { icon: "link", kind: "quiet" },
    );
    return copy.element;
  }
}
