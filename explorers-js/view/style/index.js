// The look of every explorer, inside its shadow root. Colours are the custom properties that the
// shell sets from palette.js; sizes are in rem, so that they follow the browser's text size.

import { controls } from "./controls.js";
import { frame } from "./frame.js";
import { parts } from "./parts.js";
import { plots } from "./plots.js";

export const css = [frame, plots, controls, parts].join("\n");
