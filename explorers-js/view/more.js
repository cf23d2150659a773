// What a figure keeps behind "More": named panels of which one is open, or none. What stands in a
// closed panel is hidden, not gone.

import { h } from "./dom.js";

/** `panels` is [[title, …nodes], …]. Gives { element, open(panel) }. */
export function more(ui, panels) {
  const entries = panels.map(([title, ...nodes]) => {
    const id = ui.id();
    const panel = h("div", { class: "panel", id, role: "group", "aria-label": title, hidden: true }, ...nodes);
    const tab = h(
      "button",
      { type: "button", "aria-expanded": "false", "aria-controls": id, onclick: () => toggle(panel, panel.hidden) },
      title,
    );
    return { tab, panel };
  });
  function toggle(chosen, opened) {
    for (const { tab, panel } of entries) {
      panel.hidden = panel !== chosen || !opened;
      tab.setAttribute("aria-expanded", String(!panel.hidden));
    }
  }
  const tabs = h("div", { class: "tabs" }, h("span", {}, ui.t("more")), ...entries.map(({ tab }) => tab));
  const element = h("div", { class: "more" }, tabs, ...entries.map(({ panel }) => panel));
  element.hidden = entries.length === 0;
  return { element, open: (panel) => toggle(panel, true) };
}
