import { expect, test } from "vitest";
import { markup, script } from "./trusted";

test("style sheets pass as markup, elements do not", () => {
  expect(markup(".a>.b{color:red}")).toBe(".a>.b{color:red}");
  expect(markup("<img src=x onerror=alert(1)>")).toBeNull();
});

test("scripts come from this server only", () => {
  const here = "https://localhost:8443";
  expect(script("/assets/worker.js", here)).toBe("/assets/worker.js");
  expect(script("//evil.example/a.js", here)).toBeNull();
  expect(script("data:text/javascript,1", here)).toBeNull();
});
