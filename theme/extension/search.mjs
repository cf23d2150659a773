// Binds the search, theme/search/, into one classic script. On stdin the interface's words as JSON,
// on stdout the script's text as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// The figures' own esbuild: the theme needs no second one.
const { build } = createRequire(new URL("../../explorers-js/build.js", import.meta.url))("esbuild");
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../search/index.js", import.meta.url))],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  define: { WORDS: readFileSync(0, "utf8") },
});
process.stdout.write(JSON.stringify(outputFiles[0].text));
