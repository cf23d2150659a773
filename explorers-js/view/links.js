// Links of the text that name a state, <a href="#space_warp:act=tanh">: they move the figure, mark what
// changed, and bring the reader back to where they read, by the figure's button or the browser's own.

import { bringToView, inView } from "./scroll.js";
import { formatFragment, parseFragment } from "./state.js";

/** The states that a link to this very page names; null for every other link. */
function statesOf(link) {
  const [here, there] = [location.href, link.href].map((href) => href.replace(/#.*$/, ""));
  const { explorers } = parseFragment(link.hash);
  return here === there && explorers.size ? explorers : null;
}

/** What is needed to return to where the reader is now. */
const placeNow = (figures) => ({ dlReturn: { texts: [...figures.texts()], scroll: scrollY } });

let left = null; // the link that was followed last

export async function follow(event, figures) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((node) => node.tagName === "A" && node.hash);
  const states = link && statesOf(link);
  if (!states || ![...states.keys()].every((key) => figures.elements.has(key))) return;
  event.preventDefault();
  history.replaceState({ ...history.state, ...placeNow(figures) }, "");
  const fragment = parseFragment(location.hash);
  for (const [key, text] of states) fragment.explorers.set(key, text);
  history.pushState(null, "", formatFragment(fragment) || location.pathname + location.search);
  left = link;
  for (const [key, text] of states) {
    const shell = await figures.mount(key);
    shell.visit(text);
    shell.frame.offerBack(shell.t("backToText"), () => history.back());
    if (!inView(shell.host)) bringToView(figures.elements.get(key));
    shell.frame.root.focus({ preventScroll: true });
  }
}

/** Back (or forward) in the browser's history: states and place as they were. */
export function onHistory({ state }, figures) {
  if (!state?.dlReturn) return;
  const { texts, scroll } = state.dlReturn;
  for (const [key, text] of texts) figures.mounted.get(key)?.visit(text);
  for (const shell of figures.mounted.values()) shell.frame.withdrawBack();
  requestAnimationFrame(() => scrollTo({ top: scroll, behavior: "instant" }));
  left?.focus({ preventScroll: true });
}
