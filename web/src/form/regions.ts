/** Places of China by code and name (GB/T 2260, from @vant/area-data 2.1.0, MIT), found by any part of either. */
import text from "./regions.txt?raw";

/** A place as it is kept: `330108 浙江杭州滨江区`. */
let places: string[] | undefined;

/** Every line of the table is a province (`33浙江`), or a city with what belongs to it (`3301杭州 02上城区 08滨江区`). */
export function unfolded(lines: string): string[] {
  const found: string[] = [];
  let province = "";
  for (const line of lines.trim().split("\n")) {
    const [head = "", ...parts] = line.split(" ");
    const [, code = "", name = ""] = /^(\d+)(.*)$/.exec(head) ?? [];
    if (code.length === 2) province = name;
    if (name) found.push(`${code.padEnd(6, "0")} ${code.length === 2 ? "" : province}${name}`);
    for (const part of parts) found.push(`${code}${part.slice(0, 2)} ${province}${name}${part.slice(2)}`);
  }
  return found;
}

/** Up to `most` places that hold every part of what was typed, the widest first. */
export function regionsFor(typed: string, most = 12): string[] {
  const parts = typed.trim().split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  places ??= unfolded(text);
  const found = places.filter((place) => parts.every((part) => place.includes(part)));
  return found.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).slice(0, most);
}

/** Provinces before cities before their parts. */
const rank = (place: string) => (place.slice(2, 6) === "0000" ? 0 : place.slice(4, 6) === "00" ? 1 : 2);
