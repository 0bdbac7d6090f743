import i18n from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import due from "@/locales/zh-CN/due.json";
import queue from "@/locales/zh-CN/queue.json";
import { span, when } from "./deadline";
import { clock, day, elapsed, fullMoment, moment, relative, weekday } from "./due";
import { setZone } from "./zone";

const now = new Date("2026-11-24T14:00+08:00");

beforeAll(() => {
  // The device stands in New York, the company in Shanghai.
  process.env.TZ = "America/New_York";
  setZone("Asia/Shanghai");
  return i18n.init({ lng: "zh-CN", resources: { "zh-CN": { translation: { due, queue } } } });
});

describe("moments", () => {
  test.each([
    ["2026-11-24T18:00+08:00", "今天 18:00", "还有 4 小时"],
    ["2026-11-24T23:59+08:00", "今天 23:59", "还有 9 小时"],
    ["2026-11-24T13:30+08:00", "今天 13:30", "超期 30 分钟"],
    ["2026-11-20T16:00+08:00", "11-20 周五 16:00", "超期 94 小时"],
    ["2026-11-25T00:30+08:00", "11-25 周三 00:30", "还有 10 小时"],
    ["2027-01-08T09:05+08:00", "2027-01-08 周五 09:05", "还有 1075 小时"],
  ])("%s reads %s, %s", (at, absolute, left) => {
    expect([moment(at, now), relative(at, now)]).toEqual([absolute, left]);
  });

  test("how long something has been so may be said in days", () => expect(["2026-11-24T13:30+08:00", "2026-11-23T14:00+08:00", "2026-11-20T16:00+08:00"].map((at) => elapsed(at, now))).toEqual(["30 分钟", "24 小时", "3 天"]));

  test.each([
    [{ urgency: "overdue", working_days: 2 }, "超期 2 个工作日"],
    [{ urgency: "soon", working_days: 3 }, "还有 3 个工作日"],
    [{ urgency: "later", working_days: 3, is_paused: true }, "计时已暂停"],
  ])("a deadline is told in the server's working days: %o", (one, word) => expect(span({ due_at: "2026-11-20T16:00+08:00", ...one })).toBe(word));

  test("the end of a day is the day alone", () => expect([when("2026-11-20T23:59:59.999999+08:00"), when("2026-11-20T16:00+08:00")]).toEqual([moment("2026-11-20T15:59:00Z").replace(" 23:59", ""), moment("2026-11-20T08:00:00Z")]));

  test("a civil date stays on its day", () => expect([day("2026-11-27", now), weekday("2026-11-27")]).toEqual(["11-27", "周五"]));

  test("the year turns with the company's", () => expect([day("2026-12-31T16:00Z", now), fullMoment("2026-12-31T16:00Z")]).toEqual(["2027-01-01", "2027-01-01 00:00"]));

  test("what is no moment is no time", () => expect([clock(""), day("soon", now), moment("", now).trim()]).toEqual(["", "", ""]));
});
