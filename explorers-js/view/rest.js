// A picture at rest is drawn once more, finely.

const REST = 150; // ms without a change

/** Gives rested(now): whether nothing has changed for a while; the figure is drawn again when it has not. */
export function restWatch(ui) {
  let [drawn, still, timer] = ["", false, null];
  ui.onRemove(() => clearTimeout(timer));
  return (now) => {
    if (now === drawn) return still;
    [drawn, still] = [now, false];
    clearTimeout(timer);
    timer = setTimeout(() => {
      still = true;
      ui.invalidate();
    }, REST);
    return false;
  };
}
