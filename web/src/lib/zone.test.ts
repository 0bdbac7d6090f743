import { afterEach, describe, expect, test } from "vitest";
import { civil, instant, picked } from "./dates";
import { addDays, between, civilDay, instantAt, localText, setZone } from "./zone";

// The device stands in Kolkata, half an hour off everybody.
process.env.TZ = "Asia/Kolkata";

afterEach(() => setZone(undefined));

describe("the company's clock", () => {
  test.each([
    ["Asia/Shanghai", "2026-11-24T10:00:00.000Z", "2026-11-24T18:00:00"],
    ["Asia/Shanghai", "2026-12-31T16:00:00.000Z", "2027-01-01T00:00:00"],
    ["America/New_York", "2026-11-24T02:30:00.000Z", "2026-11-23T21:30:00"],
    ["America/New_York", "2026-07-01T04:00:00.000Z", "2026-07-01T00:00:00"],
    ["Pacific/Kiritimati", "2026-11-24T10:00:00.000Z", "2026-11-25T00:00:00"],
    [undefined, "2026-11-24T10:00:00.000Z", "2026-11-24T15:30:00"],
  ])("of %s shows %s as %s, and back", (zone, at, local) => {
    setZone(zone);
    expect([localText(at), instantAt(local), civilDay(at)]).toEqual([local, at, local.slice(0, 10)]);
  });

  test("a picker shows and takes it", () => {
    setZone("Asia/Shanghai");
    const shown = picked("2026-11-24T10:05:00Z");
    expect([shown?.format("YYYY-MM-DD HH:mm"), instant(shown), civil(picked("2026-11-24"))]).toEqual(["2026-11-24 18:05", "2026-11-24T10:05:00.000Z", "2026-11-24"]);
    expect([picked("no day"), picked(undefined), instant(null)]).toEqual([undefined, undefined, undefined]);
  });

  test("days are civil days: a day of 23 hours is one as well", () => {
    setZone("America/New_York");
    expect(between("2026-03-08", "2026-03-08")).toEqual({ from: "2026-03-08T05:00:00.000Z", to: "2026-03-09T04:00:00.000Z" });
    expect(addDays("2026-12-30", 3)).toBe("2027-01-02");
    expect(between(undefined, "soon")).toEqual({});
  });
});
