/** Settings of the process as rows: a path and a value, deep objects flattened, hours of a day kept together. */

export interface SettingRow {
  path: string;
  value: unknown;
}

/** The plain values of a group. */
export function rowsOf(group: string, value: unknown): SettingRow[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = `${group}.${key}`;
    if (isHours(inner)) return [{ path, value: `${inner.from.slice(0, 5)}–${inner.until.slice(0, 5)}` }];
    if (isRecord(inner)) return rowsOf(path, inner);
    if (Array.isArray(inner) && inner.some(isRecord)) return [];
    return [{ path, value: inner }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHours(value: unknown): value is { from: string; until: string } {
  return isRecord(value) && typeof value.from === "string" && typeof value.until === "string" && Object.keys(value).length === 2;
}
