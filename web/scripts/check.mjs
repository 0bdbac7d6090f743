// Keeps what a machine can keep of the web interface: every word in both languages, antd behind src/ui, the budgets of what a browser loads.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const root = new URL("..", import.meta.url).pathname;
const faults = [];

function files(folder, found = []) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) files(path, found);
    else found.push(path);
  }
  return found;
}

function keys(words, at = "", found = new Set()) {
  for (const [key, value] of Object.entries(words)) {
    const path = at ? `${at}.${key}` : key;
    if (typeof value === "string") found.add(path.replace(/_(one|other|zero|two|few|many)$/, ""));
    else keys(value, path, found);
  }
  return found;
}

/** The words of a language: a file a section. */
function wordsOf(language) {
  const folder = join(root, "src/locales", language);
  const sections = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return keys(Object.fromEntries(sections.map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, name), "utf8"))])));
}

/** Each section is loaded once: with the frame, or with the other pages. */
function loadedOnce(language) {
  const folder = join(root, "src/locales", language);
  const text = ["index.ts", "rest.ts"].map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
    const times = text.split(`from "./${name}"`).length - 1;
    if (times !== 1) faults.push(`${language}/${name} is imported ${times} times by index.ts and rest.ts`);
  }
}

loadedOnce("zh-CN");
loadedOnce("en");
const zh = wordsOf("zh-CN");
const en = wordsOf("en");
for (const key of zh) if (!en.has(key)) faults.push(`en lacks ${key}`);
for (const key of en) if (!zh.has(key)) faults.push(`zh-CN lacks ${key}`);

for (const path of files(join(root, "src")).filter((file) => /\.tsx?$/.test(file))) {
  const text = readFileSync(path, "utf8");
  const name = relative(root, path);
  if (!name.startsWith("src/ui/") && /from "(antd|@ant-design)/.test(text)) faults.push(`${name} imports antd outside src/ui`);
  if (/dangerouslySetInnerHTML|\.innerHTML/.test(text)) faults.push(`${name} writes HTML`);
  if (/https?:\/\/(?!www\.w3\.org|127\.0\.0\.1|localhost)/.test(text)) faults.push(`${name} names another origin`);
}

/** The guide shows pictures that are there, and not too many kB of them. */
function picturesOfGuide() {
  const guide = join(root, "../docs/guide");
  const texts = files(guide).filter((path) => path.endsWith(".md")).map((path) => readFileSync(path, "utf8")).join("\n");
  const shown = [...texts.matchAll(/\]\((pages\/[^)]+)\)/g)].map(([, place]) => place);
  const kept = files(join(guide, "pages")).map((path) => relative(guide, path));
  for (const place of shown) if (!kept.includes(place)) faults.push(`the guide shows ${place}, which is not there`);
  for (const place of kept) if (!shown.includes(place)) faults.push(`docs/guide/${place} is shown nowhere`);
  const size = kept.reduce((sum, place) => sum + statSync(join(guide, place)).size, 0) / 1000;
  if (size > 3000) faults.push(`the pictures of the guide take ${size.toFixed(0)} kB, 3000 allowed`);
}

picturesOfGuide();

/** What a page loads: its entry and everything that it imports at once, gzipped, in kB. */
function loads(manifest, entries) {
  const seen = new Set();
  const assets = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    assets.add(chunk.file);
    for (const style of chunk.css ?? []) assets.add(style);
    for (const next of chunk.imports ?? []) visit(next);
  };
  entries.forEach(visit);
  return [...assets].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, "dist", file)), { level: 9 }).length, 0) / 1000;
}

const place = join(root, "dist/.vite/manifest.json");
if (existsSync(place)) {
  const manifest = JSON.parse(readFileSync(place, "utf8"));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const pages = Object.keys(manifest).filter((key) => /src\/features\/.*Page\.tsx$/.test(key));
  const queue = loads(manifest, [entry, ...pages.filter((key) => key.includes("/queue/"))]);
  if (queue > 150) faults.push(`the work queue loads ${queue.toFixed(0)} kB, 150 allowed`);
  for (const page of pages) {
    const size = loads(manifest, [entry, page, ...Object.keys(manifest).filter((key) => key.endsWith("src/ui/index.ts"))]);
    if (size > 420) faults.push(`${page} loads ${size.toFixed(0)} kB, 420 allowed`);
  }
  // Nobody loads the words of two languages; Chinese has the larger ones.
  const all = loads(manifest, Object.keys(manifest).filter((key) => !key.includes("src/locales/en/")));
  if (all > 900) faults.push(`all pages load ${all.toFixed(0)} kB, 900 allowed`);
  for (const file of files(join(root, "dist/assets")).filter((name) => /\.(js|css)$/.test(name))) {
    const text = readFileSync(file, "utf8");
    // antd carries both CSS words in its scripts and uses neither by default, so they count in style sheets only.
    for (const word of file.endsWith(".css") ? ["@layer", "color-mix("] : [".toSorted(", ".findLast("]) if (text.includes(word)) faults.push(`${relative(root, file)} uses ${word}, newer than the oldest browser`);
  }
  console.log(`queue ${queue.toFixed(0)} kB, all ${all.toFixed(0)} kB gzip`);
}

if (faults.length) {
  for (const fault of faults) console.error(`web: ${fault}`);
  process.exit(1);
}
