import { expect, test } from "vitest";
import { upTo } from "./counts";

test("where counting stopped there may be more", () => {
  expect(upTo(999, { counted_to: 1000 })).toBe("999");
  expect(upTo(1000, { counted_to: 1000 })).toBe("1000+");
  expect(upTo(1700, { counted_to: 1000 })).toBe("1000+");
  expect(upTo(1700)).toBe("1700");
});
