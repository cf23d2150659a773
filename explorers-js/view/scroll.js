// Bringing a figure into view, and keeping it there while the page around it still moves.

const PATIENCE = 4000; // ms that a page may take to settle
const OWN_SCROLLING = ["wheel", "touchstart", "keydown", "pointerdown"];

/** Scroll until a figure begins below the bar of the page. */
export function bringToView(target) {
  target.scrollIntoView({ block: "start", behavior: "instant" });
}

/** Stay at a target while the page above it changes its height, until the reader scrolls. */
export function hold(target) {
  const observer = new ResizeObserver(() => bringToView(target));
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const kind of OWN_SCROLLING) removeEventListener(kind, stop);
  };
  const timer = setTimeout(stop, PATIENCE);
  observer.observe(document.body);
  for (const kind of OWN_SCROLLING) addEventListener(kind, stop, { passive: true });
}

/** Whether the upper part of an element, as much as fits, is on the screen. */
export function inView(element, share = 0.75) {
  const { top, height } = element.getBoundingClientRect();
  const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  return top >= bar - 4 && top + Math.min(share * height, innerHeight - bar) <= innerHeight + 4;
}
