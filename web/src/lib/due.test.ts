import i18n from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import zh from "@/locales/zh-CN/due.json";
import { day, moment, relative, urgency } from "./due";

const now = new Date("2026-11-24T14:00");

beforeAll(() => i18n.init({ lng: "zh-CN", resources: { "zh-CN": { translation: { due: zh } } } }));

describe("moments", () => {
  test.each([
    ["2026-11-24T18:00", "今天 18:00", "还有 4 小时", "today"],
    ["2026-11-24T13:30", "今天 13:30", "超期 30 分钟", "overdue"],
    ["2026-11-20T16:00", "11-20 周五 16:00", "超期 3 天", "overdue"],
    ["2026-11-25T18:00", "11-25 周三 18:00", "还有 28 小时", "soon"],
    ["2027-01-08T09:05", "2027-01-08 周五 09:05", "还有 44 天", "later"],
  ])("%s reads %s, %s", (at, absolute, span, press) => {
    expect([moment(at, now), relative(at, now), urgency(at, now)]).toEqual([absolute, span, press]);
  });

  test("a civil date stays on its day", () => expect(day("2026-11-27", now)).toBe("11-27"));
});
