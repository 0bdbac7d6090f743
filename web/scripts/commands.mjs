// Draws the payload of every command from the OpenAPI document (docs/api/openapi.json) as fields that the form engine understands.
// `node scripts/commands.mjs` writes src/features/command/commands.gen.json; with --check it only says whether that file is current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("..", import.meta.url).pathname;
const source = `${root}../docs/api/openapi.json`;
const target = `${root}src/features/command/commands.gen.json`;

const REFERENCES = { PersonId: "person", ContactId: "contact", AccountId: "account", DocumentId: "document", NeedId: "need", ApprovalId: "approval", ObligationId: "obligation", InstalmentId: "instalment", ReceiptId: "receipt", ResourceId: "resource", TermChangeId: "term_change", ComplaintId: "complaint", ChangeId: "change", ProductId: "product", OwnEntityId: "own_entity", DealId: "deal", IncidentId: "incident" };

const schemas = JSON.parse(readFileSync(source, "utf8")).components.schemas;

function resolve(schema) {
  if (schema.$ref) return { name: schema.$ref.split("/").pop(), ...schemas[schema.$ref.split("/").pop()] };
  const options = (schema.anyOf ?? []).filter((one) => one.type !== "null");
  return options.length === 1 ? resolve(options[0]) : schema;
}

/** The kind of a value, as the form engine names it. */
function kindOf(key, schema) {
  const one = resolve(schema);
  if (one.name in REFERENCES) return { reference: REFERENCES[one.name] };
  if (one.name === "Digest") return "file";
  if (one.name === "Money") return "money";
  const options = optionsOf(one);
  if (options) return { choice: options };
  const type = [one.type].flat().find((word) => word !== "null");
  if (type === "array") return listOf(key, one.items ?? {});
  if (type === "boolean") return "boolean";
  if (type === "integer") return /(_minor|amount|gap)$/.test(key) ? "money" : "integer";
  if (type === "object") return one.properties ? { table: fieldsOf(one) } : "object";
  if (/(^|_)(on|until)$|^(ours|theirs)$/.test(key)) return "date";
  if (/(^|_)at$/.test(key)) return "instant";
  if (key === "subject") return "line";
  return "text";
}

function listOf(key, items) {
  const one = resolve(items);
  if (one.name in REFERENCES) return { references: REFERENCES[one.name] };
  if (one.name === "Digest") return "files";
  const options = optionsOf(one);
  if (options) return { choices: options };
  return one.properties ? { table: fieldsOf(one) } : "lines";
}

/** The words of an enumeration; none where it is more than words. */
function optionsOf(one) {
  if (Array.isArray(one.enum)) return one.enum;
  const parts = one.oneOf?.map((part) => part.const ?? (part.enum?.length === 1 ? part.enum[0] : part.enum));
  return parts?.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function fieldsOf(schema) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => key !== "type")
    .map(([key, value]) => ({ key, type: kindOf(key, value), required: required.has(key) }));
}

const commands = Object.fromEntries(schemas.Command.oneOf.map((variant) => [variant.properties.type.const ?? variant.properties.type.enum[0], fieldsOf(variant)]));
const text = `${JSON.stringify(commands, null, 1)}\n`;

if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error("web: commands.gen.json is not current: npm run commands");
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
