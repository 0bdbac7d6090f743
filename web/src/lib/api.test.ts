import { describe, expect, test } from "vitest";
import { address } from "./api";

describe("addresses", () => {
  test.each([
    ["/deals", {}, {}, "/deals"],
    ["/deals/{id}/documents/{document}", { id: "a", document: "b/c" }, {}, "/deals/a/documents/b%2Fc"],
    ["/deals", {}, { q: "数据 平台", stage: undefined, owner: null, grade: "", overdue: false }, "/deals?q=%E6%95%B0%E6%8D%AE+%E5%B9%B3%E5%8F%B0&overdue=false"],
  ])("%s with %o and %o", (path, parts, query, expected) => expect(address(path, parts, query)).toBe(expected));
});
