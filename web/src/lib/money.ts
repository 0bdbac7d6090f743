/** Amounts as people read them. Every amount comes from the server as an integer of 分; none is computed here. */

const GROUPS = /\B(?=(\d{3})+(?!\d))/g;

/** `¥1,280,000`, with cents only where there are some. */
export function wholeYuan(minor: number | null | undefined): string {
  return yuan(minor).replace(/\.00$/, "");
}

/** `¥1,280,000.00`. */
export function yuan(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return "—";
  return `${minor < 0 ? "-" : ""}¥${plainYuan(Math.abs(minor))}`;
}

/** `1,280,000.00`, for columns whose head names the currency. */
export function plainYuan(minor: number): string {
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(GROUPS, ",");
  return `${sign}${whole}.${digits.slice(-2)}`;
}

/** `128 万`, `1.3 亿` for tiles; the full figure belongs in a title beside it. English counts in thousands and millions. */
export function shortYuan(minor: number | null | undefined, lang: string): string {
  if (minor === null || minor === undefined) return "—";
  const amount = minor / 100;
  const steps: [number, string][] = lang.startsWith("zh") ? [[1e8, " 亿"], [1e4, " 万"]] : [[1e9, "bn"], [1e6, "m"], [1e3, "k"]];
  for (const [unit, word] of steps) {
    if (Math.abs(amount) >= unit) return `${trim(amount / unit)}${word}`;
  }
  return trim(amount);
}

function trim(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : 1;
  return value.toFixed(digits).replace(/\.0$/, "").replace(GROUPS, ",");
}

/** Typed yuan as integer 分, exactly; undefined where it is no amount. */
export function parseYuan(text: string): number | undefined {
  const clean = text.replace(/[,，\s¥￥]/g, "");
  const match = /^(-?)(\d{1,13})(?:\.(\d{0,2}))?$/.exec(clean);
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = ""] = match;
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return sign ? -minor : minor;
}

/** A price as it was typed, with its thousands apart. */
export function grouped(value: unknown): string {
  const [whole = "", ...cents] = String(value ?? "").split(".");
  return [/^\d+$/.test(whole) ? whole.replace(GROUPS, ",") : whole, ...cents].join(".");
}

/** A unit price, which may have more than two places, with its thousands apart. */
export function priced(value: unknown): string {
  if (value === undefined || value === null || value === "") return "—";
  const [whole = "", cents = ""] = String(value).split(".");
  return `${whole.replace(GROUPS, ",")}.${cents.padEnd(2, "0")}`;
}
