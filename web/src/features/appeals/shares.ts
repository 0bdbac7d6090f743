/** Shares of credit as they are typed. Whether they make a whole is decided by the server. */

/** Those that say something. */
export function taken(shares: Record<string, string>): { person: string; percent: string }[] {
  const said = Object.entries(shares).map(([person, percent]) => ({ person, percent: percent.trim() }));
  return said.filter(({ percent }) => percent !== "" && Number(percent) !== 0);
}

/** Their sum as it is shown beside them, in hundredths so that 33.3 and 66.7 are a hundred. */
export function sumOf(shares: Record<string, string>): number {
  const hundredths = taken(shares).reduce((sum, { percent }) => sum + Math.round((Number(percent) || 0) * 10_000), 0);
  return hundredths / 10_000;
}
