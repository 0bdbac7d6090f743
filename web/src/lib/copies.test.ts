import { expect, test } from "vitest";
import { nameIn } from "./copies";

test("a file goes by its true name", () => {
  expect(nameIn(`attachment; filename="___-V2.pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%E5%8D%95-V2.pdf`)).toBe("报价单-V2.pdf");
  expect(nameIn("attachment")).toBe("");
});
