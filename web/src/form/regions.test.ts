import { describe, expect, it } from "vitest";
import { regionsFor, unfolded } from "./regions";

describe("places", () => {
  it("unfolds provinces, cities and their parts", () => {
    expect(unfolded("33浙江\n3301杭州 02上城区 08滨江区\n11北京\n1101 01东城区\n")).toEqual(["330000 浙江", "330100 浙江杭州", "330102 浙江杭州上城区", "330108 浙江杭州滨江区", "110000 北京", "110101 北京东城区"]);
  });
  it.each([
    ["滨江", "330108 浙江杭州滨江区"],
    ["330108", "330108 浙江杭州滨江区"],
    ["浙江 滨江", "330108 浙江杭州滨江区"],
    ["浙江", "330000 浙江"],
    ["东莞", "441900 广东东莞"],
    ["徐汇", "310104 上海徐汇区"],
    ["仙桃", "429004 湖北仙桃市"],
  ])("finds %s", (typed, first) => expect(regionsFor(typed)[0]).toBe(first));
  it("finds nothing for nothing", () => expect([regionsFor(" "), regionsFor("没有这个地方")]).toEqual([[], []]));
});
