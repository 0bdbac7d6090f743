import { expect, test } from "vitest";
import { valueOf } from "./merges";

test("an owner is shown by his name and never by his id", () => {
  expect(valueOf({ owner: "0197", owner_name: "李明" }, "owner")).toBe("李明");
  expect(valueOf({ uscc: null }, "uscc")).toBe("");
});
