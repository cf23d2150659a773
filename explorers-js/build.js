// Makes ../src/dlcore/explorers/static: for Jupyter the shared kit and the rest of one ES module per
// explorer, which Python joins; and classic scripts for the site, because file:// blocks modules.

import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../src/dlcore/explorers/static");
const common = { bundle: true, minify: true, target: "es2022", charset: "utf8", legalComments: "none", logLevel: "warning" };

/** The kit is already there, as window.dlKit on the site, and above the explorer in a notebook's module. */
const sharedKit = {
  name: "shared-kit",
  setup(bundler) {
    bundler.onResolve({ filter: /\/kit\.js$/ }, () => ({ path: "kit", namespace: "shared" }));
    bundler.onLoad({ filter: /.*/, namespace: "shared" }, () => ({ contents: "module.exports = dlKit" }));
  },
};

/** A notebook's module speaks both languages; a page loads the words of its own as a script beside the figure's. */
const words = (contents) => ({
  name: "words",
  setup(bundler) {
    bundler.onLoad({ filter: /explorers\/\w+\/strings\.json$/ }, () => contents);
  },
});

const folders = await readdir(here("explorers"), { withFileTypes: true });
const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);

await rm(out, { recursive: true, force: true });
await build({ ...common, entryPoints: [here("site.js")], format: "iife", outfile: `${out}/site/kit.js` });
await build({ ...common, entryPoints: [here("kit.js")], format: "iife", globalName: "dlKit", outfile: `${out}/kit.mjs` });
const pages = {}; // what the page around a figure needs to know of it
for (const name of names) {
  const entryPoints = [here(`explorers/${name}/index.js`)];
  const read = async (file) => JSON.parse(await readFile(here(`explorers/${name}/${file}`), "utf8"));
  const strings = await read("strings.json");
  pages[name] = { heights: await read("heights.json") };
  for (const [lang, { title, alt, hint }] of Object.entries(strings)) {
    pages[name][lang] = { label: title, alt, hint };
    delete strings[lang].alt; // the page has it, the script needs it not
    const text = `(window.dlWords["${name}"]??={})["${lang}"]=${JSON.stringify(strings[lang])};`;
    await writeFile(`${out}/site/${name}.${lang}.js`, text);
  }
  const plugins = [sharedKit, words({ contents: JSON.stringify(strings), loader: "json" })];
  await build({ ...common, entryPoints, format: "esm", plugins, outfile: `${out}/${name}.mjs` });
  await build({
    ...common,
    entryPoints,
    format: "iife",
    globalName: "__explorer",
    footer: { js: `window.dlExplorers["${name}"]=__explorer.default;` },
    plugins: [sharedKit, words({ contents: `module.exports = window.dlWords["${name}"] ??= {}`, loader: "js" })],
    outfile: `${out}/site/${name}.js`,
  });
}
await writeFile(`${out}/pages.json`, `${JSON.stringify(pages, null, 1)}\n`);
