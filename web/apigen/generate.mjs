// Writes the types of the server's API (docs/api/openapi.json) to src/api/schema.d.ts; with --check it only says whether that file is current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/api/openapi.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);
const HEAD = "// Generated from docs/api/openapi.json by web/apigen: `npm run types`. Never edited by hand.\n\n";

// Paths and schemas are what we name; the operations' own names are not used, and without them each stands at its path.
const api = JSON.parse(readFileSync(source, "utf8"));
for (const path of Object.values(api.paths)) for (const operation of Object.values(path)) delete operation.operationId;

// A free object says nothing about what is in it; the generator would say that there is nothing.
const text = HEAD + astToString(await openapiTS(api, { alphabetize: true, silent: true })).replaceAll("Record<string, never>", "Record<string, unknown>");
if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error("web: src/api/schema.d.ts is not current: npm run types");
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
