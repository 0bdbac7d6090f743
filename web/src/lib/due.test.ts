import i18n from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import zh from "@/locales/zh-CN/due.json";
import { clock, day, fullMoment, moment, relative, urgency, weekday } from "./due";
import { setZone } from "./zone";

const now = new Date("2026-11-24T14:00+08:00");

beforeAll(() => {
  // The device stands in New York, the company in Shanghai.
  process.env.TZ = "America/New_York";
  setZone("Asia/Shanghai");
  return i18n.init({ lng: "zh-CN", resources: { "zh-CN": { translation: { due: zh } } } });
});

describe("moments", () => {
  test.each([
    ["2026-11-24T18:00+08:00", "今天 18:00", "还有 4 小时", "today"],
    ["2026-11-24T23:59+08:00", "今天 23:59", "还有 9 小时", "today"],
    ["2026-11-24T13:30+08:00", "今天 13:30", "超期 30 分钟", "overdue"],
    ["2026-11-20T16:00+08:00", "11-20 周五 16:00", "超期 3 天", "overdue"],
    ["2026-11-25T00:30+08:00", "11-25 周三 00:30", "还有 10 小时", "soon"],
    ["2026-11-25T18:00+08:00", "11-25 周三 18:00", "还有 28 小时", "soon"],
    ["2027-01-08T09:05+08:00", "2027-01-08 周五 09:05", "还有 44 天", "later"],
  ])("%s reads %s, %s", (at, absolute, span, press) => {
    expect([moment(at, now), relative(at, now), urgency(at, now)]).toEqual([absolute, span, press]);
  });

  test("a civil date stays on its day", () => expect([day("2026-11-27", now), weekday("2026-11-27")]).toEqual(["11-27", "周五"]));

  test("the year turns with the company's", () => expect([day("2026-12-31T16:00Z", now), fullMoment("2026-12-31T16:00Z")]).toEqual(["2027-01-01", "2027-01-01 00:00"]));

  test("what is no moment is no time", () => expect([clock(""), day("soon", now), moment("", now).trim()]).toEqual(["", "", ""]));
});
