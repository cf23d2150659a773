// What a training has come to: losses and accuracies in a table, each with the line of its curve.

import { h } from "./dom.js";
import { lineSwatch, table } from "./parts.js";
import { fmt } from "./scale.js";

export const percent = (share, digits = 1) => (share === undefined ? "–" : `${fmt(100 * share, digits)} %`);

/** A loss for people; one that is no number says so. */
export const lossText = (value) => (value === undefined ? "–" : Number.isFinite(value) ? fmt(value, 3) : String(value));

/** The table of training and test set. Its draw({ losses, accuracy }) takes a list of losses for each set that there is. */
export function resultsTable(ui) {
  const cells = [0, 1].map(() => [h("td"), h("td")]);
  const element = table({
    caption: ui.t("curves"),
    hideCaption: true,
    head: ["", ui.t("lossAxis"), ui.t("accuracy")],
    rows: ["train", "test"].map((name, k) => [[lineSwatch(name), ui.t(name)], ...cells[k]]),
  });
  element.classList.add("results");
  const [, test] = element.tBodies[0].rows;
  return {
    element,
    draw({ losses, accuracy }) {
      test.hidden = losses.length === 1;
      cells.forEach(([loss, right], k) => {
        loss.textContent = lossText(losses[k]?.at(-1));
        right.textContent = percent(accuracy[k]);
      });
    },
  };
}
