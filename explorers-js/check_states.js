// Reads [[figure, state], …] as JSON and answers for each null, or why the figure would refuse the state.

import { readFileSync } from "node:fs";
import { parseState } from "./view/state.js";

const schemas = new Map();

async function schemaOf(name) {
  if (!schemas.has(name)) schemas.set(name, (await import(`./explorers/${name}/model.js`)).schema);
  return schemas.get(name);
}

async function problem([name, text]) {
  const schema = await schemaOf(name);
  if (parseState(schema, text)) return null;
  const pair = text.split(",").find((part) => parseState(schema, part) === null);
  if (pair === undefined) return "a field is set twice, or the state is too long";
  const field = Object.values(schema).find(({ key }) => key === pair.split("=")[0]);
  if (!field) return `${name} has no field "${pair.split("=")[0]}" (it has: ${Object.values(schema).map(({ key }) => key).join(", ")})`;
  const may = field.choices ? `one of ${field.choices.join(", ")}` : field.min === undefined ? "another form" : `a number from ${field.min} to ${field.max}`;
  return `"${pair}" cannot be: ${field.key} must be ${may}`;
}

const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await Promise.all(asked.map(problem))));
