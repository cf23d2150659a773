// Drops from style sheets the rules that no page and no script of the site can need. On stdin JSON
// { content, sheets }, names of the files that mention classes and of the style sheets; on stdout
// the list of what remains of each sheet. Faces stay: their names stand in variables, where
// PurgeCSS does not look.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

// PurgeCSS drops `:focus-visible` and keeps `*:focus-visible`, which is the same.
const BARE = /(^|[\s>+~])(?=:(?!:|root\b))/g;

function readable(sheet) {
  const css = postcss.parse(readFileSync(sheet, "utf8"));
  css.walkAtRules("import", (rule) => {
    const name = rule.params.match(/[^"'()\s]+\.css/)[0];
    rule.replaceWith(postcss.parse(readable(join(dirname(sheet), name))));
  });
  css.walkRules((rule) => {
    if (rule.parent.name?.endsWith("keyframes")) return;
    rule.selectors = rule.selectors.map((selector) => selector.replace(BARE, "$1*"));
  });
  return css.toString();
}

const { content, sheets } = JSON.parse(readFileSync(0, "utf8"));
const css = sheets.map((sheet) => ({ name: sheet, raw: readable(sheet) }));
const kept = await new PurgeCSS().purge({ content, css });
process.stdout.write(JSON.stringify(kept.map(({ css }) => css)));
