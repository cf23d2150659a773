// An explorer pays only for what it uses: a module of the engine that nobody asks for leaves nothing behind.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const folder = fileURLToPath(new URL("../engine", import.meta.url));

for (const file of readdirSync(folder))
  test(`${file} can be left out`, async () => {
    const stdin = { contents: `import "./${file}"`, resolveDir: folder };
    const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
    assert.equal(outputFiles[0].text, "");
  });
