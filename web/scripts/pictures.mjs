// Puts the pictures that docs/guide/pages.md shows where it shows them, from what `make shots` drew: `npm run pictures`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decoded, encoded } from "./png.mjs";

const guide = new URL("../../docs/guide/", import.meta.url).pathname;
const shots = process.env.TONGGUAN_SHOTS ?? new URL("../../var/shots/", import.meta.url).pathname;

const names = [...readFileSync(join(guide, "pages.md"), "utf8").matchAll(/\]\(pages\/([\w-]+\.png)\)/g)].map(([, name]) => name);
mkdirSync(join(guide, "pages"), { recursive: true });
let all = 0;
for (const name of names) {
  const picture = encoded(decoded(readFileSync(join(shots, name))));
  writeFileSync(join(guide, "pages", name), picture);
  all += picture.length;
}
console.log(`${names.length} pictures, ${(all / 1000).toFixed(0)} kB`);
