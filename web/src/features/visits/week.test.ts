import { describe, expect, it } from "vitest";
import { daysOf, later, mondayOf } from "./week";

describe("weeks", () => {
  it.each([
    ["2026-11-24", "2026-11-23"],
    ["2026-11-23", "2026-11-23"],
    ["2026-11-29", "2026-11-23"],
    ["2027-01-01", "2026-12-28"],
  ])("%s is in the week of %s", (day, monday) => expect(mondayOf(day)).toBe(monday));
  it("without a day is this week", () => expect(mondayOf("soon", new Date(2026, 10, 26))).toBe("2026-11-23"));
  it("have seven days, over the end of a year as well", () => {
    expect(daysOf("2026-12-28")).toEqual(["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03"]);
    expect(later("2026-12-28", 1)).toBe("2027-01-04");
    expect(later("2027-01-04", -1)).toBe("2026-12-28");
  });
});
