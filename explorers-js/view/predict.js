// Predict first: a question with a few choices. Each wrong one names the trap it falls into.

import { button } from "./controls.js";
import { h } from "./dom.js";

/** `question` is { ask, choices: [{ text, why, trap? }], right } of the strings; `trap` marks a wrong choice. */
export function predict(ui, question) {
  const verdict = h("div", { class: "verdict", role: "status" });
  const list = h("div", { class: "choices" });
  const id = ui.id();
  const card = h(
    "section",
    { class: "predict", "aria-labelledby": id },
    h("p", { class: "eyebrow" }, ui.t("predictFirst")),
    h("p", { class: "ask", id }, question.ask),
    list,
    verdict,
  );
  const skip = button(ui.t("skip"), () => card.remove(), { kind: "quiet" });

  const answer = (choice, chosen) => {
    for (const other of list.children) {
      other.classList.remove("right", "wrong");
      other.setAttribute("aria-pressed", String(other === chosen));
    }
    chosen.classList.add(choice.trap ? "wrong" : "right");
    const href = choice.trap && ui.trapHref(choice.trap);
    verdict.replaceChildren(
      h(
        "p",
        {},
        h("strong", {}, ui.t(choice.trap ? "notQuite" : "right")),
        ` ${choice.why} `,
        href ? h("a", { href, "data-trap": choice.trap }, ui.t("trapLink")) : null,
      ),
    );
    skip.say(ui.t("close"));
  };

  for (const choice of question.choices) {
    const chosen = h(
      "button",
      { type: "button", class: "choice", "aria-pressed": "false", onclick: () => answer(choice, chosen) },
      choice.text,
    );
    list.append(chosen);
  }
  card.append(skip.element);
  return card;
}
