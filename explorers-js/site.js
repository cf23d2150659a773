// The site's shared script: the kit for the explorers' own scripts, and the loader.

import * as kit from "./kit.js";
import { startLoader } from "./view/loader.js";

window.dlKit = kit;
window.dlExplorers = {};
window.dlWords = {};
const folder = document.currentScript.src.replace(/[^/]*$/, "");

if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => startLoader(folder));
else startLoader(folder);
