// Puts the pictures that the guides show where they show them, from what `make shots` drew: `npm run pictures`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decoded, encoded } from "./png.mjs";

const guide = new URL("../../docs/guide/", import.meta.url).pathname;
const shots = process.env.TONGGUAN_SHOTS ?? new URL("../../var/shots/", import.meta.url).pathname;

const texts = ["pages.md", "import.md", "papers.md"].map((name) => readFileSync(join(guide, name), "utf8")).join("\n");
const names = [...texts.matchAll(/\]\(pages\/([\w-]+\.png)\)/g)].map(([, name]) => name);
mkdirSync(join(guide, "pages"), { recursive: true });
let all = 0;
for (const name of names) {
  const picture = encoded(decoded(readFileSync(join(shots, name))));
  writeFileSync(join(guide, "pages", name), picture);
  all += picture.length;
}
console.log(`${names.length} pictures, ${(all / 1000).toFixed(0)} kB`);
