// Predict first: one line that unfolds into a question with a few choices. A wrong one names the
// trap it falls into, if it is one, and what can be seen is a press away.

import { button } from "./controls.js";
import { h } from "./dom.js";

/**
 * `question` is { ask, choices: [{ text, why, trap?, wrong?, show? }] } of the strings; `trap` marks a wrong
 * choice, `wrong` one that is no common belief, `show` is the state that answers it. `dismiss()` is called when the reader has had enough.
 * `memory` is { kept, keep(sign) } where the page remembers what the reader chose.
 */
export function predict(ui, question, dismiss, memory) {
  const verdict = h("div", { class: "verdict", role: "status" });
  const choices = h("div", { class: "choices", role: "group", "aria-label": question.ask });
  const id = ui.id();
  const answers = h("div", { class: "answers", id, hidden: true }, choices, verdict);
  const bar = h(
    "button",
    { type: "button", class: "ask", "aria-expanded": "false", "aria-controls": id, onclick: () => unfold(answers.hidden) },
    h("span", { class: "eyebrow" }, ui.t("predictFirst")),
    h("span", { class: "question" }, question.ask),
  );
  const skip = button(ui.t("skip"), () => (unfold(false), dismiss()), { kind: "quiet" });
  const unfold = (open) => {
    answers.hidden = !open;
    bar.setAttribute("aria-expanded", String(open));
  };

  const answer = (choice, chosen) => {
    for (const other of choices.children) {
      other.classList.remove("right", "wrong");
      other.setAttribute("aria-pressed", String(other === chosen));
    }
    const wrong = choice.trap || choice.wrong;
    chosen.classList.add(wrong ? "wrong" : "right");
    const href = choice.trap && ui.page?.trapHref(choice.trap);
    const show = choice.show && button(ui.t("showMe"), () => ui.show(choice.show), { icon: "play" });
    verdict.replaceChildren(
      h(
        "p",
        {},
        h("strong", {}, ui.t(wrong ? "notQuite" : "right")),
        ` ${choice.why} `,
        href ? h("a", { href, target: ui.page.target, "data-trap": choice.trap }, ui.t("trapLink")) : null,
      ),
      ...(show ? [show.element] : []),
    );
    skip.say(ui.t("close"));
  };

  question.choices.forEach((choice, i) => {
    const sign = String(i); // both languages have the choices in one order
    const onclick = () => (answer(choice, chosen), memory?.keep(sign));
    const chosen = h("button", { type: "button", class: "choice", "aria-pressed": "false", onclick }, choice.text);
    choices.append(chosen);
    if (sign === memory?.kept) answer(choice, chosen);
  });
  return {
    element: h("div", { class: "predict" }, bar, skip.element, answers),
    /** Whether the reader is at it. */
    get busy() {
      return !answers.hidden;
    },
  };
}
