// Makes ../src/dlcore/explorers/static: one ES module per explorer for Jupyter, and classic scripts
// for the site (the shared kit once, and one small script per explorer), because file:// blocks modules.

import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../src/dlcore/explorers/static");
const common = { bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning" };

/** On the site the kit is already there, as window.dlKit. */
const sharedKit = {
  name: "shared-kit",
  setup(bundler) {
    bundler.onResolve({ filter: /\/kit\.js$/ }, () => ({ path: "kit", namespace: "shared" }));
    bundler.onLoad({ filter: /.*/, namespace: "shared" }, () => ({ contents: "module.exports = window.dlKit" }));
  },
};

/** The text that stands for the picture is written into the page, and is no use to the script. */
const withoutAlt = {
  name: "without-alt",
  setup(bundler) {
    bundler.onLoad({ filter: /explorers\/\w+\/strings\.json$/ }, async ({ path }) => {
      const words = JSON.parse(await readFile(path, "utf8"));
      for (const lang of Object.values(words)) delete lang.alt;
      return { contents: JSON.stringify(words), loader: "json" };
    });
  },
};

const folders = await readdir(here("explorers"), { withFileTypes: true });
const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);

await rm(out, { recursive: true, force: true });
await build({ ...common, entryPoints: [here("site.js")], format: "iife", outfile: `${out}/site/kit.js` });
const pages = {}; // what the page around a figure needs to know of it
for (const name of names) {
  const entryPoints = [here(`explorers/${name}/index.js`)];
  await build({ ...common, entryPoints, format: "esm", plugins: [withoutAlt], outfile: `${out}/${name}.mjs` });
  await build({
    ...common,
    entryPoints,
    format: "iife",
    globalName: "__explorer",
    footer: { js: `window.dlExplorers[${JSON.stringify(name)}]=__explorer.default;` },
    plugins: [sharedKit, withoutAlt],
    outfile: `${out}/site/${name}.js`,
  });
  const read = async (file) => JSON.parse(await readFile(here(`explorers/${name}/${file}`), "utf8"));
  pages[name] = { heights: await read("heights.json") };
  for (const [lang, { title, alt, hint }] of Object.entries(await read("strings.json")))
    pages[name][lang] = { label: title, alt, hint };
}
await writeFile(`${out}/pages.json`, `${JSON.stringify(pages, null, 1)}\n`);
