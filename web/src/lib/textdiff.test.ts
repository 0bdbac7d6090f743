import { expect, test } from "vitest";
import { runsOf, sentences } from "./textdiff";

const side = (runs: ReturnType<typeof runsOf>, gone: "added" | "removed") => runs.filter((run) => run.kind !== gone).map((run) => run.text).join("");

test("sentences join to the text that they came from", () => {
  const text = "甲方应于到货后30日内付款。逾期按日计息；乙方开具发票\n其余不变";
  expect(sentences(text).join("")).toBe(text);
  expect(sentences(text)).toHaveLength(4);
});

test("inside a sentence that changed, only what changed is marked", () => {
  const runs = runsOf("验收合格后30日内付款。其余不变。", "验收合格后60日内付款。其余不变。");
  expect(runs.filter((run) => run.kind === "removed").map((run) => run.text)).toEqual(["3"]);
  expect(runs.filter((run) => run.kind === "added").map((run) => run.text)).toEqual(["6"]);
});

test.each([
  ["", "新增一条。"],
  ["删去一条。", ""],
  ["一。二。三。", "一。三。四。"],
  ["同一段", "同一段"],
])("both texts can be read from the runs: %s / %s", (before, after) => {
  const runs = runsOf(before, after);
  expect(side(runs, "added")).toBe(before);
  expect(side(runs, "removed")).toBe(after);
});
