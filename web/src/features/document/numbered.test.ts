import { expect, test } from "vitest";
import { numbered } from "./numbered";

test("a row that is begun gets the next number, an empty one waits, a number that somebody gave stays", () => {
  expect(numbered([{ name: "上线" }, {}])).toEqual([{ name: "上线", no: 1 }, {}]);
  expect(numbered([{ no: 5, name: "上线" }, { name: "" }, { name: "终验" }, { name: "质保" }])).toEqual([{ no: 5, name: "上线" }, { name: "" }, { name: "终验", no: 6 }, { name: "质保", no: 7 }]);
});
