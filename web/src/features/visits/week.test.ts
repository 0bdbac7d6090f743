import { describe, expect, it } from "vitest";
import { setZone } from "@/lib/zone";
import { daysOf, later, mondayOf, submittedFor } from "./week";

// A device in New York, a company in Shanghai.
process.env.TZ = "America/New_York";
setZone("Asia/Shanghai");

describe("weeks", () => {
  it.each([
    ["2026-11-24", "2026-11-23"],
    ["2026-11-23", "2026-11-23"],
    ["2026-11-29", "2026-11-23"],
    ["2027-01-01", "2026-12-28"],
  ])("%s is in the week of %s", (day, monday) => expect(mondayOf(day)).toBe(monday));
  it("without a day is the company's week", () => {
    expect(mondayOf("soon", new Date("2026-11-26T12:00Z"))).toBe("2026-11-23");
    expect(mondayOf("2026-13-45", new Date("2026-11-22T16:00Z")), "Sunday in New York is Monday in Shanghai").toBe("2026-11-23");
  });
  it("are asked for by the company's midnights", () => expect(submittedFor("2026-11-23")).toEqual({ from: "2026-08-24T16:00:00.000Z", to: "2026-11-29T16:00:00.000Z" }));
  it("have seven days, over the end of a year as well", () => {
    expect(daysOf("2026-12-28")).toEqual(["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03"]);
    expect(later("2026-12-28", 1)).toBe("2027-01-04");
    expect(later("2027-01-04", -1)).toBe("2026-12-28");
  });
});
